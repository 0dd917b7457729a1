import { HOUR_MS, type Instant } from '../time/instant';
import { civilPeriodOf, type Quota } from './quota';

/** The quota that has no room for one more at this instant, and from when on it may have; null: all have room. */
export function spentQuota(
  quotas: readonly Quota[],
  earlier: readonly Instant[],
  at: Instant,
): { readonly quota: Quota; readonly freeAt: Instant } | null {
  for (const quota of quotas) {
    const { from, until } = periodAt(quota, at);
    const within = earlier
      .filter((one) => one >= from && one < until)
      .sort((one, other) => one.getTime() - other.getTime());
    const oldest = within[within.length - quota.limit];
    if (oldest === undefined) continue;
    return { quota, freeAt: quota.period === 'hour' ? new Date(oldest.getTime() + HOUR_MS) : until };
  }
  return null;
}

/** Since when calls may still count against one of these quotas. */
export function countedFrom(quotas: readonly Quota[], at: Instant): Instant {
  return new Date(Math.min(...quotas.map((quota) => periodAt(quota, at).from.getTime())));
}

/** Half-open. A rolling hour ends behind the instant, with what other processes have dated a little later. */
function periodAt({ period }: Quota, at: Instant): { readonly from: Instant; readonly until: Instant } {
  if (period !== 'hour') return civilPeriodOf(period, at);
  return { from: new Date(at.getTime() - HOUR_MS + 1), until: new Date(at.getTime() + HOUR_MS) };
}
