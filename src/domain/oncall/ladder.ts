import type { EscalationId, LadderId, NotifyChannelId } from '../ids';
import { isMatch, type AlertFacts, type AlertMatch, type Audience } from '../notify/route';
import { tellableFrom, type TellingHours } from '../notify/quietTime';
import type { Terms } from '../notify/whoIsTold';
import { MINUTE_MS, type Instant } from '../time/instant';
import { addWorkingMinutes, MOST_WORKING_MINUTES } from '../time/workingTime';
import type { WorkCalendar } from '../time/workCalendar';

/** One rung: who is told, by which channel, once nobody has acknowledged the alert for so long. */
export interface Rung {
  /** Minutes since the alert opened or was raised; of working time, unless the ladder counts around the clock. */
  readonly afterMinutes: number;
  readonly channelId: NotifyChannelId;
  readonly audience: Audience;
}

/** Who is told, one after the other, of an alert that nobody acknowledges. */
export interface EscalationLadder {
  readonly id: LadderId;
  readonly name: string;
  /** The first in this order that matches an alert is its ladder. */
  readonly position: number;
  readonly match: AlertMatch;
  readonly rungs: readonly Rung[];
  /** Its minutes are counted around the clock, not in working time alone. */
  readonly isNight: boolean;
  readonly disabled: boolean;
  readonly version: number;
}

/** More would be climbed by nobody. */
export const MOST_RUNGS = 10;
export const MOST_RUNG_MINUTES = MOST_WORKING_MINUTES;

/** Where the minutes are strictly rising; otherwise the number of the first rung that is not above the one before. */
export function notRising(rungs: readonly Pick<Rung, 'afterMinutes'>[]): number | null {
  const index = rungs.findIndex(
    ({ afterMinutes }, at) => at > 0 && afterMinutes <= (rungs[at - 1]?.afterMinutes ?? Infinity),
  );
  return index === -1 ? null : index;
}

/** What of a ladder stands in a notification of one of its rungs. */
export function rungTerms({ name, isNight }: Pick<EscalationLadder, 'name' | 'isNight'>): Terms {
  return { id: null, name, waits: isNight ? 'never' : 'quiet-hours', tellsResolved: true };
}

/** What notifications of one rung of a climb are named after, beside their recipient. */
export function rungName(climb: EscalationId, index: number): string {
  return `${climb} ${index}`;
}

/** The ladder of an alert; null: none. */
export function ladderFor(ladders: readonly EscalationLadder[], facts: AlertFacts): EscalationLadder | null {
  const inOrder = ladders.filter(({ disabled }) => !disabled).sort((one, other) => one.position - other.position);
  return inOrder.find(({ match }) => isMatch(match, facts)) ?? null;
}

/**
 * The clock of a climb: at `fromAt` it read so many minutes. What was late or left out sets it anew, so that nobody is
 * told of two rungs at once because of it.
 */
export interface ClimbClock {
  readonly fromAt: Instant;
  readonly minutes: number;
}

/** What time an office has for telling people. */
export interface OfficeTime {
  readonly hours: TellingHours;
  readonly calendar: WorkCalendar;
}

/** When the rung is due; null: there is none of this number. */
export function rungDueAt(
  { rungs, isNight }: Pick<EscalationLadder, 'rungs' | 'isNight'>,
  { rung, clock }: { readonly rung: number; readonly clock: ClimbClock },
  time: OfficeTime,
): Instant | null {
  const minutes = rungs[rung]?.afterMinutes;
  if (minutes === undefined) return null;
  const left = Math.max(0, minutes - clock.minutes);
  return isNight ? new Date(clock.fromAt.getTime() + left * MINUTE_MS) : addWorkingMinutes(clock.fromAt, left, time);
}

/** A rung that is told later than this is late: the process was down, or a silence hid the alert. */
const LATE_MS = 5 * MINUTE_MS;

export function isLate(dueAt: Instant, now: Instant): boolean {
  return now.getTime() - dueAt.getTime() > LATE_MS;
}

/** When a rung that is due is told: what has become late is told in the time the ladder counts in. */
export function toldFrom(
  { isNight }: Pick<EscalationLadder, 'isNight'>,
  { dueAt, now }: { readonly dueAt: Instant; readonly now: Instant },
  { hours, calendar }: OfficeTime,
): Instant {
  if (isNight || !isLate(dueAt, now) || hours.workFrom >= hours.workUntil) return now;
  return tellableFrom({ now, waits: 'working-time', severity: 'notice' }, hours, calendar);
}
