import type { PersonId, RosterId, SubstitutionId, UnitId } from '../ids';
import type { Role } from '../people/role';
import type { CivilDate, Instant } from '../time/instant';

/** A table of who is on duty (值班表), day by day. */
export interface DutyRoster {
  readonly id: RosterId;
  readonly name: string;
  /** Whose duty it is; null: that of the whole office. */
  readonly unitId: UnitId | null;
  /** Minute of the civil day at which the duty of a day begins; it ends with that minute of the next day. */
  readonly handoverMinute: number;
  /** Who is told where nobody is on duty. */
  readonly fallbackRole: Role;
  readonly disabled: boolean;
  readonly version: number;
}

/** How a day was filled. */
export const DUTY_SOURCES = ['import', 'hand', 'rotation'] as const;
export type DutySource = (typeof DUTY_SOURCES)[number];

/** Who has the duty of one day, as it was planned. */
export interface DutyDay {
  readonly rosterId: RosterId;
  readonly date: CivilDate;
  readonly personIds: readonly PersonId[];
  /** Those who lead (带班领导) or stand by (备班). */
  readonly leaderIds: readonly PersonId[];
  readonly source: DutySource;
  /** As stored; 0: not yet. */
  readonly version: number;
}

/** What somebody does of a day of duty. */
export type DutyPost = 'duty' | 'leader';

/** Somebody stands in for somebody else (替班) from one day to another, both included. */
export interface Substitution {
  readonly id: SubstitutionId;
  readonly rosterId: RosterId;
  readonly fromDate: CivilDate;
  readonly toDate: CivilDate;
  readonly personId: PersonId;
  readonly insteadOf: PersonId;
  readonly reason: string;
  readonly madeAt: Instant;
  readonly version: number;
}

/** A roster with the days and substitutions that matter to whoever asks. */
export interface DutyPlan {
  readonly roster: DutyRoster;
  readonly days: readonly DutyDay[];
  readonly substitutions: readonly Substitution[];
}

/** Each roster with what is its own. */
export function dutyPlansOf(
  rosters: readonly DutyRoster[],
  days: readonly DutyDay[],
  substitutions: readonly Substitution[],
): readonly DutyPlan[] {
  return rosters.map((roster) => ({
    roster,
    days: days.filter(({ rosterId }) => rosterId === roster.id),
    substitutions: substitutions.filter(({ rosterId }) => rosterId === roster.id),
  }));
}
