import type { PersonId } from '../../domain/ids';
import { dutyDateAt } from '../../domain/oncall/onDuty';
import { MOST_FILLED_DAYS } from '../../domain/oncall/rotation';
import type { DutyDay } from '../../domain/oncall/roster';
import { addCivilDays } from '../../domain/time/civil';
import type { CivilDate } from '../../domain/time/instant';
import { demandOffice } from '../notifyEvent';
import { conflict, invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { OncallServices } from './contract';
import { dutyDayView, nameOf, type PeopleById } from './dutyViews';
import { findRoster, readPeople, readPlan } from './readDuty';
import { isSameDay, writeDays } from './writeDays';

const SHOWN_DAYS = 35;

/** Days of a roster: shown, set by hand, and as lines of a table to be filled in. */
export function createManageDays(deps: ServiceDeps): Pick<OncallServices, 'dutyDays' | 'setDay' | 'template'> {
  const { clock, settings } = deps;
  const { calendar } = settings;
  return {
    dutyDays: async (id, asked, principal) => {
      demandOffice('notify.manage', principal);
      const roster = await findRoster(deps, id);
      const from = asked.from ?? dutyDateAt(roster, clock.now());
      const to = asked.to ?? addCivilDays(from, SHOWN_DAYS - 1);
      if (to < from) throw invalidInput('to', '结束日期早于开始日期。', '请改正日期。');
      if (to > addCivilDays(from, MOST_FILLED_DAYS - 1))
        throw invalidInput('to', `一次最多查看 ${MOST_FILLED_DAYS} 天。`, '请缩短日期范围。');
      const [plan, people] = await Promise.all([readPlan(deps, roster, { from, to }), readPeople(deps)]);
      return datesOf(from, to).map((date) => dutyDayView(plan, date, { people, calendar }));
    },
    setDay: async ({ rosterId, date, version }, { personIds, leaderIds }, principal) => {
      demandOffice('notify.manage', principal);
      const roster = await findRoster(deps, rosterId);
      const people = await readPeople(deps);
      demandAble('personIds', personIds, people);
      demandAble('leaderIds', leaderIds, people);
      const day: DutyDay = { rosterId, date, personIds, leaderIds, source: 'hand', version };
      const span = { from: date, to: date };
      const [stored] = (await readPlan(deps, roster, span)).days;
      const isThere = stored !== undefined && isSameDay(stored, day);
      if (!isThere && (await writeDays(deps, { roster, days: [day] }, { people, principal })) === 0)
        throw conflict('这一天的值班安排已被他人改动。');
      return dutyDayView(await readPlan(deps, roster, span), date, { people, calendar });
    },
    template: async (id, principal) => {
      demandOffice('notify.manage', principal);
      const roster = await findRoster(deps, id);
      const from = firstOfNextMonth(dutyDateAt(roster, clock.now()));
      const to = addCivilDays(firstOfNextMonth(from), -1);
      const [plan, people] = await Promise.all([readPlan(deps, roster, { from, to }), readPeople(deps)]);
      const names = (ids: readonly PersonId[]): string => ids.map((one) => nameOf(people, one)).join('、');
      const lines = datesOf(from, to).map((date) => {
        const { kind, personIds, leaderIds } = dutyDayView(plan, date, { people, calendar });
        return [date, names(personIds as PersonId[]), names(leaderIds as PersonId[]), '', kind];
      });
      return { name: roster.name, month: from.slice(0, 7), lines };
    },
  };
}

function datesOf(from: CivilDate, to: CivilDate): readonly CivilDate[] {
  const dates: CivilDate[] = [];
  for (let date = from; date <= to && dates.length < MOST_FILLED_DAYS; date = addCivilDays(date, 1)) dates.push(date);
  return dates;
}

function firstOfNextMonth(date: CivilDate): CivilDate {
  const [year, month] = date.split('-').map(Number) as [number, number, number];
  return (month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`) as CivilDate;
}

function demandAble(field: string, ids: readonly PersonId[], people: PeopleById): void {
  for (const id of ids) {
    const person = people.get(id);
    if (person === undefined) throw notFound('人员', field);
    if (person.disabled) throw invalidInput(field, `“${person.name}”已停用，不能排班。`, '请改选其他人员。');
  }
}
