import type { DutyDayView, OnDutyView, RosterView, SubstitutionView } from '../../api/oncall';
import type { PersonId } from '../../domain/ids';
import { holesOf, onDutyOf, dutyDateAt } from '../../domain/oncall/onDuty';
import type { DutyPlan, DutyPost, Substitution } from '../../domain/oncall/roster';
import { addCivilDays } from '../../domain/time/civil';
import type { CivilDate, Instant } from '../../domain/time/instant';
import { dayKind, type WorkCalendar } from '../../domain/time/workCalendar';
import type { Person } from '../../ports/storage';

export type PeopleById = ReadonlyMap<PersonId, Person>;

/** Holes are looked for so many days ahead. */
export const HOLES_AHEAD_DAYS = 14;

/** Of somebody who is not there any more nothing is left but that. */
export function nameOf(people: PeopleById, id: PersonId): string {
  return people.get(id)?.name ?? '（已不在册）';
}

export function hasAddress(person: Person | undefined): boolean {
  return person !== undefined && Object.values(person.addresses).some((address) => address !== null);
}

export function canStandOf(people: PeopleById): (id: PersonId) => boolean {
  return (id) => people.get(id)?.disabled === false;
}

function onDutyView(
  plan: DutyPlan,
  { date, post }: { readonly date: CivilDate; readonly post: DutyPost },
  people: PeopleById,
): readonly OnDutyView[] {
  return onDutyOf(plan, date, post).map(({ personId, insteadOf }) => ({
    personId,
    name: nameOf(people, personId),
    insteadOfName: insteadOf === null ? null : nameOf(people, insteadOf),
    reachable: canStandOf(people)(personId) && hasAddress(people.get(personId)),
  }));
}

export function rosterView(plan: DutyPlan, people: PeopleById, now: Instant): RosterView {
  const { id, name, unitId, handoverMinute, fallbackRole, disabled, version } = plan.roster;
  const date = dutyDateAt(plan.roster, now);
  const ahead = { from: date, to: addCivilDays(date, HOLES_AHEAD_DAYS - 1) };
  return {
    ...{ id, name, unitId, handoverMinute, fallbackRole, disabled, version },
    dutyDate: date,
    onDuty: onDutyView(plan, { date, post: 'duty' }, people),
    leaders: onDutyView(plan, { date, post: 'leader' }, people),
    holes: holesOf([plan], ahead, canStandOf(people)).map((hole) => ({ date: hole.date, reason: hole.reason })),
  };
}

export function dutyDayView(
  plan: DutyPlan,
  date: CivilDate,
  given: { readonly people: PeopleById; readonly calendar: WorkCalendar },
): DutyDayView {
  const { people, calendar } = given;
  const day = plan.days.find((one) => one.date === date);
  const [hole] = holesOf([plan], { from: date, to: date }, canStandOf(people));
  const { working, name } = dayKind(calendar, date);
  return {
    date,
    working,
    kind: name,
    personIds: day?.personIds ?? [],
    leaderIds: day?.leaderIds ?? [],
    onDuty: onDutyView(plan, { date, post: 'duty' }, people),
    leaders: onDutyView(plan, { date, post: 'leader' }, people),
    source: day?.source ?? null,
    hole: hole?.reason ?? null,
    version: day?.version ?? 0,
  };
}

export function substitutionView(
  { id, fromDate, toDate, personId, insteadOf, reason, version }: Substitution,
  people: PeopleById,
): SubstitutionView {
  return {
    ...{ id, fromDate, toDate, reason, version },
    name: nameOf(people, personId),
    insteadOfName: nameOf(people, insteadOf),
  };
}
