import type { DigestPlanId, NotifyChannelId, UnitId } from '../ids';
import type { Audience } from '../notify/route';
import { addCivilDays, civilDateOf, startOfCivilDate } from '../time/civil';
import { HOUR_MS, MINUTE_MS, type CivilDate, type Instant } from '../time/instant';
import { dayKind, type WorkCalendar } from '../time/workCalendar';
import type { Letter } from './letter';

/** The morning says what the day asks for, the evening what is left open. */
export const DIGEST_KINDS = ['morning', 'evening'] as const;
export type DigestKind = (typeof DIGEST_KINDS)[number];

/** Who gets a digest, when, and of what. Digests go out on working days of the office's calendar alone. */
export interface DigestPlan {
  readonly id: DigestPlanId;
  readonly name: string;
  readonly kind: DigestKind;
  readonly channelId: NotifyChannelId;
  readonly audience: Audience;
  /** What lies below this unit; null: all that the recipient may see. */
  readonly unitId: UnitId | null;
  /** Minute of the civil day. */
  readonly atMinute: number;
  readonly disabled: boolean;
  /** When its time was set: what came before that time is made up for by nobody. */
  readonly sinceAt: Instant;
  readonly version: number;
}

/** A digest that could not be made for so long says nothing that anybody waits for. */
const LATEST_MS = 3 * HOUR_MS;

/** The civil day whose digest is to be made now; null: none is. */
export function digestDueOn(
  { atMinute, disabled, sinceAt }: Pick<DigestPlan, 'atMinute' | 'disabled' | 'sinceAt'>,
  now: Instant,
  calendar: WorkCalendar,
): CivilDate | null {
  if (disabled) return null;
  const today = civilDateOf(now);
  const dueMs = startOfCivilDate(today).getTime() + atMinute * MINUTE_MS;
  const isTime = dueMs <= now.getTime() && now.getTime() < dueMs + LATEST_MS && sinceAt.getTime() <= dueMs;
  return isTime && dayKind(calendar, today).working ? today : null;
}

/** Whether a digest has waited so long that what it says of a day is not so any more; a reminder holds until it is done. */
export function isOutdated({ kind, queuedAt }: Pick<Letter, 'kind' | 'queuedAt'>, now: Instant): boolean {
  return kind !== 'reminder' && now.getTime() - queuedAt.getTime() >= LATEST_MS;
}

/** Whether it is the digest of a day that has gone: nobody has it sent again. */
export function isOfPastDay({ kind, on }: Pick<Letter, 'kind' | 'on'>, now: Instant): boolean {
  return kind !== 'reminder' && on < civilDateOf(now);
}

/**
 * What all of these may see, each given as the units above it and itself, root first; empty: the whole office. Null: what
 * one of them sees lies outside of what another does.
 */
export function sharedSight(paths: readonly (readonly UnitId[])[]): readonly UnitId[] | null {
  const deepest = paths.reduce((one, other) => (other.length > one.length ? other : one), []);
  return paths.every((path) => path.every((unit, level) => deepest[level] === unit)) ? deepest : null;
}

/** No holiday is longer. */
const MOST_DAYS_OFF = 31;

/** The end of the last working day before today: what came after it nobody at work has seen. */
export function sinceLastWorked(
  now: Instant,
  {
    workUntil,
    calendar,
  }: { /** Minute of the civil day. */ readonly workUntil: number; readonly calendar: WorkCalendar },
): Instant {
  let date = addCivilDays(civilDateOf(now), -1);
  for (let days = 1; days < MOST_DAYS_OFF && !dayKind(calendar, date).working; days += 1) date = addCivilDays(date, -1);
  return new Date(startOfCivilDate(date).getTime() + workUntil * MINUTE_MS);
}
