import type { Account } from '../../../domain/accounts/account';
import type { SiteId } from '../../../domain/ids';
import type { Scope } from '../../../ports/storage';
import { boundAccountOf, channelsOfPage } from '../../channels';
import { activeAccountPages } from '../../pagesOf';
import type { ServiceDeps } from '../../settings';

const ACCOUNTS_PAGE = 500;
const ACCOUNT_PAGES = 100;

/** Channels (accounts, or sites as a whole) that no rule can tell apart, and how many they are. */
export interface Alike {
  readonly account: Pick<Account, 'status' | 'platform' | 'region' | 'unitId'>;
  count: number;
}

/** The channels of a scope, those alike together; of at most fifty thousand accounts. */
export async function readAlike(deps: ServiceDeps, scope: Scope): Promise<readonly Alike[]> {
  const groups = new Map<string, Alike>();
  const sitesDone = new Set<SiteId>();
  const bounds = { limit: ACCOUNTS_PAGE, maxPages: ACCOUNT_PAGES, scope };
  for await (const page of activeAccountPages(deps.storage, bounds)) {
    for (const channel of await channelsOfPage(deps, page, sitesDone)) {
      const { status, platform, region, unitId } = boundAccountOf(channel);
      const key = `${unitId} ${platform} ${region}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { account: { status, platform, region, unitId }, count: 1 });
      else group.count += 1;
    }
  }
  return [...groups.values()];
}
