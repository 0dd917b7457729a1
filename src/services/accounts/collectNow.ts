import type { AccountId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Instant } from '../../domain/time/instant';
import { demand, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';

/**
 * Makes one account due for a look now; the next collecting tick takes it. Throws `Refusal` `forbidden`, `not-found`.
 */
export function createCollectNow({
  storage,
  clock,
}: ServiceDeps): (accountId: AccountId, principal: Principal) => Promise<{ dueAt: Instant }> {
  return async (accountId, principal) => {
    const now = clock.now();
    demand('account.collect', principal);
    if ((await storage.accounts.byId(accountId, principal.unitId)) === null) throw notFound('账号');
    await storage.accounts.expediteLooks([accountId], now);
    return { dueAt: now };
  };
}
