import type { FillPreviewView } from '../../api/oncall';
import type { UnitId } from '../../domain/ids';
import { readDutyTable, type TableProblem } from '../../domain/oncall/dutyTable';
import { matchPeople, nameKey, type NameBook } from '../../domain/oncall/matchPeople';
import { holesOf } from '../../domain/oncall/onDuty';
import { MOST_FILLED_DAYS, rotate, type Rotation } from '../../domain/oncall/rotation';
import type { DutyDay, DutyPlan, DutyRoster } from '../../domain/oncall/roster';
import { addCivilDays } from '../../domain/time/civil';
import type { CivilDate } from '../../domain/time/instant';
import { dayKind } from '../../domain/time/workCalendar';
import { demandOffice } from '../notifyEvent';
import { conflict, invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { Filling, OncallServices } from './contract';
import { canStandOf, hasAddress, nameOf, type PeopleById } from './dutyViews';
import { findRoster, readPeople, readPlan } from './readDuty';
import { isSameDay, writeDays } from './writeDays';

/** More problems than that are not read. */
const MOST_PROBLEMS = 200;

/** What filling comes to: the days as they would be, beside the days as they are. */
interface Proposal {
  readonly roster: DutyRoster;
  readonly people: PeopleById;
  readonly days: readonly DutyDay[];
  readonly problems: readonly TableProblem[];
  /** With the days as they are. */
  readonly plan: DutyPlan;
  readonly basis: string;
}

/** Fills many days at once, from a table or by turns; shown before it is done. */
export function createFillDuty(deps: ServiceDeps): Pick<OncallServices, 'previewFilling' | 'fill'> {
  const { hasher } = deps;
  const propose = async (roster: DutyRoster, filling: Filling): Promise<Proposal> => {
    const people = await readPeople(deps);
    const { days, problems } = await daysOf(deps, filling, { roster, people });
    const dates = days.map(({ date }) => date).sort();
    const [from, to] = [dates[0], dates.at(-1)];
    const plan =
      from === undefined || to === undefined
        ? { roster, days: [], substitutions: [] }
        : await readPlan(deps, roster, { from, to });
    const versions = new Map(plan.days.map((day) => [day.date, day.version]));
    const stored = plan.days.map(({ date, version }) => `${date}:${version}`).join(' ');
    return {
      roster,
      people,
      days: days.map((day) => ({ ...day, version: versions.get(day.date) ?? 0 })),
      problems,
      plan,
      basis: hasher.sha256(`${roster.id} ${stored}`),
    };
  };
  return {
    previewFilling: async (id, filling, principal) => {
      demandOffice('notify.manage', principal);
      return previewOf(deps, await propose(await findRoster(deps, id), filling));
    },
    fill: async ({ id, basis }, filling, principal) => {
      demandOffice('notify.manage', principal);
      const roster = await findRoster(deps, id);
      const proposal = await propose(roster, filling);
      const { days, problems, plan, people } = proposal;
      if (problems.length > 0)
        throw invalidInput(
          'file',
          `表格中有 ${problems.length} 处问题，一天也没有导入。`,
          '请先预览，按提示逐处改正后再导入。',
        );
      const before = new Map(plan.days.map((day) => [day.date, day]));
      const changed = days.filter((day) => {
        const stored = before.get(day.date);
        return stored === undefined || !isSameDay(stored, day);
      });
      if (changed.length === 0) return { changed: 0 };
      if (basis !== proposal.basis) throw conflict('预览之后，这段时间的值班安排已有改动。');
      const written = await writeDays(deps, { roster, days: changed }, { people, principal });
      if (written < changed.length)
        throw conflict(`${changed.length - written} 天刚被他人改动，未作更改；其余 ${written} 天已保存。`);
      return { changed: written };
    },
  };
}

type Draft = Omit<DutyDay, 'version'>;

async function daysOf(
  deps: ServiceDeps,
  filling: Filling,
  { roster, people }: { readonly roster: DutyRoster; readonly people: PeopleById },
): Promise<{ readonly days: readonly Draft[]; readonly problems: readonly TableProblem[] }> {
  const rosterId = roster.id;
  if (filling.kind === 'rotation') {
    demandRotation(filling.rotation, people);
    const turns = rotate(filling.rotation, deps.settings.calendar);
    return { days: turns.map((turn) => ({ ...turn, rosterId, source: 'rotation' })), problems: [] };
  }
  const table = readDutyTable(filling.rows);
  const named = matchPeople(table.days, await nameBook(deps, roster, people));
  return {
    days: named.days.map((day) => ({ ...day, rosterId, source: 'import' })),
    problems: [...table.problems, ...named.problems].sort((one, other) => one.row - other.row).slice(0, MOST_PROBLEMS),
  };
}

function demandRotation({ from, to, order, offOrder, leaderOrder }: Rotation, people: PeopleById): void {
  if (order.length === 0) throw invalidInput('rotation.order', '轮值顺序没有人员。', '请按先后选择轮值人员。');
  if (to < from) throw invalidInput('rotation.to', '结束日期早于开始日期。', '请改正日期。');
  if (to > addCivilDays(from, MOST_FILLED_DAYS - 1))
    throw invalidInput('rotation.to', `一次最多排 ${MOST_FILLED_DAYS} 天。`, '请分几次排班。');
  for (const [field, ids] of Object.entries({ order, offOrder, leaderOrder }))
    for (const id of ids) {
      const person = people.get(id);
      if (person === undefined) throw notFound('人员', `rotation.${field}`);
      if (person.disabled)
        throw invalidInput(`rotation.${field}`, `“${person.name}”已停用，不能排班。`, '请改选其他人员。');
    }
}

/** Names are looked for in the unit of the roster and below it. */
async function nameBook({ storage }: ServiceDeps, { unitId }: DutyRoster, people: PeopleById): Promise<NameBook> {
  const units = await storage.units.list(null);
  const unitNames = new Map<string, Set<UnitId>>();
  for (const { id, name } of units) {
    const key = nameKey(name);
    unitNames.set(key, (unitNames.get(key) ?? new Set()).add(id));
  }
  return {
    people: [...people.values()].map((person) => ({ ...person, mobile: person.addresses.mobile })),
    unitNames,
    within: unitId === null ? null : new Set(units.filter(({ path }) => path.includes(unitId)).map(({ id }) => id)),
    unitId,
  };
}

function previewOf({ settings }: ServiceDeps, proposal: Proposal): FillPreviewView {
  const { days, plan, people, problems, basis } = proposal;
  const before = new Map(plan.days.map((day) => [day.date, day]));
  const named = (of: Pick<DutyDay, 'personIds' | 'leaderIds'>) => ({
    people: of.personIds.map((id) => nameOf(people, id)),
    leaders: of.leaderIds.map((id) => nameOf(people, id)),
  });
  const ids = new Set(days.flatMap(({ personIds, leaderIds }) => [...personIds, ...leaderIds]));
  return {
    basis,
    days: days.map((day) => {
      const stored = before.get(day.date) ?? null;
      const { working, name, certain } = dayKind(settings.calendar, day.date);
      return {
        date: day.date,
        ...{ working, kind: name, certain },
        ...named(day),
        before: stored === null ? null : named(stored),
        change: stored === null ? 'new' : isSameDay(stored, day) ? 'same' : 'changed',
      };
    }),
    problems,
    holes: problems.length > 0 ? [] : holesAfter(proposal),
    unreachable: [...ids].filter((id) => !hasAddress(people.get(id))).map((id) => nameOf(people, id)),
  };
}

function holesAfter({ days, plan, people }: Proposal): readonly CivilDate[] {
  const dates = days.map(({ date }) => date).sort();
  const [from, to] = [dates[0], dates.at(-1)];
  if (from === undefined || to === undefined) return [];
  const filled = new Map([...plan.days, ...days].map((day) => [day.date, day]));
  const after = { ...plan, roster: { ...plan.roster, disabled: false }, days: [...filled.values()] };
  return holesOf([after], { from, to }, canStandOf(people)).map(({ date }) => date);
}
