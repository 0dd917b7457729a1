import type { Attendee, CourseTotals } from '../domain/team/course';
import type { DutyRule, LiaisonDuty, LiaisonGap, Rank } from '../domain/team/liaison';
import type { IsoInstant } from './wire';

/** Who holds a duty of a unit. */
export interface LiaisonView {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly duty: LiaisonDuty;
  readonly name: string;
  readonly post: string;
  readonly rank: Rank | null;
  /** Masked for who does not need it to reach them. */
  readonly mobile: string | null;
  readonly officePhone: string | null;
  /** Who it is among those who can sign in; null: not stated. */
  readonly person: { readonly id: string; readonly name: string } | null;
  readonly sinceOn: string;
  /** The last day; null: they hold it now. */
  readonly untilOn: string | null;
  readonly version: number;
}

/** How one duty is filled over all units in use that the reader sees. */
export interface DutyGapsView extends DutyRule {
  readonly gaps: Readonly<Record<LiaisonGap, number>>;
}
export interface LiaisonGapsView {
  readonly units: number;
  readonly duties: readonly DutyGapsView[];
  readonly asOf: IsoInstant;
}

/** A unit that has not filled a duty as it should. */
export interface UnfilledUnitView {
  readonly id: string;
  readonly name: string;
  readonly superiorName: string | null;
  /** Who holds the duty now all the same. */
  readonly holders: number;
}

/** A course that was held. */
export interface CourseView {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly heldOn: string;
  readonly hours: number;
  readonly topic: string;
  readonly organiser: string;
  /** Those whoever asks sees: of a record that a unit out of their sight keeps, their own alone. */
  readonly attendees: readonly (Attendee & { readonly unitName: string })[];
  /** A unit out of their sight keeps the record: they change nothing of it. */
  readonly isOfOther: boolean;
  readonly version: number;
}

/** What the courses of a year come to for one unit, in the order of the tree. */
export interface CourseTotalsView extends CourseTotals {
  readonly unitId: string;
  readonly unitName: string;
}
