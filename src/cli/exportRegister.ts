import { STATUS_RULES } from '../domain/accounts/accountTable';
import { allSites } from '../services/allSites';
import { filingChanges, NO_FILING, type AccountFiling } from '../domain/accounts/filing';
import { isOpen } from '../domain/accounts/unit';
import { civilDateOf } from '../domain/time/civil';
import type { AccountId } from '../domain/ids';
import type { ListedAccount, Storage, Unit } from '../ports/storage';
import type { ImportFile } from './importFileSchema';

/**
 * People are exported without passwords: an export must be safe to send. An import of it leaves passwords that are set
 * as they are.
 */
export type ExportedRegister = Omit<ImportFile, 'people'> & {
  readonly people: readonly Omit<ImportFile['people'][number], 'password'>[];
};

/** What an export holds, and how many rows it leaves out. */
export interface Export {
  readonly register: ExportedRegister;
  readonly leftOut: {
    readonly cancelledAccounts: number;
    readonly disabledPeople: number;
    readonly closedUnits: number;
    /** What closed units still have, of accounts in use and people who may sign in. */
    readonly accountsOfClosedUnits: number;
    readonly peopleOfClosedUnits: number;
  };
}

const PAGE = 500;

/**
 * The register as an import file would name it: units (parents first), accounts, people. No credentials, no passwords,
 * no observations. Cancelled accounts are left out: importing them again would register them as active;
 * people who are disabled likewise, and closed units with all that is still theirs: without its unit a person would be
 * imported as one of the whole office. How many is told.
 */
export async function exportRegister(storage: Storage): Promise<Export> {
  const all = parentsFirst(await storage.units.list(null));
  const units = all.filter(isOpen);
  const keyOf = new Map(units.map((unit) => [unit.id, unit.key]));
  const stored = (await allSites(storage)).filter(({ unitId }) => keyOf.has(unitId));
  const siteKeyOf = new Map(stored.map((site) => [site.id, site.key]));
  const columns = new Map<AccountId, string>();
  const accounts: ImportFile['accounts'] = [];
  let cancelledAccounts = 0;
  let accountsOfClosedUnits = 0;
  for await (const { account, filing } of allAccounts(storage)) {
    // What is not there on the platform yet has no id to be named by.
    if (!STATUS_RULES[account.status].owes) {
      cancelledAccounts += 1;
      continue;
    }
    const unit = keyOf.get(account.unitId);
    if (unit === undefined) {
      accountsOfClosedUnits += 1;
      continue;
    }
    columns.set(account.id, account.externalId);
    const site = account.siteId === null ? undefined : siteKeyOf.get(account.siteId);
    accounts.push({
      unit,
      platform: account.platform,
      externalId: account.externalId,
      name: account.name,
      homeUrl: account.homeUrl,
      columnClass: account.columnClass,
      region: account.region,
      openedOn: account.openedAt === null ? null : civilDateOf(account.openedAt),
      settings: { ...account.settings },
      credential: null,
      ...(site === undefined ? {} : { site }),
      ...(filing === undefined || filingChanges(NO_FILING, filing).length === 0 ? {} : { filing }),
    });
  }
  const registered = await storage.people.list();
  const enabled = registered.filter((person) => !person.disabled);
  const people = enabled.flatMap<ExportedRegister['people'][number]>(({ username, name, role, unitId }) => {
    if (unitId === null) return [{ username, name, role, unit: null }];
    const unit = keyOf.get(unitId);
    return unit === undefined ? [] : [{ username, name, role, unit }];
  });
  const register: ExportedRegister = {
    units: units.map(({ key, name, parentId, level, sectors, region }) => ({
      key,
      name,
      parent: parentId === null ? null : (keyOf.get(parentId) ?? null),
      level,
      sectors: [...sectors],
      region,
    })),
    ...(stored.length === 0
      ? {}
      : {
          sites: stored.map(({ key, unitId, name, homeUrl, identifierCode, repostColumnId, filing }) => ({
            key,
            unit: keyOf.get(unitId) ?? '',
            name,
            homeUrl,
            identifierCode,
            repostColumn: repostColumnId === null ? null : (columns.get(repostColumnId) ?? null),
            ...(filing && { filing }),
          })),
        }),
    accounts,
    people,
  };
  return {
    register,
    leftOut: {
      cancelledAccounts,
      disabledPeople: registered.length - enabled.length,
      closedUnits: all.length - units.length,
      accountsOfClosedUnits,
      peopleOfClosedUnits: enabled.length - people.length,
    },
  };
}

/** The depth of a unit is the length of its path; the order within a depth is kept. */
function parentsFirst(units: readonly Unit[]): Unit[] {
  return [...units].sort((one, other) => one.path.length - other.path.length);
}

async function* allAccounts(
  storage: Storage,
): AsyncGenerator<Pick<ListedAccount, 'account'> & { readonly filing: AccountFiling | undefined }> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Storage['accounts']['list']>> = await storage.accounts.list(
      {},
      { limit: PAGE, cursor },
      null,
    );
    const filings = await storage.accounts.filings(page.items.map(({ account }) => account.id));
    for (const { account } of page.items) yield { account, filing: filings.get(account.id) };
    cursor = page.nextCursor;
  } while (cursor !== null);
}
