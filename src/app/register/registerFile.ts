import { startOfCivilDate } from '../../domain/time/civil';
import type { CivilDate } from '../../domain/time/instant';
import type { Storage } from '../../ports/storage';
import type { Services } from '../../services/index';
import { allSites } from './allSites';
import type { RegisterFile } from './registerRows';

/** What an import did, in figures. */
export interface ImportedCounts {
  readonly units: number;
  /** Those made for columns that name no site among them. */
  readonly sites: { readonly added: number; readonly changed: number };
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly people: number;
}

/** Registers what an import file holds. Adding only, and safe to repeat: what is so already is left alone. */
export async function registerFile(
  { services, storage }: { readonly services: Pick<Services, 'accounts' | 'people'>; readonly storage: Storage },
  file: RegisterFile,
): Promise<ImportedCounts> {
  const units = await services.accounts.registerUnits(
    file.units.map(({ parent, ...unit }) => ({ ...unit, parentKey: parent })),
  );
  const sites = file.sites ?? [];
  const before = await readSites(storage);
  await services.accounts.registerSites(
    sites.map(({ unit, repostColumn: _column, ...site }) => ({ ...site, unitKey: unit })),
  );
  const counts = await services.accounts.registerAccounts(
    file.accounts.map((account) => ({
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
    })),
  );
  await services.accounts.nameRepostColumns(
    sites.flatMap(({ key, repostColumn }) =>
      repostColumn === null ? [] : [{ siteKey: key, externalId: repostColumn }],
    ),
  );
  const after = await readSites(storage);
  const unitIdByKey = new Map((await storage.units.list(null)).map(({ key, id }) => [key, id]));
  for (const person of file.people) {
    await services.people.register(
      {
        username: person.username,
        name: person.name,
        role: person.role,
        unitId: person.unit === null ? null : (unitIdByKey.get(person.unit) ?? null),
        password: person.password,
      },
      'system',
    );
  }
  return { units: units.length, sites: compareSites(before, after), ...counts, people: file.people.length };
}

/** What of each site an import can change, by key. */
async function readSites(storage: Storage): Promise<ReadonlyMap<string, string>> {
  return new Map(
    (await allSites(storage)).map(({ key, unitId, name, homeUrl, identifierCode, repostColumnId }) => [
      key,
      JSON.stringify([unitId, name, homeUrl, identifierCode, repostColumnId]),
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
