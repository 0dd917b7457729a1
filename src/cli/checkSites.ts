import { sharedSiteNames } from '../domain/accounts/siteNames';
import { allSites } from '../services/allSites';
import type { Storage } from '../ports/storage';
import type { ImportFile } from './importFileSchema';
import type { ImportProblem } from './importProblem';

/** What of sites is registered already, as far as an import can refer to it. */
export interface RegisteredSites {
  readonly keys: ReadonlySet<string>;
  /** The site each column that the file names belongs to, by the column's external id. */
  readonly siteOfColumn: ReadonlyMap<string, string>;
  /** The site that has each identifier, by key. */
  readonly siteOfIdentifier: ReadonlyMap<string, string>;
  /** Every site that is registered, with its name. */
  readonly names: readonly { readonly key: string; readonly name: string }[];
}

export const NO_SITES: RegisteredSites = {
  keys: new Set(),
  siteOfColumn: new Map(),
  siteOfIdentifier: new Map(),
  names: [],
};

/**
 * Checks the sites that columns name, the units of sites, that no two sites have one identifier or name, and
 * that each repost column is one of its site, in the file and in what is registered, before anything is written.
 */
export function checkSites(
  file: ImportFile,
  { unitKeys, sites }: { readonly unitKeys: ReadonlySet<string>; readonly sites: RegisteredSites },
): ImportProblem[] {
  const { sites: own = [], accounts } = file;
  const known = new Set([...sites.keys, ...own.map(({ key }) => key)]);
  const columns = new Map(sites.siteOfColumn);
  for (const { site, externalId, platform } of accounts)
    if (platform === 'portal' && site !== undefined) columns.set(externalId, site);
  return [
    ...own.flatMap(({ unit }, index) =>
      unitKeys.has(unit)
        ? []
        : [
            {
              path: `sites.${index}.unit`,
              message: `单位 "${unit}" 不在本文件中，也尚未登记；请改正单位代码或先登记该单位 (no such unit in this file or registered)`,
            },
          ],
    ),
    ...identifiersTwice(own, sites),
    ...sharedSiteNames(own, sites.names).map(({ index, holder }) => ({
      path: `sites.${index}.name`,
      message: `站点 "${holder}" 也叫 "${own[index]?.name ?? ''}"；请改用别的名称 (the name of another site; give one of its own)`,
    })),
    ...own.flatMap(({ key, repostColumn }, index) =>
      repostColumn === null || columns.get(repostColumn) === key
        ? []
        : [
            {
              path: `sites.${index}.repostColumn`,
              message: `转载栏目 "${repostColumn}" 不是站点 "${key}" 的栏目；请在该栏目一行填写 site (not a column of this site)`,
            },
          ],
    ),
    ...accounts.flatMap(({ site }, index) =>
      site === undefined || known.has(site)
        ? []
        : [
            {
              path: `accounts.${index}.site`,
              message: `站点 "${site}" 不在本文件中，也尚未登记 (no such site in this file or registered)`,
            },
          ],
    ),
  ];
}

/** An identifier belongs to one site. What a registered site has counts unless the file has a row for that site. */
function identifiersTwice(
  own: NonNullable<ImportFile['sites']>,
  { siteOfIdentifier }: RegisteredSites,
): ImportProblem[] {
  const inFile = new Set(own.map(({ key }) => key));
  const holders = new Map([...siteOfIdentifier].filter(([, key]) => !inFile.has(key)));
  return own.flatMap(({ key, identifierCode }, index) => {
    if (identifierCode === null) return [];
    const holder = holders.get(identifierCode);
    if (holder === undefined) {
      holders.set(identifierCode, key);
      return [];
    }
    return [
      {
        path: `sites.${index}.identifierCode`,
        message: `网站标识码 "${identifierCode}" 已属于站点 "${holder}"；请改正其中一个，不知道就写 null (the identifier of another site; correct one of them, or write null)`,
      },
    ];
  });
}

/** What of the file's sites is registered. */
export async function registeredSites(storage: Storage, file: ImportFile): Promise<RegisteredSites> {
  const keys = new Set<string>();
  const siteOfColumn = new Map<string, string>();
  const named = [
    ...(file.sites ?? []).map(({ key }) => key),
    ...file.accounts.flatMap(({ site }) => (site === undefined ? [] : [site])),
  ];
  for (const slice of slicesOf([...new Set(named)]))
    for (const { key } of await storage.sites.byKeys(slice)) keys.add(key);
  const columns = (file.sites ?? []).flatMap(({ repostColumn }) => repostColumn ?? []);
  for (const slice of slicesOf(columns)) {
    const known = await storage.accounts.byExternalIds('portal', slice);
    const siteIds = known.flatMap(({ account }) => account.siteId ?? []);
    const keyOf = new Map((await storage.sites.byIds([...new Set(siteIds)])).map(({ id, key }) => [id, key]));
    for (const { account } of known) {
      const key = account.siteId === null ? undefined : keyOf.get(account.siteId);
      if (key !== undefined) siteOfColumn.set(account.externalId, key);
    }
  }
  const siteOfIdentifier = new Map<string, string>();
  const names = await allSites(storage);
  for (const { key, identifierCode } of names) if (identifierCode !== null) siteOfIdentifier.set(identifierCode, key);
  return { keys, siteOfColumn, siteOfIdentifier, names };
}

const AT_ONCE = 500;

function slicesOf(texts: readonly string[]): string[][] {
  const count = Math.ceil(texts.length / AT_ONCE);
  return Array.from({ length: count }, (_, n) => texts.slice(n * AT_ONCE, (n + 1) * AT_ONCE));
}
