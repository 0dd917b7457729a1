import type { Platform } from '../../domain/accounts/account';
import type { Accounts, AccountToRegister, Registered } from '../../ports/storage';
import { checkText } from '../checkInput';
import { anyOf } from '../conditions';
import type { Table } from '../table';
import type { AccountRow } from './accountRow';
import { filedAnew } from './filings';
import { changeOf, checkAccount, newRow, registrationOf, same, sameRegistration } from './registerAccount';
import type { RegisteredCredentials } from './registeredCredentials';

/**
 * Registers many accounts in a few round trips. What is new is inserted together, its credentials before it; what is as
 * it was is left alone; what changes by itself is changed together. The rest (another credential, another unit, an
 * account that somebody else registers meanwhile or that the list names twice) goes through `register`, one by one. A
 * process that dies in between is repaired by registering the same list again.
 */
export function createRegisterAll(
  accounts: Table<AccountRow>,
  credentials: RegisteredCredentials,
  register: Accounts['register'],
): Accounts['registerAll'] {
  const addNew = async (fresh: readonly AccountToRegister[]): Promise<readonly AccountToRegister[]> => {
    await credentials.writeNew(
      fresh.flatMap(({ account, credential, event }) => (credential === null ? [] : [{ account, credential, event }])),
    );
    if ((await accounts.insertMissing(fresh.map(newRow))) === fresh.length) return fresh;
    const stored = await readKnown(accounts, fresh);
    const added = fresh.filter((one) => stored.get(identityOf(one))?._id === one.account.id);
    for (const one of fresh)
      if (one.credential !== null && !added.includes(one)) await credentials.forget(one.account.id);
    return added;
  };
  return async (registrations) => {
    for (const { account } of registrations) checkAccount(account);
    const known = await readKnown(accounts, registrations);
    const outcomes = new Map<AccountToRegister, Registered>();
    const fresh = registrations.filter((one) => !known.has(identityOf(one)));
    for (const one of await addNew(fresh)) outcomes.set(one, 'added');

    const given = registrations.flatMap((one) => {
      const row = known.get(identityOf(one));
      return row === undefined ? [] : [{ one, row }];
    });
    const differing = await credentials.differing(
      given.flatMap(({ one, row }) => (one.credential === null ? [] : [{ id: row._id, credential: one.credential }])),
    );
    const changes = given.flatMap(({ one, row }) => {
      if (one.credential !== null && differing.has(row._id)) return [];
      const fields = registrationOf(one.account, row, false);
      if (sameRegistration(fields, row) && filedAnew(row, one.filing) === null) {
        outcomes.set(one, 'unchanged');
        return [];
      }
      return same(fields.unitPath, row.unitPath) ? [{ one, ...changeOf(row, fields, one) }] : [];
    });
    const tried = new Set(changes.map(({ one }) => one));
    const changedAll = (await accounts.changeEach(changes)) === changes.length;
    if (changedAll) for (const { one } of changes) outcomes.set(one, 'updated');

    const inOrder: Registered[] = [];
    for (const one of registrations) {
      const { account, credential, event, nextLookAt, dailyCounts, filing } = one;
      const outcome =
        outcomes.get(one) ?? (await register(account, credential, event, nextLookAt, dailyCounts, filing));
      // It differed when it was read: what is as it should be by now was changed above.
      inOrder.push(outcome === 'unchanged' && tried.has(one) && !changedAll ? 'updated' : outcome);
    }
    return inOrder;
  };
}

function identityOf({ account: { platform, externalId } }: AccountToRegister): string {
  return `${platform} ${externalId}`;
}

async function readKnown(
  accounts: Table<AccountRow>,
  registrations: readonly AccountToRegister[],
): Promise<ReadonlyMap<string, AccountRow>> {
  const wanted = new Map<Platform, string[]>();
  for (const { account } of registrations) {
    const externalIds = wanted.get(account.platform) ?? [];
    wanted.set(account.platform, externalIds);
    externalIds.push(account.externalId);
  }
  const rows: AccountRow[] = [];
  for (const [platform, externalIds] of wanted)
    rows.push(...(await readByExternalIds(accounts, platform, externalIds)));
  return new Map(rows.map((row) => [`${row.platform} ${row.externalId}`, row]));
}

export async function readByExternalIds(
  accounts: Table<AccountRow>,
  platform: Platform,
  externalIds: readonly string[],
): Promise<readonly AccountRow[]> {
  if (externalIds.length === 0) return [];
  return accounts.many(
    { platform, externalId: anyOf(externalIds.map((one) => checkText(one, 'externalId', 1_000))) },
    { sort: { externalId: 1 }, limit: externalIds.length },
  );
}
