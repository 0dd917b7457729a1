import type { HandoverId, PersonId, UnitId } from '../ids';
import type { Audience } from '../notify/route';
import type { DutyDay } from '../oncall/roster';
import type { Instant } from '../time/instant';

/** What somebody can leave open, in the order in which it is handed over. */
export const HANDOVER_KINDS = [
  'alert', // they see to it
  'task', // a repost by hand that they have taken
  'liaison', // a duty of a unit that names them
  'duty-day', // from today on
  'substitution',
  'route',
  'ladder',
  'digest',
  'review-flow', // it names them for a stage
  'review-taker', // a review under way names them for a stage
  'review', // the next stage is assigned to them
  'authored', // they handed it in, and its review has not ended: what is returned waits for them
  'delegation', // of reviews, from them or to them: it ends
  'submission', // they wrote it, and it is not with the office
  'own-post', // they write it, and it is not being published
  'silence', // it stands in their name
  'credential', // they entered it and answer for it
] as const;
export type HandoverKind = (typeof HANDOVER_KINDS)[number];

/** Why something stays with the leaver. */
export const HANDOVER_OBSTACLES = [
  'office', // only who manages the whole office changes it
  'unseen', // the successor does not see the unit
  'not-permitted', // the successor's role may not do it
  'disabled', // the successor is shut out
  'failed', // it could not be written
  'changed', // it came or changed while it was given
] as const;
export type HandoverObstacle = (typeof HANDOVER_OBSTACLES)[number];

/** One thing that named the leaver when the hand-over began. */
export interface HandoverItem {
  readonly kind: HandoverKind;
  readonly id: string;
  readonly label: string;
}

/** What was not given, and why; null in records from before the reason was kept. */
export interface HandoverLeft extends HandoverItem {
  readonly why: HandoverObstacle | null;
}

/** A hand-over (工作交接): who gave what to whom, by whom, when and why. It is kept for good. */
export interface Handover {
  readonly id: HandoverId;
  readonly fromId: PersonId;
  readonly fromName: string;
  readonly toId: PersonId;
  readonly toName: string;
  readonly byId: PersonId;
  readonly byName: string;
  /** What whoever began it reaches; null: the whole office. */
  readonly byUnitId: UnitId | null;
  readonly reason: string;
  readonly at: Instant;
  /** The leaver is shut out at its end. */
  readonly disables: boolean;
  readonly state: 'moving' | 'done';
  readonly doneAt: Instant | null;
  readonly items: readonly HandoverItem[];
  /** What could not be given: out of reach, or nothing the successor may see. Known once it is done. */
  readonly left: readonly HandoverLeft[];
}

/** The people with the successor in the leaver's place, each once. */
function inPlaceOf(ids: readonly PersonId[], from: PersonId, to: PersonId): readonly PersonId[] {
  return [...new Set(ids.map((id) => (id === from ? to : id)))];
}

/** Does the audience name the person? */
export function namesPerson(audience: Audience, id: PersonId): boolean {
  return audience.kind === 'people' && audience.personIds.includes(id);
}

export function audienceHandedOver(audience: Audience, from: PersonId, to: PersonId): Audience {
  return audience.kind === 'people' ? { ...audience, personIds: inPlaceOf(audience.personIds, from, to) } : audience;
}

/**
 * A day of duty with the successor in the leaver's place. Whoever leads is not on duty beside it, unless nobody else
 * would be: a day without anybody on duty is worse than one without anybody who leads.
 */
export function dayHandedOver(day: DutyDay, from: PersonId, to: PersonId): DutyDay {
  const leaderIds = inPlaceOf(day.leaderIds, from, to);
  const onDuty = inPlaceOf(day.personIds, from, to);
  const personIds = onDuty.filter((id) => !leaderIds.includes(id));
  return personIds.length === 0 && onDuty.length > 0
    ? { ...day, personIds: onDuty, leaderIds: leaderIds.filter((id) => !onDuty.includes(id)) }
    : { ...day, personIds, leaderIds };
}
