import type { AccountId } from '../../domain/ids';
import { startOfCivilDate } from '../../domain/time/civil';
import type { CivilDate } from '../../domain/time/instant';
import type { Principal } from '../../domain/people/role';
import type { Storage } from '../../ports/storage';
import type { ImportedCounts, ImportProgress } from '../../domain/register/import';
import type { RegisterFile } from '../../domain/register/registerFile';
import { personActor } from '../actors';
import { allSites } from '../allSites';
import { personRegistrations } from './personRegistrations';
import type { RegisterSteps } from '../steps';

export type OnImportProgress = (progress: ImportProgress) => void;

interface RegisterTarget {
  readonly services: RegisterSteps;
  readonly storage: Storage;
}
interface RegisterOptions {
  readonly onProgress?: OnImportProgress;
  /** In whose name; a person's is in every line of the ledger. */
  readonly by?: Principal | 'system';
  /** Ids of accounts that are to be new: one that somebody else has registered meanwhile is left as it is. */
  readonly addedAccounts?: readonly AccountId[];
  readonly onLeft?: (name: string) => void;
}

/** Registers what an import file holds. Adding only, and safe to repeat: what is so already is left alone. */
export async function registerFile(
  target: RegisterTarget,
  file: RegisterFile,
  {
    onProgress = () => undefined,
    by: whose = 'system',
    addedAccounts = [],
    onLeft = () => undefined,
  }: RegisterOptions = {},
): Promise<ImportedCounts> {
  const { services, storage } = target;
  const by = whose === 'system' ? undefined : personActor(whose);
  onProgress({ part: 'units', done: 0, total: file.units.length });
  const units = await services.accounts.registerUnits(
    file.units.map(({ parent, ...unit }) => ({ ...unit, parentKey: parent })),
    by,
  );
  const sites = file.sites ?? [];
  const before = await readSites(storage);
  onProgress({ part: 'sites', done: 0, total: sites.length });
  await services.accounts.registerSites(
    sites.map(({ unit, repostColumn: _column, ...site }) => ({ ...site, unitKey: unit })),
    by,
  );
  const others = await registeredByOthers(storage, file.accounts, new Set(addedAccounts));
  for (const { name } of others) onLeft(name);
  const accounts = file.accounts.filter((account) => !others.has(account));
  const counts = await services.accounts.registerAccounts(
    accounts.map((account) => ({
      ...(account.id === undefined ? {} : { id: account.id }),
      unitKey: account.unit,
      platform: account.platform,
      externalId: account.externalId,
      name: account.name,
      homeUrl: account.homeUrl,
      columnClass: account.columnClass,
      region: account.region,
      status: 'active',
      openedAt: account.openedOn === null ? null : startOfCivilDate(account.openedOn as CivilDate),
      settings: account.settings,
      credential: account.credential,
      ...(account.site === undefined ? {} : { siteKey: account.site }),
      ...(account.filing === undefined ? {} : { filing: account.filing }),
    })),
    {
      ...(by && { by }),
      onProgress: (done) => onProgress({ part: 'accounts', done, total: accounts.length }),
    },
  );
  await services.accounts.nameRepostColumns(
    sites.flatMap(({ key, repostColumn }) =>
      repostColumn === null ? [] : [{ siteKey: key, externalId: repostColumn }],
    ),
    by,
  );
  const after = await readSites(storage);
  await registerPeople(target, file.people, { onProgress, by: whose });
  return { units: units.length, sites: compareSites(before, after), ...counts, people: file.people.length };
}

const LOOKED_UP_AT_ONCE = 1_000;

async function registerPeople(
  { services, storage }: RegisterTarget,
  people: RegisterFile['people'],
  { onProgress, by }: Required<Pick<RegisterOptions, 'onProgress' | 'by'>>,
): Promise<void> {
  await services.people.registerMany(people.map(await personRegistrations({ storage })), by, (done) =>
    onProgress({ part: 'people', done, total: people.length }),
  );
}

/** Accounts that were to be new and are registered under an id that is not ours. */
async function registeredByOthers(
  { accounts: stored }: Storage,
  accounts: RegisterFile['accounts'],
  added: ReadonlySet<AccountId>,
): Promise<ReadonlySet<RegisterFile['accounts'][number]>> {
  const others = new Set<RegisterFile['accounts'][number]>();
  const isNew = ({ id }: RegisterFile['accounts'][number]) => id !== undefined && added.has(id);
  for (const platform of new Set(accounts.filter(isNew).map((one) => one.platform))) {
    const own = accounts.filter((one) => isNew(one) && one.platform === platform);
    for (let at = 0; at < own.length; at += LOOKED_UP_AT_ONCE) {
      const some = own.slice(at, at + LOOKED_UP_AT_ONCE);
      const records = await stored.byExternalIds(
        platform,
        some.map(({ externalId }) => externalId),
      );
      const idOf = new Map(records.map(({ account }) => [account.externalId, account.id]));
      for (const one of some) if ((idOf.get(one.externalId) ?? one.id) !== one.id) others.add(one);
    }
  }
  return others;
}

/** What of each site an import can change, by key. */
async function readSites(storage: Storage): Promise<ReadonlyMap<string, string>> {
  return new Map(
    (await allSites(storage)).map(({ key, unitId, name, homeUrl, identifierCode, repostColumnId, filing }) => [
      key,
      JSON.stringify([unitId, name, homeUrl, identifierCode, repostColumnId, filing]),
    ]),
  );
}

function compareSites(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): ImportedCounts['sites'] {
  const differing = [...after].filter(([key, site]) => before.get(key) !== site);
  const changed = differing.filter(([key]) => before.has(key)).length;
  return { added: differing.length - changed, changed };
}
