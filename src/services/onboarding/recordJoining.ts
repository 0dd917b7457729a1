import type { DomainEvent, LedgerDraft } from '../../domain/alerts/alert';
import { LONGEST_ACCEPTANCE_DAYS } from '../../domain/filings/filingFinding';
import type { AccountId, OnboardingPlanId, UnitId } from '../../domain/ids';
import {
  emptyEntry,
  entryKey,
  isBound,
  ONBOARDING_STEPS,
  type OnboardingEntry,
  type OnboardingPlan,
  type OnboardingStep,
} from '../../domain/onboarding/onboardingPlan';
import type { Principal } from '../../domain/people/role';
import { addCivilDays, asCivilDate, civilDateOf } from '../../domain/time/civil';
import type { Unit } from '../../ports/storage';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { OnboardingOutcome, OnboardingServices } from './contract';
import { onboardingEvent } from './onboardingEvents';
import { isInUse } from './readStanding';

type Change = Partial<Pick<OnboardingEntry, 'facts' | 'exception'>>;
interface Saying {
  readonly reason: string;
  readonly note?: string;
  readonly data?: LedgerDraft['data'];
}

/** What people say of units in a plan: that they have joined, and why they need not. */
export function createRecordJoining(
  deps: ServiceDeps,
): Pick<OnboardingServices, 'record' | 'takeBack' | 'except' | 'endException'> {
  const { storage, clock } = deps;
  const inForce = async (id: OnboardingPlanId): Promise<OnboardingPlan> => {
    const plan = await storage.onboardingPlans.byId(id);
    if (plan === null) throw notFound('入驻安排');
    if (plan.endedAt !== null) throw conflict('入驻安排已经结束。');
    return plan;
  };
  const entryOf = async (plan: OnboardingPlan, unit: Unit): Promise<OnboardingEntry> => {
    const [known] = await storage.onboardingEntries.byKeys([entryKey(plan.id, unit.id)]);
    return known === undefined ? emptyEntry(plan.id, unit) : { ...known, unitId: unit.id, unitPath: unit.path };
  };
  const forEach = async (
    plan: OnboardingPlan,
    asked: {
      readonly unitIds: readonly UnitId[];
      readonly steps: readonly OnboardingStep[];
      readonly principal: Principal;
    },
    put: (entry: OnboardingEntry) => Promise<boolean>,
  ): Promise<OnboardingOutcome> => {
    const all = await storage.units.list(null);
    const units = new Map(all.map((unit) => [unit.id, unit]));
    const left: { unitId: string; why: OnboardingOutcome['left'][number]['why'] }[] = [];
    let done = 0;
    for (const unitId of new Set(asked.unitIds)) {
      const unit = await storage.units.byId(unitId, asked.principal.unitId);
      const given = { withinId: plan.withinId, units };
      if (unit === null) left.push({ unitId, why: 'not-found' });
      else if (!asked.steps.some((step) => isBound(unit, plan.steps[step], given)))
        left.push({ unitId, why: 'not-bound' });
      else if (await put(await entryOf(plan, unit))) done += 1;
      else left.push({ unitId, why: 'conflict' });
    }
    return { done, left };
  };
  const lineOf = (
    plan: OnboardingPlan,
    { unitId }: Pick<OnboardingEntry, 'unitId'>,
    { data, ...said }: Saying & { readonly principal: Principal },
  ): DomainEvent => onboardingEvent(deps, plan, { ...said, data: { unitId, ...data } });
  const undo = async (
    plan: OnboardingPlan,
    asked: { readonly unitId: UnitId; readonly saying: Saying; readonly principal: Principal },
    changeOf: (entry: OnboardingEntry) => Change | null,
  ): Promise<void> => {
    const unit = await storage.units.byId(asked.unitId, asked.principal.unitId);
    if (unit === null) throw notFound('单位', 'unitId');
    const entry = await entryOf(plan, unit);
    const change = changeOf(entry);
    if (change === null) throw conflict('没有这样的记录，或刚被撤回。');
    const event = lineOf(plan, entry, { ...asked.saying, principal: asked.principal });
    if (!(await storage.onboardingEntries.put({ ...entry, ...change }, event))) throw conflict('记录刚被更新。');
  };
  return {
    record: async (id, { unitIds, step, accountIds, ...said }, principal) => {
      demand('account.write', principal);
      const plan = await inForce(id);
      const now = clock.now();
      if (asCivilDate(said.on) === null || said.on > civilDateOf(now))
        throw invalidInput('on', '这一天还没有到，或不是日期。', '请填写已经入驻的日期。');
      if (accountIds !== undefined && new Set(unitIds).size !== 1)
        throw invalidInput('unitIds', '指定账号时只能登记一个单位。', '请逐个单位登记，或不指定账号。');
      return forEach(plan, { unitIds, steps: [step], principal }, async (entry) => {
        const inUse = (await storage.accounts.filedOfUnit(entry.unitId)).filter(isInUse).map((account) => account.id);
        checkAccounts({ step, accountIds, inUse });
        const by = { by: principal.personId, name: principal.name, at: now };
        const facts = { ...entry.facts, [step]: { ...said, ...by, accountIds: [...(accountIds ?? inUse)] } };
        const data = { step, on: said.on, document: said.document, saidBy: said.saidBy };
        const event = lineOf(plan, entry, { reason: 'joined', note: said.note, data, principal });
        return storage.onboardingEntries.put({ ...entry, facts }, event);
      });
    },
    takeBack: async (id, { unitId, step, reason }, principal) => {
      demand('account.write', principal);
      const saying = { reason: 'joining-taken-back', note: writtenReason(reason), data: { step } };
      await undo(await inForce(id), { unitId, saying, principal }, ({ facts }) =>
        facts[step] === null ? null : { facts: { ...facts, [step]: null } },
      );
    },
    except: async (id, { unitIds, reason, untilOn }, principal) => {
      demand('finding.dismiss', principal);
      const plan = await inForce(id);
      const note = writtenReason(reason);
      const now = clock.now();
      const today = civilDateOf(now);
      if (asCivilDate(untilOn) === null || untilOn < today || untilOn > addCivilDays(today, LONGEST_ACCEPTANCE_DAYS))
        throw invalidInput('untilOn', '截止日期不是有效的日期，或不在今天起一年之内。', '请填写今天起一年之内的日期。');
      const exception = { by: principal.personId, name: principal.name, at: now, reason: note, untilOn };
      return forEach(plan, { unitIds, steps: ONBOARDING_STEPS, principal }, (entry) =>
        storage.onboardingEntries.put(
          { ...entry, exception },
          lineOf(plan, entry, { reason: 'excepted', note, data: { untilOn }, principal }),
        ),
      );
    },
    endException: async (id, { unitId, reason }, principal) => {
      demand('finding.dismiss', principal);
      const saying = { reason: 'exception-ended', note: writtenReason(reason) };
      await undo(await inForce(id), { unitId, saying, principal }, ({ exception }) =>
        exception === null ? null : { exception: null },
      );
    },
  };
}

/** All of a unit have joined where nothing in use is left; the first step is done with any of them. */
function checkAccounts({
  step,
  accountIds,
  inUse,
}: {
  readonly step: OnboardingStep;
  readonly accountIds: readonly AccountId[] | undefined;
  readonly inUse: readonly AccountId[];
}): void {
  if (accountIds === undefined) return;
  if (accountIds.some((id) => !inUse.includes(id)))
    throw invalidInput('accountIds', '有的账号不是这个单位在用的账号。', '请在本单位在用的账号中选择。');
  if (step === 'all' && inUse.some((id) => !accountIds.includes(id)))
    throw invalidInput('accountIds', '还有在用的账号没有入驻。', '请等全部账号入驻后登记，或先注销不用的账号。');
}
