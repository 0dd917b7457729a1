import type { PersonId, RosterId } from '../ids';
import { addCivilDays, civilDateOf } from '../time/civil';
import { MINUTE_MS, type CivilDate, type Instant } from '../time/instant';
import type { DutyDay, DutyPlan, DutyPost, DutyRoster, Substitution } from './roster';

/** The day whose duty an instant belongs to: that of the last handover. */
export function dutyDateAt({ handoverMinute }: Pick<DutyRoster, 'handoverMinute'>, at: Instant): CivilDate {
  return civilDateOf(new Date(at.getTime() - handoverMinute * MINUTE_MS));
}

/** Somebody on duty; `insteadOf`: whom the table names, where they stand in for somebody. */
export interface OnDuty {
  readonly personId: PersonId;
  readonly insteadOf: PersonId | null;
}

/** Who has the duty of a day, each once, substitutes in place. Does not ask whether they are disabled. */
export function onDutyOf(
  { days, substitutions }: Pick<DutyPlan, 'days' | 'substitutions'>,
  date: CivilDate,
  post: DutyPost,
): readonly OnDuty[] {
  const day = days.find((one) => one.date === date);
  const named = day === undefined ? [] : post === 'duty' ? day.personIds : day.leaderIds;
  const ofDate = substitutions.filter(({ fromDate, toDate }) => fromDate <= date && date <= toDate);
  const found = new Map<PersonId, OnDuty>();
  for (const insteadOf of named) {
    const personId = standIn(insteadOf, ofDate);
    const one = { personId, insteadOf: personId === insteadOf ? null : insteadOf };
    // Whoever is named by the table as well does not stand in for anybody.
    if (!found.has(personId) || one.insteadOf === null) found.set(personId, one);
  }
  return [...found.values()];
}

/**
 * Whoever does the duty of a person: a substitute may have a substitute. Two who stand in for each other have swapped.
 * Of several the one named last counts.
 */
function standIn(person: PersonId, substitutions: readonly Substitution[]): PersonId {
  const been = new Set<PersonId>();
  for (let current = person; ;) {
    been.add(current);
    const [last] = substitutions
      .filter(({ insteadOf }) => insteadOf === current)
      .sort((one, other) => other.madeAt.getTime() - one.madeAt.getTime() || (one.id < other.id ? 1 : -1));
    if (last === undefined || been.has(last.personId)) return current;
    current = last.personId;
  }
}

/** Why nobody has the duty of a day. */
export const HOLE_REASONS = [
  'not-filled', // the table has no such day
  'nobody-named', // the day names nobody
  'all-disabled', // everybody who has the duty is disabled, or is not there any more
  'roster-off', // the roster is disabled: nobody is told by its table
] as const;
export type HoleReason = (typeof HOLE_REASONS)[number];

/** A day on which nobody can be told by a roster. */
export interface DutyHole {
  readonly rosterId: RosterId;
  readonly rosterName: string;
  readonly date: CivilDate;
  readonly reason: HoleReason;
}

/** Whether a person can be on duty. */
export type CanStand = (id: PersonId) => boolean;

/** The longest span that is asked for holes. */
const MOST_DAYS = 400;

/** The holes of rosters that are in use, from one day to another, both included. */
export function holesOf(
  plans: readonly DutyPlan[],
  { from, to }: { readonly from: CivilDate; readonly to: CivilDate },
  canStand: CanStand,
): readonly DutyHole[] {
  return plans
    .filter(({ roster }) => !roster.disabled)
    .flatMap((plan) => {
      const holes: DutyHole[] = [];
      const filled = new Map(plan.days.map((day) => [day.date, day]));
      for (let date = from, count = 0; date <= to && count < MOST_DAYS; date = addCivilDays(date, 1), count += 1) {
        const day = filled.get(date);
        const reason = holeOf(day, onDutyOf({ ...plan, days: day === undefined ? [] : [day] }, date, 'duty'), canStand);
        if (reason !== null) holes.push({ rosterId: plan.roster.id, rosterName: plan.roster.name, date, reason });
      }
      return holes;
    });
}

function holeOf(day: DutyDay | undefined, onDuty: readonly OnDuty[], canStand: CanStand): HoleReason | null {
  if (day === undefined) return 'not-filled';
  if (onDuty.length === 0) return 'nobody-named';
  return onDuty.some(({ personId }) => canStand(personId)) ? null : 'all-disabled';
}
