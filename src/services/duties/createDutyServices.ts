import type { Duty } from '../../domain/duties/duty';
import { dutyFigures, type DutyCount } from '../../domain/duties/dutyFigures';
import type { DutyId, UnitId } from '../../domain/ids';
import { inScope } from '../../domain/people/permissions';
import type { Principal } from '../../domain/people/role';
import { addMonths, type Month } from '../../domain/submissions/month';
import { readScope } from '../readScope';
import { demand, invalidInput } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso, listView } from '../toView/isoInstant';
import { createUnitNames } from '../unitNames';
import type { DutyServices } from './contract';
import { createDeadlines } from './deadlines';
import { dutyDetailView, dutyRuleView, dutyView } from './dutyView';
import { unitsToHandTo } from './handTo';
import { readDuty } from './readDuty';
import { createTakingSteps } from './takingSteps';

const MOST_ASKED = 200;
const MOST_MONTHS = 36;

/** What units owe within a limit: one engine for every kind of duty. */
export function createDutyServices(deps: ServiceDeps): DutyServices {
  const { storage, clock, settings } = deps;
  const { rules } = settings.duties;
  const unitNames = createUnitNames(deps);
  const shownTo = async (principal: Principal) => {
    const { nameOf } = await unitNames(clock.now());
    return { principal, nameOf, rules };
  };
  const show: DutyServices['show'] = async (id: DutyId, principal) =>
    dutyDetailView(await readDuty(deps, id, principal), await shownTo(principal));
  return {
    list: async (query, page, principal) => {
      const found = await storage.duties.list(query, page, readScope(principal));
      const shown = await shownTo(principal);
      return listView(found, (duty) => dutyView({ duty, ofOwner: true, asked: [] }, shown), clock.now());
    },
    asked: async (principal) => {
      const scope = readScope(principal);
      const shown = await shownTo(principal);
      const asked = await storage.units.list(scope);
      const found = await storage.duties.askedOf(scope === null ? null : asked.map(({ id }) => id), MOST_ASKED);
      const view = (duty: Duty) =>
        dutyView({ duty, ofOwner: scope === null || inScope(scope, duty.unitPath), asked }, shown);
      return { items: found.map(view), nextCursor: null, asOf: iso(clock.now()) };
    },
    show,
    units: async (principal) => {
      demand('duty.write', principal);
      const { units } = await unitNames(clock.now());
      const items = unitsToHandTo(units, principal).map(({ id, name }) => ({ id, name }));
      return { items, nextCursor: null, asOf: iso(clock.now()) };
    },
    rules: async (principal) => {
      readScope(principal);
      return { items: rules.map(dutyRuleView), nextCursor: null, asOf: iso(clock.now()) };
    },
    figures: async ({ from, to }, principal) => {
      const { nameOf } = await shownTo(principal);
      const counts = await storage.duties.countsOf(monthsBetween(from, to), readScope(principal));
      const items = [...grouped(counts)].map(([, group]) => {
        const [{ unitId, ruleKey }] = group;
        const rule = rules.find(({ key }) => key === ruleKey);
        return {
          ...{ unitId, unitName: nameOf(unitId), ruleKey },
          ...{ ruleTitle: rule?.title ?? ruleKey, ruleTitleEn: rule?.titleEn ?? ruleKey },
          ...dutyFigures(group),
        };
      });
      const byName = (one: { readonly unitName: string }, other: typeof one): number =>
        one.unitName.localeCompare(other.unitName, 'zh');
      return { items: items.sort(byName), nextCursor: null, asOf: iso(clock.now()) };
    },
    ...createTakingSteps(deps, show),
    ...createDeadlines(deps),
  };
}

type Group = [DutyCount<UnitId>, ...DutyCount<UnitId>[]];

function grouped(counts: readonly DutyCount<UnitId>[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const one of counts) {
    const key = `${one.unitId} ${one.ruleKey}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

function monthsBetween(from: Month, to: Month): readonly Month[] {
  const months: Month[] = [];
  for (let month = from; month <= to && months.length <= MOST_MONTHS; month = addMonths(month, 1)) months.push(month);
  if (months.length === 0) throw invalidInput('to', '结束月份早于开始月份。', '请填写不早于开始月份的月份。');
  if (months.length > MOST_MONTHS) throw invalidInput('to', '统计期超过 36 个月。', '请缩短统计期。');
  return months;
}
