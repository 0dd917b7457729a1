import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../time/instant';
import type { CheckOutcome, Credential, CredentialState } from './credential';

/** People are warned this many days ahead, once each; 0 stands for the end itself. */
const WARNING_DAYS = [7, 1] as const;
const EXPIRING_MS = WARNING_DAYS[0] * DAY_MS;

/**
 * How often a credential is tested when nothing presses. A test is a call of the platform: of Weibo's 100 a day it
 * takes two.
 */
const CHECK_EVERY_MS: Readonly<Partial<Record<Credential['platform'], number>>> = {
  weibo: 12 * HOUR_MS,
  wechat: 6 * HOUR_MS,
};
const CHECK_OTHERS_EVERY_MS = 24 * HOUR_MS;
/** After a test that told nothing: soon, and later each time nobody could tell. */
const CANNOT_TELL_MS = 15 * MINUTE_MS;

type Standing = Pick<Credential, 'state' | 'expiresAt'>;

/** The state by time alone. A refused or unopened credential stays so: only a test or a new secret changes that. */
export function stateByTime({ state, expiresAt }: Standing, now: Instant): CredentialState {
  if (state === 'refused' || state === 'unopened' || expiresAt === null) return state;
  const leftMs = expiresAt.getTime() - now.getTime();
  if (leftMs <= 0) return 'expired';
  if (state === 'untested') return 'untested';
  return leftMs <= EXPIRING_MS ? 'expiring' : 'working';
}

/**
 * The state after a test. What says nothing changes nothing. An accepted one is as good as its date, and a date the
 * platform does not repeat stays; one that is accepted after its date shows that the date was wrong, so the date goes.
 */
export function stateAfterCheck(
  before: Standing,
  result: { readonly outcome: CheckOutcome; readonly expiresAt: Instant | null; readonly expired?: boolean },
  now: Instant,
): Standing {
  if (result.outcome === 'cannot-tell') {
    // It was opened for the test, which is all that is known of it now.
    const state = before.state === 'unopened' ? 'untested' : before.state;
    return { state: stateByTime({ ...before, state }, now), expiresAt: before.expiresAt };
  }
  if (result.outcome === 'refused') return stateRefused(before, result.expired === true, now);
  const known = result.expiresAt ?? before.expiresAt;
  const expiresAt = known !== null && known <= now ? null : known;
  return { state: stateByTime({ state: 'working', expiresAt }, now), expiresAt };
}

/** What is refused after its date has expired, whatever the platform says; where it says so, its date was too late. */
function stateRefused({ expiresAt }: Standing, expired: boolean, now: Instant): Standing {
  if (expiresAt !== null && expiresAt <= now) return { state: 'expired', expiresAt };
  return expired ? { state: 'expired', expiresAt: now } : { state: 'refused', expiresAt };
}

/**
 * When to test again. Spread by `jitter` [0, 1), so that credentials stored together are not tested together for ever.
 */
export function nextCheckAt(
  platform: Credential['platform'],
  last: { readonly outcome: CheckOutcome; readonly retryAfterMs: number | null; readonly jitter: number },
  now: Instant,
): Instant {
  const everyMs = CHECK_EVERY_MS[platform] ?? CHECK_OTHERS_EVERY_MS;
  const delayMs =
    last.outcome === 'cannot-tell' ? Math.min(Math.max(CANNOT_TELL_MS, last.retryAfterMs ?? 0), everyMs) : everyMs;
  return new Date(now.getTime() + Math.round(delayMs * (0.9 + 0.2 * last.jitter)));
}

/**
 * The warning that is due now and not yet given: days ahead, 0 when it is over; null: none. Warnings that were missed
 * are not made up for.
 */
export function warningDue(
  { expiresAt, warnedDays }: Pick<Credential, 'expiresAt' | 'warnedDays'>,
  now: Instant,
): number | null {
  if (expiresAt === null) return null;
  const leftMs = expiresAt.getTime() - now.getTime();
  const reached = leftMs <= 0 ? 0 : [...WARNING_DAYS].reverse().find((days) => leftMs <= days * DAY_MS);
  return reached === undefined || warnedDays.some((given) => given <= reached) ? null : reached;
}

/** The first instant after `now` at which a warning becomes due; null: none is left. */
export function nextWarningAt({ expiresAt, warnedDays }: Pick<Credential, 'expiresAt' | 'warnedDays'>): Instant | null {
  if (expiresAt === null) return null;
  const nearest = warnedDays.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...warnedDays);
  const next = [...WARNING_DAYS, 0].find((days) => days < nearest);
  return next === undefined ? null : new Date(expiresAt.getTime() - next * DAY_MS);
}
