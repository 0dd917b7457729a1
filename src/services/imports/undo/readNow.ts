import { NO_FILING } from '../../../domain/accounts/filing';
import { isOpen } from '../../../domain/accounts/unit';
import { inScope } from '../../../domain/people/permissions';
import { ROW_FROM, refOf, type AppliedImport, type RowOf } from '../../../domain/register/appliedImport';
import type { RegisterKind } from '../../../domain/register/columns';
import type { KeptReason } from '../../../domain/register/import';
import type { Platform } from '../../../domain/accounts/account';
import type { AccountId, UnitId } from '../../../domain/ids';
import type { AccountRecord, Person, Unit } from '../../../ports/storage';
import { allSites } from '../../allSites';
import type { ServiceDeps } from '../../settings';
import { asRegistered, siteFields, unitFields } from '../readRegistered';
import { readRoster } from '../readRoster';

const AT_ONCE = 1_000;

/** One thing of the register as it is now. */
export interface Present<Row> {
  readonly id: string;
  readonly row: Row;
  /** Whether it is of whoever takes the import back. */
  readonly isReached: boolean;
  /** What it has become that keeps it there, were it added. */
  readonly state: KeptReason | null;
}
type OfKind<Row> = {
  readonly byId: ReadonlyMap<string, Present<Row>>;
  readonly byRef: ReadonlyMap<string, Present<Row>>;
};

export interface RegisterNow {
  readonly of: { readonly [kind in RegisterKind]: OfKind<RowOf[kind]> };
  readonly units: readonly Unit[];
  readonly people: readonly Person[];
}

/**
 * What an import added and changed as it is now. `readerUnitId`: what whoever takes it back sees everything through.
 */
export async function readNow(
  { storage }: Pick<ServiceDeps, 'storage'>,
  applied: AppliedImport,
  readerUnitId: UnitId | null,
): Promise<RegisterNow> {
  const units = await storage.units.list(null);
  const keyOf = new Map(units.map(({ id, key }) => [id, key]));
  const reached = new Set(units.filter(({ path }) => inScope(readerUnitId, path)).map(({ id }) => id));
  const isReached = (unitId: UnitId | null): boolean => (unitId === null ? readerUnitId === null : reached.has(unitId));
  const concerns = (kind: RegisterKind): boolean => applied.added[kind].length + applied.changed[kind].length > 0;
  const sites = concerns('sites') || concerns('accounts') ? await allSites(storage) : [];
  const siteKeyOf = new Map(sites.map(({ id, key }) => [id, key]));
  const records = await readRecords({ storage }, applied);
  const filings = new Map<AccountId, RowOf['accounts']['filing']>();
  for (let at = 0; at < records.length; at += AT_ONCE)
    for (const [id, filing] of await storage.accounts.filings(
      records.slice(at, at + AT_ONCE).map(({ account }) => account.id),
    ))
      filings.set(id, filing);
  const people = await storage.people.list();
  const entries = concerns('liaisons') ? await readRoster({ storage }, { people, keyOf }) : [];
  const roster = entries.map(({ liaison, registered }) => ({
    ...{ id: liaison.id, isReached: isReached(liaison.unitId) },
    state: liaison.untilOn === null ? null : ('changed-since' as const),
    row: ROW_FROM.liaisons({ ...registered, isReached: true }),
  }));
  return {
    units,
    people,
    of: {
      units: known(
        'units',
        units.map((unit) => ({
          ...{ id: unit.id, isReached: isReached(unit.id), state: isOpen(unit) ? null : 'changed-since' },
          row: ROW_FROM.units({ ...unitFields(unit, keyOf), isReached: true }),
        })),
      ),
      sites: known(
        'sites',
        sites.map((site) => ({
          ...{ id: site.id, isReached: isReached(site.unitId), state: null },
          row: ROW_FROM.sites({ ...siteFields(site, keyOf), isReached: true }),
        })),
      ),
      accounts: known(
        'accounts',
        records.map(({ account }) => ({
          ...{ id: account.id, isReached: isReached(account.unitId), state: stateOfAccount(account) },
          row: ROW_FROM.accounts(
            asRegistered(account, {
              ...{ isReached: true, unitKey: keyOf.get(account.unitId) ?? '' },
              filing: { ...NO_FILING, ...filings.get(account.id) },
              siteKey: account.siteId === null ? null : (siteKeyOf.get(account.siteId) ?? null),
            }),
          ),
        })),
      ),
      people: known(
        'people',
        people.map((person) => ({
          ...{ id: person.id, isReached: isReached(person.unitId), state: stateOfPerson(person) },
          row: ROW_FROM.people({
            ...{ ...person, isReached: true },
            unitKey: person.unitId === null ? null : (keyOf.get(person.unitId) ?? ''),
          }),
        })),
      ),
      liaisons: {
        byId: known('liaisons', roster).byId,
        // One that has ended is none that a table means.
        byRef: known(
          'liaisons',
          roster.filter(({ state }) => state === null),
        ).byRef,
      },
    },
  };
}

function known<Kind extends RegisterKind>(kind: Kind, all: readonly Present<RowOf[Kind]>[]): OfKind<RowOf[Kind]> {
  return {
    byId: new Map(all.map((one) => [one.id, one])),
    byRef: new Map(all.map((one) => [refOf(kind, one.row), one])),
  };
}

function stateOfAccount({ status, hasCredential }: AccountRecord['account']): KeptReason | null {
  if (hasCredential) return 'has-credential';
  return status === 'active' ? null : 'changed-since';
}

function stateOfPerson({ passwordHash, assignments, disabled, addresses }: Person): KeptReason | null {
  if (passwordHash !== null) return 'signed-in';
  // No file says where somebody is reached.
  const isReachable = Object.values(addresses).some((address) => address !== null);
  return disabled || assignments.length > 0 || isReachable ? 'changed-since' : null;
}

/** Added ones by their ids, whatever they are called now; changed ones by platform and id. */
async function readRecords(
  { storage }: Pick<ServiceDeps, 'storage'>,
  { added, changed }: AppliedImport,
): Promise<readonly AccountRecord[]> {
  const records: AccountRecord[] = [];
  for (let at = 0; at < added.accounts.length; at += AT_ONCE)
    records.push(
      ...(await storage.accounts.byIds(added.accounts.slice(at, at + AT_ONCE).map(({ id }) => id as AccountId))),
    );
  const named = new Map<Platform, string[]>();
  for (const { before } of changed.accounts)
    (named.get(before.platform) ?? named.set(before.platform, []).get(before.platform))?.push(before.externalId);
  for (const [platform, ids] of named)
    for (let at = 0; at < ids.length; at += AT_ONCE)
      records.push(...(await storage.accounts.byExternalIds(platform, ids.slice(at, at + AT_ONCE))));
  return records;
}
