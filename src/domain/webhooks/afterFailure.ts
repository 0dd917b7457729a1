import type { DeliveryFailureCode } from '../notify/deliveryFailure';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../time/instant';
import type { SubscriptionHealth } from './subscription';

/** How long to wait after the first failure in a row, the second, …; then always as after the last. */
const RETRY_AFTER_MS: readonly number[] = [
  10 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
];
/** A receiver that asks for a longer pause is tried all the same. */
const LONGEST_PAUSE_MS = 6 * HOUR_MS;
/** After so long without a success a receiver is called no more. */
export const STOPPED_AFTER_MS = 3 * DAY_MS;
/** It is told of a day ahead. */
const WARNED_AFTER_MS = 2 * DAY_MS;

/** When a receiver that has failed since then is told of, and when it will be stopped at the earliest. */
export function mayStopAt(failingSinceAt: Instant): { readonly warnAt: Instant; readonly stopAt: Instant } {
  const sinceMs = failingSinceAt.getTime();
  return { warnAt: new Date(sinceMs + WARNED_AFTER_MS), stopAt: new Date(sinceMs + STOPPED_AFTER_MS) };
}

/**
 * How it goes with a receiver after a try that failed, and when the next is due; null: it is stopped. Whatever failed
 * is tried again, also what an administrator of the other side has to mend: nothing of the log may be left out.
 */
export function afterFailure(
  before: SubscriptionHealth,
  failed: { readonly code: DeliveryFailureCode; readonly retryAt: Instant | null; readonly now: Instant },
): { readonly health: SubscriptionHealth; readonly nextAt: Instant | null } {
  const { code, retryAt, now } = failed;
  const failures = before.failures + 1;
  const failingSinceAt = before.failingSinceAt ?? now;
  if (now >= mayStopAt(failingSinceAt).stopAt)
    return { health: { state: 'stopped', failures, failingSinceAt, code }, nextAt: null };
  const waitMs = RETRY_AFTER_MS[Math.min(failures, RETRY_AFTER_MS.length) - 1] ?? HOUR_MS;
  const pauseMs = Math.min(retryAt === null ? 0 : retryAt.getTime() - now.getTime(), LONGEST_PAUSE_MS);
  const nextAt = new Date(now.getTime() + Math.max(waitMs, pauseMs));
  return { health: { state: 'retrying', failures, failingSinceAt, code }, nextAt };
}
