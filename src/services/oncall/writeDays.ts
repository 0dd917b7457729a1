import type { PersonId } from '../../domain/ids';
import type { DutyDay, DutyRoster } from '../../domain/oncall/roster';
import type { Principal } from '../../domain/people/role';
import { notifyEvent } from '../notifyEvent';
import type { ServiceDeps } from '../settings';
import { stableEventId } from '../stableEventId';
import { nameOf, type PeopleById } from './dutyViews';

/** Whether two days have the same people, whoever filled them in. */
export function isSameDay(
  one: Pick<DutyDay, 'personIds' | 'leaderIds'>,
  other: Pick<DutyDay, 'personIds' | 'leaderIds'>,
): boolean {
  const text = ({ personIds, leaderIds }: typeof one): string => `${personIds.join()} ${leaderIds.join()}`;
  return text(one) === text(other);
}

/** Stores days in the versions they were read in, each with its line of the ledger. Returns how many went in. */
export function writeDays(
  deps: ServiceDeps,
  { roster, days }: { readonly roster: DutyRoster; readonly days: readonly DutyDay[] },
  { people, principal }: { readonly people: PeopleById; readonly principal: Principal },
): Promise<number> {
  return deps.storage.dutyDays.write(
    days.map((day) => ({
      id: stableEventId(deps.hasher, `duty ${day.rosterId} ${day.date}`),
      day,
      event: notifyEvent(deps, principal, {
        of: 'roster',
        id: roster.id,
        to: 'filled',
        reason: `${roster.name} ${day.date}：${inWords(day, people)}`,
      }),
    })),
  );
}

function inWords({ personIds, leaderIds }: DutyDay, people: PeopleById): string {
  const names = (ids: readonly PersonId[]): string => ids.map((id) => nameOf(people, id)).join('、');
  return `${personIds.length === 0 ? '无人' : names(personIds)}${leaderIds.length === 0 ? '' : `；带班 ${names(leaderIds)}`}`;
}
