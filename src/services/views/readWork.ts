import { latenessOf, type LookLateness } from '../../domain/accounts/lateness';
import { civilDateOf } from '../../domain/time/civil';
import { HOUR_MS, type Instant } from '../../domain/time/instant';
import type { CallBudgetView } from '../../api/summary';
import type { ServiceDeps } from '../settings';

/** How late the looks of the last hour began, measured from when they were due. */
export async function readLateness({ storage }: Pick<ServiceDeps, 'storage'>, now: Instant): Promise<LookLateness> {
  return latenessOf(await storage.looks.latenessSince(new Date(now.getTime() - HOUR_MS), now));
}

/** What has been spent today on the platforms that count the calls of an account. */
export async function readCallBudgets(
  { storage, connectors }: Pick<ServiceDeps, 'storage' | 'connectors'>,
  now: Instant,
): Promise<readonly CallBudgetView[]> {
  const spent = new Map((await storage.callCounts.spent(civilDateOf(now))).map((row) => [row.platform, row]));
  return connectors.all.flatMap(({ platform, collector }) => {
    if (collector.callsPerDay === null) return [];
    const { accounts = 0, calls = 0, most = 0 } = spent.get(platform) ?? {};
    return [{ platform, callsPerDay: collector.callsPerDay, accounts, calls, most }];
  });
}
