import type { Credential } from '../../domain/credentials/credential';
import { isApplicationKind } from '../../domain/credentials/credential';
import type { Dependants } from '../../domain/alerts/credentialEvents';
import type { AccountId } from '../../domain/ids';
import type { ServiceDeps } from '../settings';

/** So many accounts' obligations are counted; beyond that the figure is a lower bound. */
const ACCOUNTS_COUNTED = 500;

export interface DependantAccount {
  readonly accountId: AccountId;
  readonly obligations: number;
}
export type ReadDependants = (
  credential: Pick<Credential, 'kind' | 'accountId' | 'applicationId' | 'platform'>,
) => Promise<Dependants & { readonly listed: readonly DependantAccount[] }>;

/** The accounts that need a credential, and what they still have to repost. */
export function createReadDependants({ storage }: ServiceDeps): ReadDependants {
  return async (credential) => {
    const accounts = await accountsOf(credential, storage);
    const listed: DependantAccount[] = [];
    for (const accountId of accounts.ids)
      listed.push({ accountId, obligations: (await storage.obligations.openFor(accountId)).length });
    return {
      accounts: accounts.count,
      obligations: listed.reduce((sum, { obligations }) => sum + obligations, 0),
      listed,
    };
  };
}

async function accountsOf(
  { kind, accountId, applicationId, platform }: Parameters<ReadDependants>[0],
  storage: ServiceDeps['storage'],
): Promise<{ readonly ids: readonly AccountId[]; readonly count: number }> {
  if (!isApplicationKind(kind)) return accountId === null ? { ids: [], count: 0 } : { ids: [accountId], count: 1 };
  if (applicationId === null) return { ids: [], count: 0 };
  const through = await storage.credentials.grantedThrough(platform, applicationId, {
    after: null,
    limit: ACCOUNTS_COUNTED,
  });
  return {
    ids: through.flatMap((one) => (one.accountId === null ? [] : [one.accountId])),
    count: await storage.credentials.countThrough(platform, applicationId),
  };
}
