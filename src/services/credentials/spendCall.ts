import type { Account } from '../../domain/accounts/account';
import { callCeiling, type PlatformCall } from '../../domain/quotas/callQuota';
import type { PlatformFailure } from '../../domain/errors';
import { addCivilDays, civilDateOf, startOfCivilDate } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
import type { ServiceDeps } from '../settings';

/** How long a day's count is kept after it can change no more. */
const KEPT_DAYS = 3;

export type SpendCall = (account: Account, call: PlatformCall, at: Instant) => Promise<PlatformFailure | null>;

/**
 * Counts one call of the account against its platform's daily number, over all processes, before it is made. A failure:
 * the number is spent for calls of this kind until the civil day turns, and nothing was called.
 */
export function createSpendCall({ storage, connectors }: Pick<ServiceDeps, 'storage' | 'connectors'>): SpendCall {
  return async (account, call, at) => {
    const ceiling = callCeiling(account.platform, call, connectors.for(account.platform).collector.callsPerDay);
    if (ceiling === null) return null;
    const on = civilDateOf(at);
    const { taken } = await storage.callCounts.spend({
      accountId: account.id,
      platform: account.platform,
      on,
      ceiling,
      expiresAt: startOfCivilDate(addCivilDays(on, KEPT_DAYS)),
    });
    if (taken) return null;
    const tomorrow = startOfCivilDate(addCivilDays(on, 1));
    return {
      remedy: 'retry-later',
      code: 'own-call-budget-spent',
      message: '今日可用的平台调用次数已按计划用完，次日恢复',
      retryAfterMs: tomorrow.getTime() - at.getTime(),
    };
  };
}
