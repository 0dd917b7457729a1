import type { CourseId, LiaisonId, PersonId, UnitId } from '../ids';
import type { CivilDate } from '../time/instant';

/** Somebody who was there, of which unit. Neither id: somebody known by name alone. */
export interface Attendee {
  readonly name: string;
  readonly unitId: UnitId;
  readonly liaisonId: LiaisonId | null;
  readonly personId: PersonId | null;
}

/** A course (培训) that was held: when, how long, about what, by whom, and who was there. */
export interface Course {
  readonly id: CourseId;
  /** The unit that keeps the record. */
  readonly unitId: UnitId;
  readonly unitPath: readonly UnitId[];
  readonly heldOn: CivilDate;
  readonly hours: number;
  readonly topic: string;
  readonly organiser: string;
  readonly attendees: readonly Attendee[];
  readonly version: number;
}

export const MOST_HOURS = 400;
export const MOST_ATTENDEES = 500;

/** What the courses of a year come to for one unit. */
export interface CourseTotals {
  /** Those it keeps the record of. */
  readonly held: number;
  readonly heldHours: number;
  /** How often somebody of it was there, and for how many hours in all. */
  readonly attended: number;
  readonly attendedHours: number;
}

const NOTHING: CourseTotals = { held: 0, heldHours: 0, attended: 0, attendedHours: 0 };

/** Totals by unit; a unit that neither held nor attended any is not among them. */
export function courseTotals(
  courses: readonly Pick<Course, 'unitId' | 'hours' | 'attendees'>[],
): ReadonlyMap<UnitId, CourseTotals> {
  const totals = new Map<UnitId, CourseTotals>();
  const add = (unitId: UnitId, more: Partial<CourseTotals>): void => {
    const so = totals.get(unitId) ?? NOTHING;
    totals.set(unitId, {
      held: so.held + (more.held ?? 0),
      heldHours: so.heldHours + (more.heldHours ?? 0),
      attended: so.attended + (more.attended ?? 0),
      attendedHours: so.attendedHours + (more.attendedHours ?? 0),
    });
  };
  for (const { unitId, hours, attendees } of courses) {
    add(unitId, { held: 1, heldHours: hours });
    for (const { unitId: of } of attendees) add(of, { attended: 1, attendedHours: hours });
  }
  return totals;
}
