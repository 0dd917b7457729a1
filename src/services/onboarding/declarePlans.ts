import { isOpen } from '../../domain/accounts/unit';
import type { OnboardingPlanId, UnitId } from '../../domain/ids';
import { isInOrder, ONBOARDING_STEPS, type OnboardingPlan } from '../../domain/onboarding/onboardingPlan';
import type { Principal } from '../../domain/people/role';
import { asCivilDate } from '../../domain/time/civil';
import type { Unit } from '../../ports/storage';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { OnboardingDraft, OnboardingServices } from './contract';
import { onboardingEvent, planData } from './onboardingEvents';
import { isWithin, planView, readKnown, rowsOf } from './readStanding';

/** Declaring, changing and ending plans of joining a head account. */
export function createDeclarePlans(deps: ServiceDeps): Pick<OnboardingServices, 'declare' | 'change' | 'setEnded'> {
  const { storage, clock, ids } = deps;
  const shown = async (plan: OnboardingPlan, principal: Principal) => {
    const known = await readKnown(deps, principal.unitId);
    const entries = await storage.onboardingEntries.ofPlan(plan.id, principal.unitId);
    return planView(plan, rowsOf(plan, entries, known), { ...known, principal });
  };
  const reach = async (id: OnboardingPlanId, version: number, principal: Principal): Promise<OnboardingPlan> => {
    demand('rules.manage', principal);
    const plan = await storage.onboardingPlans.byId(id);
    const units = await unitsById(deps);
    if (plan === null || !isWithin(plan, principal, units)) throw notFound('入驻安排');
    if (plan.version !== version) throw conflict('入驻安排刚被更新。');
    return plan;
  };
  return {
    declare: async ({ reason, ...draft }, principal) => {
      demand('rules.manage', principal);
      const note = writtenReason(reason);
      const plan: OnboardingPlan = {
        ...{ id: ids.id<OnboardingPlanId>(), ...(await checked(deps, draft, principal)) },
        ...{ declaredAt: clock.now(), endedAt: null, version: 1 },
      };
      const event = onboardingEvent(deps, plan, { reason: 'declared', note, data: planData(plan), principal });
      await storage.onboardingPlans.insert(plan, event);
      return shown(plan, principal);
    },
    change: async (id, { reason, version, ...draft }, principal) => {
      const before = await reach(id, version, principal);
      const note = writtenReason(reason);
      const plan = { ...before, ...(await checked(deps, draft, principal)) };
      const event = onboardingEvent(deps, plan, { reason: 'changed', note, data: planData(plan), principal });
      if (!(await storage.onboardingPlans.change(plan, event))) throw conflict('入驻安排刚被更新。');
      return shown({ ...plan, version: version + 1 }, principal);
    },
    setEnded: async (id, { ended, reason, version }, principal) => {
      const before = await reach(id, version, principal);
      const note = writtenReason(reason);
      if ((before.endedAt !== null) === ended) throw conflict(ended ? '入驻安排已经结束。' : '入驻安排没有结束。');
      const plan = { ...before, endedAt: ended ? clock.now() : null };
      const event = onboardingEvent(deps, plan, { reason: ended ? 'ended' : 'resumed', note, principal });
      if (!(await storage.onboardingPlans.change(plan, event))) throw conflict('入驻安排刚被更新。');
      return shown({ ...plan, version: version + 1 }, principal);
    },
  };
}

async function unitsById({ storage }: Pick<ServiceDeps, 'storage'>): Promise<ReadonlyMap<UnitId, Unit>> {
  return new Map((await storage.units.list(null)).map((unit) => [unit.id, unit]));
}

/** The plan as it was written; throws `Refusal` with the field and what to do instead. */
async function checked(deps: ServiceDeps, draft: OnboardingDraft, principal: Principal): Promise<OnboardingDraft> {
  const { title, heads, source, withinId, steps } = draft;
  const units = await unitsById(deps);
  const demandUnit = (id: UnitId, field: string): void => {
    const unit = units.get(id);
    const isSeen = unit !== undefined && (principal.unitId === null || unit.path.includes(principal.unitId));
    if (!isSeen) throw notFound('单位', field);
    if (!isOpen(unit)) throw invalidInput(field, `单位“${unit.name}”已关闭。`, '请选择在用的单位。');
  };
  if (withinId !== null) demandUnit(withinId, 'withinId');
  else if (principal.unitId !== null)
    throw invalidInput('withinId', '您只能为本单位及下级制定入驻安排。', '请选择本单位或下级单位。');
  for (const step of ONBOARDING_STEPS) {
    if (asCivilDate(steps[step].dueBy) === null)
      throw invalidInput(`steps.${step}.dueBy`, '这不是一个日期。', '请写成 2026-12-31。');
    for (const id of steps[step].underIds) demandUnit(id, `steps.${step}.underIds`);
  }
  if (!isInOrder(steps))
    throw invalidInput('steps.all.dueBy', '全部进驻的期限早于基本进驻。', '请填写基本进驻当天或以后的日期。');
  return { title, heads, source, withinId, steps };
}
