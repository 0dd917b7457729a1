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
  /** When the first of the failures in a row was seen; null: it is not failing. */
  readonly failingSinceAt: Instant | null;
  readonly lastGoodAt: Instant | null;
  readonly lastFailed: { readonly at: Instant; readonly code: DeliveryFailureCode } | null;
  readonly version: number;
}
export const NO_TRIALS: ChannelTrials = {
  ...{ run: null, isFailing: false, failingSinceAt: null, lastGoodAt: null, lastFailed: null, version: 0 },
};

/** A trial that could not be made for so long is left to the next day. */
const LATEST_MS = 3 * HOUR_MS;
/** What passes by itself is tried so often before it counts, with this between. */
const MOST_TRIES = 3;
const AGAIN_MS = 10 * MINUTE_MS;

/** Whether a trial of that day is called now: on the day itself, from its time on and not much later. */
function isTimeFor(on: CivilDate, plan: CanaryPlan, now: Instant): boolean {
  const dueMs = startOfCivilDate(on).getTime() + plan.atMinute * MINUTE_MS;
  const isSoonEnough = dueMs <= now.getTime() && now.getTime() < dueMs + LATEST_MS;
  return isSoonEnough && civilDateOf(now) === on && plan.sinceAt.getTime() <= dueMs;
}

/** The day whose trial is to be made now, of which nothing is known yet; null: none is. */
function canaryDueOn(plan: CanaryPlan, now: Instant, calendar: WorkCalendar): CivilDate | null {
  const today = civilDateOf(now);
  if (!isTimeFor(today, plan, now) || !dayKind(calendar, today).working) return null;
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
 * (null). One that was not settled while it was time for it is left as it is.
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
  if (run !== null && run.state !== 'done' && isTimeFor(run.on, plan, now)) {
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

/**
 * What is known of the channel after a call. What was not even begun, since the process stops, counts as no try; what
 * may have arrived is called again only where that tells nobody twice.
 */
export function afterCanary(
  trials: ChannelTrials & { readonly run: CanaryRun },
  outcome: Outcome,
  { now, mayRepeat }: { readonly now: Instant; readonly mayRepeat: boolean },
): ChannelTrials {
  const { run } = trials;
  if (outcome.kind === 'accepted') return afterGood(trials, now);
  const { next, code, retryAt } = outcome;
  const againAt = new Date(Math.max(now.getTime() + AGAIN_MS, retryAt?.getTime() ?? 0));
  if (code === 'withdrawn') return { ...trials, run: { ...run, state: 'waiting', tries: run.tries - 1, nextAt: now } };
  const mayPass = next === 'retry-later' || (next === 'reconcile' && mayRepeat);
  if (mayPass && run.tries < MOST_TRIES) return { ...trials, run: { ...run, state: 'waiting', nextAt: againAt } };
  const failingSinceAt = trials.isFailing ? trials.failingSinceAt : now;
  return { ...trials, run: ended(run), isFailing: true, failingSinceAt, lastFailed: { at: now, code } };
}

/** After a message that was taken, whoever sent it: a trial under way or waiting has nothing left to find out. */
export function afterGood(trials: ChannelTrials, now: Instant): ChannelTrials {
  return { ...trials, run: ended(trials.run), isFailing: false, failingSinceAt: null, lastGoodAt: now };
}

/** Of a channel that is another now: nothing is known of it, and the trial of the day is not made a second time. */
export function forgotten({ run, version }: ChannelTrials): ChannelTrials {
  return { ...NO_TRIALS, run: ended(run), version };
}

function ended(run: CanaryRun | null): CanaryRun | null {
  return run === null ? null : { ...run, state: 'done' };
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
