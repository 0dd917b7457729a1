import { addCivilDays, civilDateOf, startOfCivilDate, weekdayOf } from '../time/civil';
import { HOUR_MS, MINUTE_MS, type CivilDate, type Instant } from '../time/instant';
import { dayKind, type WorkCalendar } from '../time/workCalendar';
import type { DeliveryFailureCode, DeliveryNext } from './deliveryFailure';
import type { NotifyKind } from './notifyChannel';

/** Each working day, or the first one of each week (from Monday). */
export const CANARY_RHYTHMS = ['working-day', 'week'] as const;
export type CanaryRhythm = (typeof CANARY_RHYTHMS)[number];

/** A regular trial of a channel, so that what has ended is known before it is needed. */
export interface CanaryPlan {
  readonly rhythm: CanaryRhythm;
  /** Minute of the civil day. */
  readonly atMinute: number;
  /** The address that trial messages go to; null: the channel itself. */
  readonly to: string | null;
  /** When it was set: trials of before are made up for by nobody. */
  readonly sinceAt: Instant;
}

/**
 * How a kind is tried: by asking the other side, which nobody notices; by a message to its group; or by a message to an
 * address, since its receiver may hand on to whom it is for.
 */
export const CANARY_WAYS = ['check', 'message', 'message-to'] as const;
export type CanaryWay = (typeof CANARY_WAYS)[number];
export const CANARY_WAY: Readonly<Record<NotifyKind, CanaryWay>> = {
  dingtalk: 'message',
  'wecom-robot': 'message',
  'wecom-app': 'check',
  feishu: 'message',
  mail: 'check',
  webhook: 'message-to',
};

/** One day's trial. `calling`: begun and not settled; `nextAt`: until when, or when to try again. */
export interface CanaryRun {
  readonly on: CivilDate;
  readonly state: 'calling' | 'waiting' | 'done';
  readonly tries: number;
  readonly nextAt: Instant;
}

/** What is known of a channel from its trials. */
export interface ChannelTrials {
  /** Null: none was made yet. */
  readonly run: CanaryRun | null;
  readonly isFailing: boolean;
  readonly lastGoodAt: Instant | null;
  readonly lastFailed: { readonly at: Instant; readonly code: DeliveryFailureCode } | null;
  readonly version: number;
}
export const NO_TRIALS: ChannelTrials = {
  ...{ run: null, isFailing: false, lastGoodAt: null, lastFailed: null, version: 0 },
};

/** A trial that could not be made for so long is left to the next day. */
const LATEST_MS = 3 * HOUR_MS;
/** What passes by itself is tried so often before it counts, with this between. */
const MOST_TRIES = 3;
const AGAIN_MS = 10 * MINUTE_MS;

/** The day whose trial is to be made now, of which nothing is known yet; null: none is. */
function canaryDueOn(plan: CanaryPlan, now: Instant, calendar: WorkCalendar): CivilDate | null {
  const today = civilDateOf(now);
  const dueMs = startOfCivilDate(today).getTime() + plan.atMinute * MINUTE_MS;
  const isTime = dueMs <= now.getTime() && now.getTime() < dueMs + LATEST_MS && plan.sinceAt.getTime() <= dueMs;
  if (!isTime || !dayKind(calendar, today).working) return null;
  return plan.rhythm === 'working-day' || isFirstWorked(today, calendar) ? today : null;
}

function isFirstWorked(today: CivilDate, calendar: WorkCalendar): boolean {
  for (let back = weekdayOf(today) - 1; back > 0; back -= 1)
    if (dayKind(calendar, addCivilDays(today, -back)).working) return false;
  return true;
}

/**
 * What is to be done about the trial of a channel: a call, which becomes `calling` before it is made; the note that
 * nobody knows what came of one that was cut off, since a message is never sent a second time for that; or nothing
 * (null).
 */
export function nextCanary(
  plan: CanaryPlan,
  { run }: ChannelTrials,
  given: {
    readonly now: Instant;
    readonly calendar: WorkCalendar;
    /** Until when whoever calls holds the trial. */
    readonly heldUntilAt: Instant;
    /** A call may be repeated: it sends nothing, or the receiver can tell. */
    readonly mayRepeat: boolean;
  },
): CanaryRun | null {
  const { now, calendar, heldUntilAt, mayRepeat } = given;
  if (run !== null && run.state !== 'done') {
    if (now < run.nextAt) return null;
    const isCutOff = run.state === 'calling';
    if ((isCutOff && !mayRepeat) || run.tries >= MOST_TRIES) return { ...run, state: 'done' };
    return { ...run, state: 'calling', tries: run.tries + 1, nextAt: heldUntilAt };
  }
  const on = canaryDueOn(plan, now, calendar);
  if (on === null || (run !== null && run.on >= on)) return null;
  return { on, state: 'calling', tries: 1, nextAt: heldUntilAt };
}

type Outcome =
  | { readonly kind: 'accepted' }
  | {
      readonly kind: 'failed';
      readonly next: DeliveryNext;
      readonly code: DeliveryFailureCode;
      readonly retryAt: Instant | null;
    };

/** What is known of the channel after a call. What was not even begun, since the process stops, counts as no try. */
export function afterCanary(
  trials: ChannelTrials & { readonly run: CanaryRun },
  outcome: Outcome,
  now: Instant,
): ChannelTrials {
  const { run } = trials;
  if (outcome.kind === 'accepted')
    return { ...trials, run: { ...run, state: 'done' }, isFailing: false, lastGoodAt: now };
  const { next, code, retryAt } = outcome;
  const againAt = new Date(Math.max(now.getTime() + AGAIN_MS, retryAt?.getTime() ?? 0));
  if (code === 'withdrawn') return { ...trials, run: { ...run, state: 'waiting', tries: run.tries - 1, nextAt: now } };
  if (next === 'retry-later' && run.tries < MOST_TRIES)
    return { ...trials, run: { ...run, state: 'waiting', nextAt: againAt } };
  return { ...trials, run: { ...run, state: 'done' }, isFailing: true, lastFailed: { at: now, code } };
}

/** A channel by its regular trials; `untried`: it asks for none, is off, or none was made yet. */
export type TriedAs = 'working' | 'failing' | 'untried';
export function triedAs({
  disabled,
  canary,
  trials,
}: {
  readonly disabled: boolean;
  readonly canary: CanaryPlan | null;
  readonly trials: ChannelTrials;
}): TriedAs {
  if (disabled || canary === null) return 'untried';
  if (trials.isFailing) return 'failing';
  return trials.lastGoodAt === null ? 'untried' : 'working';
}
