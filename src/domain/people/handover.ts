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
] as const;
export type HandoverKind = (typeof HANDOVER_KINDS)[number];

/** One thing that named the leaver when the hand-over began. */
export interface HandoverItem {
  readonly kind: HandoverKind;
  readonly id: string;
  readonly label: string;
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
  readonly left: readonly HandoverItem[];
}

/** The people with the successor in the leaver's place, each once. */
export function inPlaceOf(ids: readonly PersonId[], from: PersonId, to: PersonId): readonly PersonId[] {
  return [...new Set(ids.map((id) => (id === from ? to : id)))];
}

/** Does the audience name the person? */
export function namesPerson(audience: Audience, id: PersonId): boolean {
  return audience.kind === 'people' && audience.personIds.includes(id);
}

export function audienceHandedOver(audience: Audience, from: PersonId, to: PersonId): Audience {
  return audience.kind === 'people' ? { ...audience, personIds: inPlaceOf(audience.personIds, from, to) } : audience;
}

/** A day of duty with the successor in the leaver's place; whoever leads is not on duty beside it. */
export function dayHandedOver(day: DutyDay, from: PersonId, to: PersonId): DutyDay {
  const personIds = inPlaceOf(day.personIds, from, to);
  return { ...day, personIds, leaderIds: inPlaceOf(day.leaderIds, from, to) };
}
