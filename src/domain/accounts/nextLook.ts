import { RESERVED_SHARE } from '../quotas/quota';
import { addCivilDays, civilDateOf, startOfCivilDate } from '../time/civil';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../time/instant';
import type { Platform } from './account';
import type { AccountFacts } from './facts';
import { isSight } from './foldLook';
import type { LookOutcome } from './look';

/** Why the next look is when it is. Closed list; logged. */
export const NEXT_LOOK_REASONS = [
  'routine',
  'limit-near',
  'submitted-post',
  'manual-task',
  'back-off',
  'platform-said-wait',
  'quota-planned',
  'quota-spent',
] as const;
export type NextLookReason = (typeof NEXT_LOOK_REASONS)[number];

export interface NextLookInput {
  readonly platform: Platform;
  readonly outcome: LookOutcome;
  readonly facts: AccountFacts;
  readonly baseIntervalMs: number;
  /** Calls a civil day the credential allows, all kinds that count together; null: unlimited. */
  readonly callsPerDay: number | null;
  /** Calls of all those kinds made today. */
  readonly callsToday: number;
  readonly consecutiveBlindLooks: number;
  readonly awaitingSightOf: 'nothing' | 'submitted-post' | 'manual-task';
  /** How long ago the platform accepted the repost we wait to see. */
  readonly submittedAgeMs: number | null;
  /** When the account turns 不合格 if it stays silent. */
  readonly breachAt: Instant | null;
  readonly retryAfterMs: number | null;
  readonly now: Instant;
  /** [0, 1). */
  readonly jitter: number;
}

/**
 * Closest two looks at one account may follow each other, out of respect for the platform; portals and whoever hands
 * out feeds are the weakest servers.
 */
const MIN_SPACING_MS: Readonly<Partial<Record<Platform, number>>> = { weibo: 2 * SECOND_MS, wechat: 2 * SECOND_MS };
const MIN_SPACING_OF_OTHERS_MS = 5 * SECOND_MS;
const MIN_BACK_OFF_MS = 30 * SECOND_MS;
const MAX_BACK_OFF_MS = 6 * HOUR_MS;
const MANUAL_TASK_MS = 5 * MINUTE_MS;
/** An account's habit is read from at most so many days, and from no fewer than the second figure. */
const PACE_DAYS = 14;
const MIN_PACE_DAYS = 3;
const MIN_PACE = 0.5;
const MAX_PACE = 2;
/** A repost the platform accepted is looked for at these ages, then at the routine pace. */
const SUBMITTED_AGES_MS: readonly number[] = [
  5 * SECOND_MS,
  15 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
];
/**
 * When to look again, and why. Back-off after blind looks doubles but never exceeds a quarter of what is left until the
 * account's limit, so that our blindness cannot let a limit pass unseen; a wait the platform itself asks for is kept. A
 * daily quota is spread over the rest of the civil day instead of being run into.
 */
export function nextLookAt(input: NextLookInput): { readonly at: Instant; readonly reason: NextLookReason } {
  const wish = wishedDelay(input);
  const planned = withinQuota(input, wish);
  const delayMs = Math.max(planned.delayMs, MIN_SPACING_MS[input.platform] ?? MIN_SPACING_OF_OTHERS_MS);
  return { at: new Date(input.now.getTime() + Math.round(delayMs)), reason: planned.reason };
}

interface Wish {
  readonly delayMs: number;
  readonly reason: NextLookReason;
}

function wishedDelay(input: NextLookInput): Wish {
  if (!isSight(input.outcome)) return backOff(input);
  const routine = input.baseIntervalMs * paceOf(input.facts, input.now) * (0.9 + 0.2 * input.jitter);
  if (input.awaitingSightOf === 'submitted-post') {
    const age = input.submittedAgeMs ?? 0;
    const next = SUBMITTED_AGES_MS.find((candidate) => candidate > age);
    if (next !== undefined && next - age < routine) return { delayMs: next - age, reason: 'submitted-post' };
  }
  if (input.awaitingSightOf === 'manual-task' && MANUAL_TASK_MS < routine)
    return { delayMs: MANUAL_TASK_MS * (0.9 + 0.2 * input.jitter), reason: 'manual-task' };
  const leftMs = timeLeft(input);
  // One look just after the limit, so that a breach is proven when it happens and not a whole interval later.
  if (leftMs !== null && leftMs < routine) return { delayMs: leftMs + SECOND_MS, reason: 'limit-near' };
  return { delayMs: routine, reason: 'routine' };
}

/**
 * How an account's own habit stretches or shortens the base interval: one post a day is the base, four a day halve it,
 * one in four days doubles it, and no habit goes further. Unknown habits (fewer than three days seen) leave it as it
 * is.
 */
export function paceOf(
  { dailyCounts, firstSightAt, lastSightAt }: Pick<AccountFacts, 'dailyCounts' | 'firstSightAt' | 'lastSightAt'>,
  now: Instant,
): number {
  if (firstSightAt === null || lastSightAt === null) return 1;
  const knownDays = Math.min(PACE_DAYS, Math.floor((now.getTime() - firstSightAt.getTime()) / DAY_MS));
  if (knownDays < MIN_PACE_DAYS) return 1;
  const from = addCivilDays(civilDateOf(now), 1 - knownDays);
  const posts = Object.entries(dailyCounts).reduce((sum, [day, count]) => (day >= from ? sum + count : sum), 0);
  const perDay = posts / knownDays;
  return Math.min(MAX_PACE, Math.max(MIN_PACE, perDay === 0 ? MAX_PACE : 1 / Math.sqrt(perDay)));
}

function backOff(input: NextLookInput): Wish {
  const steps = Math.min(Math.max(input.consecutiveBlindLooks, 1) - 1, 20);
  const doubled =
    Math.min(input.baseIntervalMs * 2 ** steps, Math.max(MAX_BACK_OFF_MS, input.baseIntervalMs)) *
    (0.8 + 0.4 * input.jitter);
  const leftMs = timeLeft(input);
  const bounded = leftMs === null ? doubled : Math.min(doubled, Math.max(leftMs / 4, MIN_BACK_OFF_MS));
  const asked = Math.min(input.retryAfterMs ?? 0, DAY_MS);
  return asked > bounded ? { delayMs: asked, reason: 'platform-said-wait' } : { delayMs: bounded, reason: 'back-off' };
}

/** Milliseconds until the account's limit; null when there is none ahead. */
function timeLeft({ breachAt, now }: NextLookInput): number | null {
  if (breachAt === null || breachAt <= now) return null;
  return breachAt.getTime() - now.getTime();
}

function withinQuota(input: NextLookInput, wish: Wish): Wish {
  if (input.callsPerDay === null) return wish;
  const tomorrow = startOfCivilDate(addCivilDays(civilDateOf(input.now), 1));
  const untilTomorrowMs = tomorrow.getTime() - input.now.getTime();
  const reserve = wish.reason === 'submitted-post' ? 0 : Math.ceil(input.callsPerDay * RESERVED_SHARE);
  const left = input.callsPerDay - input.callsToday - reserve;
  if (left <= 0) {
    // Spread over the first interval of the new day: all accounts of a credential run out at the same time.
    const delayMs = untilTomorrowMs + input.jitter * Math.min(input.baseIntervalMs, HOUR_MS);
    return wish.delayMs >= delayMs ? wish : { delayMs, reason: 'quota-spent' };
  }
  if (wish.reason === 'submitted-post') return wish;
  const spacing = untilTomorrowMs / left;
  return wish.delayMs >= Math.min(spacing, untilTomorrowMs) ? wish : { delayMs: spacing, reason: 'quota-planned' };
}
