import { isOpen } from '../../../domain/accounts/unit';
import { surveyEvent } from '../../../domain/alerts/events';
import type { Refusal } from '../../../domain/errors';
import type { DutyId, SurveyPlanId } from '../../../domain/ids';
import type { Principal } from '../../../domain/people/role';
import { likelyResults } from '../../../domain/surveys/matchResult';
import { surveyDuties } from '../../../domain/surveys/surveyDuties';
import type { SurveyPlan } from '../../../domain/surveys/surveyPlan';
import { quotasFor } from '../../../domain/surveys/surveyQuota';
import { planSurvey, takeSurveyStep, type SurveyMove, type SurveyRefusal } from '../../../domain/surveys/surveyTable';
import { civilDateOf as today } from '../../../domain/time/civil';
import { DAY_MS, type Instant } from '../../../domain/time/instant';
import { personActor, systemActor } from '../../actors';
import { readScope } from '../../readScope';
import { conflict, demand, invalidInput, notFound } from '../../refuse';
import type { ServiceDeps } from '../../settings';
import { iso, listView } from '../../toView/isoInstant';
import { createUnitNames } from '../../unitNames';
import type { Versioned } from '../../versioned';
import { keepLinked } from '../keepLinked';
import type { SurveyServices } from './contract';
import { lookForResult, readColumns } from './readColumns';
import { surveyPlanView, surveyRight } from './surveyView';

const ACTOR = systemActor('surveys');
const MOST_FOUND = 10;
/** A result that was not seen by then is looked for no more. */
const LOOKED_FOR_MS = 60 * DAY_MS;

/** Surveys, calls for opinions and interviews: planned by year, held, and their results published. */
export function createSurveyServices(deps: ServiceDeps): SurveyServices {
  const { storage, clock, ids, settings, hasher, log } = deps;
  const { surveys: rules } = settings.duties;
  const unitNames = createUnitNames(deps);
  const view = async (plan: SurveyPlan, principal: Principal) => {
    const now = clock.now();
    const { nameOf } = await unitNames(now);
    return surveyPlanView(plan, { nameOf, principal, now });
  };
  const read = async (id: SurveyPlanId, principal: Principal): Promise<SurveyPlan> => {
    const plan = await storage.surveyPlans.byId(id, readScope(principal));
    if (plan === null) throw notFound('征集访谈计划');
    return plan;
  };
  const tell = async (plan: SurveyPlan): Promise<void> => {
    await keepLinked(deps, surveyDuties(plan, rules.resultRule));
    await storage.surveyPlans.markTold(plan);
  };
  const change = async (
    of: Versioned<SurveyPlanId>,
    principal: Principal,
    make: (before: SurveyPlan, now: Instant) => Promise<{ readonly move: SurveyMove; readonly key: string }>,
  ) => {
    const before = await read(of.id, principal);
    if (before.version !== of.version) throw conflict('这份计划在您打开之后有了新的进展。');
    if (!before.isTold) await tell(before);
    const now = clock.now();
    const { move, key } = await make(before, now);
    if ('refused' in move) throw surveyRefusal(move.refused);
    const context = { eventId: ids.eventId(), actor: personActor(principal), now };
    if (!(await storage.surveyPlans.move(before, move.plan, surveyEvent({ ...context, before, plan: move.plan, key }))))
      throw conflict('另一位同事刚刚更新了这份计划。');
    if (!move.plan.isTold) await tell(move.plan);
    return view(move.plan, principal);
  };
  return {
    list: async (query, page, principal) => {
      const found = await storage.surveyPlans.list(query, page, readScope(principal));
      const now = clock.now();
      const { nameOf } = await unitNames(now);
      return listView(found, (plan) => surveyPlanView(plan, { nameOf, principal, now }), now);
    },
    show: async (id, principal) => view(await read(id, principal), principal),
    open: async ({ unitId, year }, principal) => {
      demand('duty.write', principal);
      const of = unitId ?? principal.unitId;
      if (of === null) throw invalidInput('unitId', '请选择单位。', '请指明哪个单位的计划。');
      const unit = await storage.units.byId(of, principal.unitId);
      if (unit === null) throw notFound('单位', 'unitId');
      if (!isOpen(unit)) throw invalidInput('unitId', `单位“${unit.name}”已关闭。`, '请选择在用的单位。');
      const quotas = quotasFor(rules.quotas, unit.level);
      if (quotas.length === 0)
        throw invalidInput('unitId', '没有要求这类单位开展征集访谈的规则。', '请选择规则所列层级的单位。');
      // One a unit and year, whoever opens it twice at once.
      const id = hasher.sha256(`survey-plan:${unit.id}:${year}`).slice(0, 24) as SurveyPlanId;
      const now = clock.now();
      const plan: SurveyPlan = {
        ...{ id, unitId: unit.id, unitPath: unit.path, year, quotas, items: [], isTold: true, openedAt: now },
        version: 1,
      };
      const context = { eventId: ids.eventId(), actor: personActor(principal), now };
      await storage.surveyPlans.insert(plan, surveyEvent({ ...context, before: null, plan, key: null }));
      return view(await read(id, principal), principal);
    },
    add: async (of, draft, principal) => {
      demand('duty.write', principal);
      return change(of, principal, async (before, at) => {
        const key = ids.id<string>();
        const by = { by: principal.personId, name: principal.name, at };
        return { move: planSurvey(before, { key, ...draft }, by), key };
      });
    },
    step: async (of, { key, step, words, on, link }, principal) => {
      demand(surveyRight(step), principal);
      return change(of, principal, async (before, at) => {
        const item = before.items.find((one) => one.key === key);
        const heldOn = item?.heldOn ?? null;
        const look =
          step === 'publish' && link !== null && heldOn !== null
            ? await lookForResult(deps, { unitId: before.unitId, heldOn, link, saidAt: at }, at)
            : null;
        const act = { event: step, words, on, link, look, dutyId: ids.id<DutyId>(), at };
        return { move: takeSurveyStep(before, key, { ...act, by: principal.personId, name: principal.name }), key };
      });
    },
    results: async (id, principal) => {
      const { unitId, items } = await read(id, principal);
      const owed = items.filter(({ state }) => state === 'held');
      const [first = today(clock.now())] = owed.flatMap(({ heldOn }) => (heldOn === null ? [] : [heldOn])).sort();
      const { columns, posts } = await readColumns(deps, unitId, first);
      const found = owed.flatMap(({ key, title: name }) =>
        likelyResults(posts, name)
          .slice(-MOST_FOUND)
          .map(({ title, url, countedAt }) => ({ key, title, link: url, at: iso(countedAt) })),
      );
      return { columns: columns.length, found };
    },
    followSurveys: async (limit) => {
      let followed = 0;
      let failed = 0;
      for (const plan of await storage.surveyPlans.untold(limit))
        try {
          await tell(plan);
          followed += 1;
        } catch (error) {
          failed += 1;
          log.error('survey-not-told', error, { plan: plan.id });
        }
      for (let after: SurveyPlanId | null = null; ;) {
        const plans: readonly SurveyPlan[] = await storage.surveyPlans.watched(after, limit);
        for (const plan of plans) followed += await lookAgain(deps, plan, tell);
        after = plans.at(-1)?.id ?? null;
        if (plans.length < limit) break;
      }
      return followed + failed === 0 ? {} : { followed, failed };
    },
  };
}

/** Results of a plan that were published, they say, and that we have not seen. */
async function lookAgain(
  deps: ServiceDeps,
  plan: SurveyPlan,
  tell: (plan: SurveyPlan) => Promise<void>,
): Promise<number> {
  const { storage, clock, ids } = deps;
  for (const { key, state, look: before, resultLink: link, heldOn, thread } of plan.items) {
    const said = thread.findLast(({ event }) => event === 'publish');
    if (state !== 'published' || before?.as === 'seen' || link === null || heldOn === null || said === undefined)
      continue;
    const now = clock.now();
    if (now.getTime() - said.at.getTime() > LOOKED_FOR_MS) continue;
    const look = await lookForResult(deps, { unitId: plan.unitId, heldOn, link, saidAt: said.at }, now);
    if (look.as === before?.as) continue;
    const act = { event: 'look', by: null, name: '', at: now, words: '', on: null, link: null, look } as const;
    const move = takeSurveyStep(plan, key, { ...act, dutyId: ids.id<DutyId>() });
    if ('refused' in move) continue;
    const context = { eventId: ids.eventId(), actor: ACTOR, now };
    const event = surveyEvent({ ...context, before: plan, plan: move.plan, key });
    // The next of its items is looked for at the next turn: the plan is another one now.
    if (!(await storage.surveyPlans.move(plan, move.plan, event))) return 0;
    if (!move.plan.isTold) await tell(move.plan);
    return 1;
  }
  return 0;
}

/** Why a step is refused, as people are told. */
function surveyRefusal(code: SurveyRefusal): Refusal {
  switch (code) {
    case 'no-such-step':
      return conflict('这一项当前不能办理这一步。');
    case 'no-such-item':
      return notFound('这项征集访谈', 'key');
    case 'words-missing':
      return invalidInput('words', '请写明情况。', '内容会记入台账，请勿填写个人信息。');
    case 'link-missing':
      return invalidInput('link', '请填写链接。', '请填写在网站上的地址。');
    case 'date-missing':
      return invalidInput('on', '请填写日期。', '请填写如 2026-09-18。');
    case 'other-year':
      return invalidInput('on', '日期不在计划的年度内。', '请填写计划年度内的日期。');
    case 'still-to-come':
      return invalidInput('on', '这一天还没有到。', '结束后再登记。');
    case 'too-many':
      return conflict('这份计划的项目已达上限。');
  }
}
