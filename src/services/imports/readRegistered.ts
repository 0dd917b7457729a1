import { NO_FILING } from '../../domain/accounts/filing';
import { filingOf, isSiteOpen } from '../../domain/accounts/site';
import { isOpen } from '../../domain/accounts/unit';
import { may, inScope } from '../../domain/people/permissions';
import type { Principal } from '../../domain/people/role';
import { identityOf } from '../../domain/register/planAccounts';
import type { ImportReach, Registered, RegisteredAccount } from '../../domain/register/registered';
import type { WrittenRegister } from '../../domain/register/readRegister';
import type { Platform } from '../../domain/accounts/account';
import { civilDateOf } from '../../domain/time/civil';
import type { AccountRecord, Site, Unit } from '../../ports/storage';
import { allSites } from '../allSites';
import { readRoster } from './readRoster';
import type { ServiceDeps } from '../settings';

/** Whose file it is, and whether it changes what is there. */
export type Reader = Pick<Principal, 'role' | 'unitId' | 'personId'> & { readonly updates: boolean };

/** Looked up together: few round trips, whatever the rows. */
const AT_ONCE = 1_000;

/** What of the register a file can be about, as this reader may change it. */
export async function readRegistered(
  { storage, clock }: Pick<ServiceDeps, 'storage' | 'clock'>,
  written: WrittenRegister,
  reader: Reader,
): Promise<{ readonly registered: Registered; readonly reach: ImportReach }> {
  const units = await storage.units.list(null);
  const keyOf = new Map(units.map(({ id, key }) => [id, key]));
  const reached = new Set(units.filter(({ path }) => inScope(reader.unitId, path)).map(({ id }) => id));
  const lists = (kind: WrittenRegister['rows'][number]['kind']) => written.rows.some((row) => row.kind === kind);
  const sites = lists('sites') || lists('accounts') ? await allSites(storage) : [];
  const siteKeyOf = new Map(sites.map(({ id, key }) => [id, key]));
  const accounts = await readAccounts({ storage }, written, (record, filing) =>
    asRegistered(record.account, {
      ...{ filing, isReached: reached.has(record.account.unitId), unitKey: keyOf.get(record.account.unitId) ?? '' },
      siteKey: record.account.siteId === null ? null : (siteKeyOf.get(record.account.siteId) ?? null),
    }),
  );
  const people = lists('people') || lists('liaisons') ? await storage.people.list() : [];
  const roster = lists('liaisons') ? await readRoster({ storage }, { people, keyOf }, { current: true }) : [];
  return {
    reach: {
      unitKey: reader.unitId === null ? null : (keyOf.get(reader.unitId) ?? ''),
      managesPeople: may(reader, 'people.manage'),
      writesAccounts: may(reader, 'account.write'),
      keepsRoster: may(reader, 'team.manage'),
      today: civilDateOf(clock.now()),
      username: people.find(({ id }) => id === reader.personId)?.username ?? null,
      updates: reader.updates,
    },
    registered: {
      units: units.map((unit) => ({
        ...unitFields(unit, keyOf),
        isReached: reached.has(unit.id),
      })),
      sites: sites.map((site) => ({ ...siteFields(site, keyOf), isReached: reached.has(site.unitId) })),
      accounts,
      people: people.map(({ username, name, role, unitId, disabled }) => ({
        ...{ username, name, role, disabled, unitKey: unitId === null ? null : (keyOf.get(unitId) ?? '') },
        isReached: unitId === null ? reader.unitId === null : reached.has(unitId),
      })),
      liaisons: roster.map(({ liaison, registered }) => ({ ...registered, isReached: reached.has(liaison.unitId) })),
    },
  };
}

export function unitFields(unit: Unit, keyOf: ReadonlyMap<string, string>) {
  const { key, name, parentId, level, sectors, region, creditCode = null } = unit;
  const parentKey = parentId === null ? null : (keyOf.get(parentId) ?? null);
  return { key, name, parentKey, level, sectors, region, creditCode, isClosed: !isOpen(unit) };
}

export function siteFields(site: Site, keyOf: ReadonlyMap<string, string>) {
  const { key, unitId, name, homeUrl, identifierCode } = site;
  const isClosed = !isSiteOpen({ closing: site.closing ?? null });
  return {
    ...{ key, unitKey: keyOf.get(unitId) ?? '', name, homeUrl, identifierCode, filing: filingOf(site) },
    ...(isClosed ? { isClosed } : {}),
  };
}

/** An account as tables know it. */
export function asRegistered(
  account: AccountRecord['account'],
  rest: Pick<RegisteredAccount, 'filing' | 'isReached' | 'unitKey' | 'siteKey'>,
): RegisteredAccount {
  const { platform, externalId, name, homeUrl, columnClass, region, openedAt, settings } = account;
  const openedOn = openedAt === null ? null : civilDateOf(openedAt);
  return { platform, externalId, name, homeUrl, columnClass, region, openedOn, settings, ...rest };
}

async function readAccounts(
  { storage }: Pick<ServiceDeps, 'storage'>,
  { rows }: WrittenRegister,
  read: (record: AccountRecord, filing: RegisteredAccount['filing']) => RegisteredAccount,
): Promise<readonly RegisteredAccount[]> {
  const named = new Map<Platform, Set<string>>();
  for (const row of rows) {
    const identity = row.kind === 'accounts' ? identityOf(row) : null;
    if (identity === null) continue;
    named.set(identity.platform, (named.get(identity.platform) ?? new Set()).add(identity.externalId));
  }
  const accounts: RegisteredAccount[] = [];
  for (const [platform, ids] of named)
    for (let at = 0, all = [...ids]; at < all.length; at += AT_ONCE) {
      const records = await storage.accounts.byExternalIds(platform, all.slice(at, at + AT_ONCE));
      const filings = await storage.accounts.filings(records.map(({ account }) => account.id));
      accounts.push(...records.map((record) => read(record, filings.get(record.account.id) ?? NO_FILING)));
    }
  return accounts;
}
