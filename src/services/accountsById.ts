import type { AccountId } from '../domain/ids';
import type { AccountRecord } from '../ports/storage';
import type { ServiceDeps } from './settings';

const ASKED_AT_ONCE = 500;

/** The accounts that these things are about, by id, each asked for once; those that no longer exist are absent. */
export async function accountsById(
  { accounts }: Pick<ServiceDeps['storage'], 'accounts'>,
  about: readonly { readonly accountId: AccountId }[],
): Promise<ReadonlyMap<AccountId, AccountRecord>> {
  const ids = [...new Set(about.map(({ accountId }) => accountId))];
  const found = new Map<AccountId, AccountRecord>();
  for (let start = 0; start < ids.length; start += ASKED_AT_ONCE)
    for (const record of await accounts.byIds(ids.slice(start, start + ASKED_AT_ONCE)))
      found.set(record.account.id, record);
  return found;
}
