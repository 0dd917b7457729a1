import { isOpen } from '../../domain/accounts/unit';
import { dutyEvent } from '../../domain/alerts/events';
import type { Duty } from '../../domain/duties/duty';
import { openDuty } from '../../domain/duties/openDuty';
import { takePersonStep, type StepGiven } from '../../domain/duties/dutySteps';
import type { DutyAct } from '../../domain/duties/dutyTable';
import type { LimitRule } from '../../domain/duties/limitRule';
import type { DutyId, EmergencyId, SurveyPlanId, UnitId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { maskPersonalData } from '../../domain/privacy/maskPersonalData';
import { asCivilDate } from '../../domain/time/civil';
import type { Instant, PublishedAt } from '../../domain/time/instant';
import { earliestOf } from '../../domain/time/published';
import { DUTY_ACTS, type DutyAct as Act } from '../../api/duties';
import type { Unit } from '../../ports/storage';
import { personActor } from '../actors';
import { deadlineRules } from '../deadlineRules';
import { conflict, demand, invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { changeDuty } from './changeDuty';
import type { DutyServices, DutyStepDraft } from './contract';
import { actionOf, actsOf, isAskedFor } from './dutyActs';
import { unitToHandTo } from './handTo';
import { readDuty, type SeenDuty } from './readDuty';

type Shown = (id: DutyId, principal: Principal) => ReturnType<DutyServices['show']>;

/** Recording duties, and every step that people take of one. */
export function createTakingSteps(deps: ServiceDeps, show: Shown): Pick<DutyServices, 'record' | 'step'> {
  const { storage, clock, ids, settings } = deps;
  const rules = deadlineRules(settings);
  return {
    record: async ({ ruleKey, unitId, title, began }, principal) => {
      demand('duty.write', principal);
      const now = clock.now();
      const rule = ruleOf(deps, ruleKey);
      // What is kept with more than a title owes something when that is recorded.
      if (rule.subject !== 'disclosure')
        throw invalidInput(
          'ruleKey',
          '这类事项的时限随事项登记产生。',
          '请在“留言”“征集访谈”“突发舆情”“会议记录”中登记。',
        );
      const unit = await unitOf(deps, unitId ?? principal.unitId, principal);
      const event = beganAt(began, now);
      // Twenty-four hours from a whole day would be somebody's guess of when.
      if ('hours' in rule.limit && event.precision === 'day')
        throw invalidInput('began', '这条规则按小时计时，请填写到时分。', '请填写如 2026-09-18T09:30:00+08:00。');
      const id = ids.id<DutyId>();
      const duty = openDuty(
        { id, subjectId: null, category: null, title: maskPersonalData(title), unit, began: event },
        rule,
        {
          ...{ by: principal.personId, name: principal.name, at: now, rules },
        },
      );
      const context = { eventId: ids.eventId(), actor: personActor(principal), now };
      await storage.duties.insert(duty, dutyEvent({ ...context, before: null, duty }));
      return show(id, principal);
    },
    step: async ({ id, version }, draft, principal) => {
      const seen = await readDuty(deps, id, principal);
      const step = DUTY_ACTS.find((act) => act === draft.step);
      if (step === undefined) throw invalidInput('step', '没有这一步。', `可用取值：${DUTY_ACTS.join('、')}。`);
      demand(actionOf(step), principal);
      if (seen.duty.version !== version) throw conflict('这项时限事项在您打开之后有了新的进展。');
      await demandNoReview(deps, seen, step);
      const now = clock.now();
      if (!actsOf(seen, principal).includes(step)) throw conflict('这项时限事项当前不能由您办理这一步。');
      const { personId: by, name } = principal;
      const act: DutyAct = { event: step, reason: draft.reason, words: draft.words, by, name, at: now };
      const given = { ...(await givenFor(deps, { seen, step, draft }, principal)), rules };
      await demandFileSeen(deps, seen.duty, { step, unit: given.unit });
      const changed = await changeDuty(
        deps,
        { before: seen.duty, move: takePersonStep(seen.duty, act, given), now },
        principal,
      );
      await setReviewDue(deps, changed, step);
      return show(id, principal);
    },
  };
}

/** The review of an answer is due when the answer is. */
async function setReviewDue({ storage }: ServiceDeps, duty: Duty, step: Act): Promise<void> {
  if (duty.subject !== 'interaction' || step !== 'grant-extension') return;
  const [message] = await storage.interactions.ofDuties([duty.id]);
  if (message !== undefined) await storage.reviews.setDue('answer', message.reviewKey, duty.dueBy);
}

async function givenFor(
  deps: ServiceDeps,
  { seen, step, draft }: { readonly seen: SeenDuty; readonly step: Act; readonly draft: DutyStepDraft },
  principal: Principal,
): Promise<Omit<StepGiven, 'rules'>> {
  switch (step) {
    case 'offer':
    case 'join':
      return { unit: await unitToHandTo(deps, draft.unitId ?? null, principal) };
    case 'assign':
      return { unit: await unitOf(deps, draft.unitId ?? null, principal) };
    case 'accept':
    case 'decline':
    case 'contribute': {
      const mine = seen.asked.filter(({ id }) => isAskedFor(seen.duty, step, id));
      const unit = draft.unitId === undefined ? mine[0] : mine.find(({ id }) => id === draft.unitId);
      if (unit === undefined || (draft.unitId === undefined && mine.length > 1))
        throw invalidInput('unitId', '请指明代表哪个单位。', '请选择被请求的单位。');
      return { unit };
    }
    case 'release': {
      const unit = draft.unitId === undefined ? null : await deps.storage.units.byId(draft.unitId, null);
      if (unit === null) throw invalidInput('unitId', '请选择会办单位。', '请选择正在会办的单位。');
      return { unit };
    }
    case 'complete':
      return {
        evidence: {
          kind: draft.link == null ? 'statement' : 'link',
          link: draft.link ?? null,
          words: maskPersonalData(draft.words),
        },
      };
    case 'reclassify':
      return { rule: ruleOf(deps, draft.ruleKey ?? '') };
    default:
      return {};
  }
}

/** An answer is reviewed in the unit that wrote it: it is not taken from it meanwhile. Throws `Refusal` `conflict`. */
async function demandNoReview({ storage }: ServiceDeps, { duty }: SeenDuty, step: Act): Promise<void> {
  if (duty.subject !== 'interaction' || (step !== 'accept' && step !== 'assign')) return;
  const [message] = await storage.interactions.ofDuties([duty.id]);
  if (message?.state === 'in-review') throw conflict('答复正在审核，请先撤回审核再转交。');
}

const HANDS_OVER: ReadonlySet<Act> = new Set<Act>(['offer', 'accept', 'assign', 'join']);

/**
 * A result or a word on an event is given with its file: whoever is to give it has to see that, and so lies above its
 * unit. Throws `Refusal` `invalid-input` on `unitId`.
 */
async function demandFileSeen(
  { storage }: ServiceDeps,
  { subject, subjectId }: Duty,
  { step, unit }: { readonly step: Act; readonly unit: StepGiven['unit'] },
): Promise<void> {
  if (unit === undefined || subjectId === null || !HANDS_OVER.has(step)) return;
  const file =
    subject === 'survey'
      ? await storage.surveyPlans.byId(subjectId as SurveyPlanId, null)
      : subject === 'emergency'
        ? await storage.emergencies.byId(subjectId as EmergencyId, null)
        : null;
  if (file !== null && !file.unitPath.includes(unit.id))
    throw invalidInput(
      'unitId',
      `“${unit.name}”看不到这份${subject === 'survey' ? '征集访谈计划' : '事件档案'}，接办后无法办理。`,
      '请选择档案所属单位或其上级单位，或由该单位另行登记。',
    );
}

/** The rule of a key; throws `Refusal` `invalid-input`. */
function ruleOf({ settings }: ServiceDeps, key: string): LimitRule {
  const rule = settings.duties.rules.find((one) => one.key === key);
  if (rule === undefined) throw invalidInput('ruleKey', '没有这条时限规则。', '请从时限规则中选择。');
  return rule;
}

/** An open unit that whoever asks sees. */
async function unitOf({ storage }: ServiceDeps, id: UnitId | null, principal: Principal): Promise<Unit> {
  if (id === null) throw invalidInput('unitId', '请选择单位。', '请指明由哪个单位办理。');
  const unit = await storage.units.byId(id, principal.unitId);
  if (unit === null) throw notFound('单位', 'unitId');
  if (!isOpen(unit)) throw invalidInput('unitId', `单位“${unit.name}”已关闭。`, '请选择在用的单位。');
  return unit;
}

function beganAt(text: string, now: Instant): PublishedAt {
  const on = asCivilDate(text);
  const at = new Date(text);
  const began: PublishedAt =
    on !== null ? { precision: 'day', on, original: text } : { precision: 'instant', at, original: text };
  if (on === null && Number.isNaN(at.getTime()))
    throw invalidInput('began', '不是日期或时间。', '请填写如 2026-09-18 或 2026-09-18T09:30:00+08:00。');
  if (earliestOf(began) > now) throw invalidInput('began', '这一时间还没有到。', '请填写事项已经发生的时间。');
  return began;
}
