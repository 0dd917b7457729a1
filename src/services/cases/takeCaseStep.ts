import { statusAfter, STATUS_RULES } from '../../domain/accounts/accountTable';
import type { Account } from '../../domain/accounts/account';
import { makeEvent } from '../../domain/alerts/events';
import type { Actor, Case, CaseEvent } from '../../domain/cases/case';
import { dismissalOf } from '../../domain/cases/dismissal';
import { moveCase, type CaseContext, type CaseRefusal } from '../../domain/cases/moveCase';
import { Refusal } from '../../domain/errors';
import type { CaseId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { dueAt } from '../../domain/time/deadline';
import { DAY_MS, type Instant } from '../../domain/time/instant';
import { personActor } from '../actors';
import type { CaseStepExtra } from './contract';
import { deadlineRules } from '../deadlineRules';
import { conflict, invalidInput, notFound } from '../refuse';
import type { ServiceDeps, ServiceSettings } from '../settings';
import type { DismissFindingOf, JudgeAccount } from '../steps';
import type { MoveStoredCase } from './moveStoredCase';
import type { ProposalReviews } from './proposalReviews';
import { stepRefusal } from '../../domain/cases/stepRefusal';

interface Step {
  readonly caseId: CaseId;
  readonly event: CaseEvent;
  readonly note: string;
  readonly extra?: CaseStepExtra;
}

interface Others {
  readonly moveStoredCase: MoveStoredCase;
  readonly dismissFindingOf: DismissFindingOf;
  readonly judgeAccount: JudgeAccount;
  readonly reviews: Pick<ProposalReviews, 'ensure' | 'decide'>;
}

/**
 * Takes a step of a case as a person. What is proposed is decided by its review: approving passes the stage that comes
 * next, and the case is approved with the last of them. Nobody approves what they proposed. A case that is dismissed takes its finding
 * along; what a process that dies in between leaves of it is done by the next judging of the account. A shutdown that
 * is carried out ends the account's duty, so the account is marked before the case says so: a process that dies in
 * between is asked to take the step once more. Throws `Refusal` `not-found`, `forbidden`, `self-approval`, `invalid-input`, `conflict`.
 */
export function createTakeCaseStep(
  deps: ServiceDeps,
  { moveStoredCase, dismissFindingOf, judgeAccount, reviews }: Others,
): (step: Step, principal: Principal) => Promise<void> {
  const { storage, clock, settings, ids } = deps;
  return async (step, principal) => {
    const now = clock.now();
    const shutdownCase = await storage.cases.byId(step.caseId, principal.unitId);
    if (shutdownCase === null) throw notFound('案件');
    const refusal = stepRefusal(shutdownCase, step.event, principal);
    if (refusal === 'by-finding') throw refusalFor(await whyNotResumed(deps, shutdownCase));
    if (refusal !== null) throw refusalFor(refusal === 'system-only' ? 'not-permitted' : refusal);
    const record = await storage.accounts.byId(shutdownCase.accountId, null);
    if (record === null) throw notFound('账号');
    await demandSuccessor(deps, step, principal);
    const actor = personActor(principal);
    const verdictReason = record.verdict?.reason;
    const context: CaseContext = {
      actor,
      occurredAt: now,
      now,
      note: step.note,
      ...deadlinesOf(step.event, settings, now),
      reviewKey: ids.id<CaseId>(),
      ...(step.extra?.successorAccountId === undefined ? {} : { successorAccountId: step.extra.successorAccountId }),
      ...(verdictReason === undefined ? {} : { verdictReason }),
    };
    const trial = moveCase(shutdownCase, step.event, context);
    if ('refused' in trial) throw refusalFor(trial.refused);
    if (step.event === 'approve' || step.event === 'reject') {
      await reviews.decide(shutdownCase, { isPassed: step.event === 'approve', note: step.note }, principal);
      return;
    }
    await endDuty(deps, { account: record.account, shutdownCase: trial.shutdownCase, actor, now });
    const moved = await moveStoredCase(shutdownCase, step.event, context);
    if ('refused' in moved) throw refusalFor(moved.refused);
    // Killed before: a proposal whose review is missing has it opened with the next look at reviews.
    if (moved.shutdownCase.state === 'proposed') await reviews.ensure(moved.shutdownCase);
    const dismissal = dismissalOf(moved.shutdownCase);
    if (dismissal !== null && (await dismissFindingOf(shutdownCase, dismissal, now)))
      await judgeAccount(shutdownCase.accountId, now);
  };
}

/** Only a dismissed finding can be taken back; a case that ended otherwise, or goes on, has no such step. */
async function whyNotResumed({ storage }: ServiceDeps, { closeReason, findingId }: Case): Promise<Refused> {
  if (closeReason !== 'dismissed') return 'no-such-step';
  return (await storage.findings.byId(findingId, null))?.state === 'dismissed' ? 'by-finding' : 'finding-over';
}

async function demandSuccessor({ storage }: ServiceDeps, { event, extra }: Step, principal: Principal): Promise<void> {
  if (event !== 'propose-integration' || extra?.successorAccountId === undefined) return;
  const successor = await storage.accounts.byId(extra.successorAccountId, principal.unitId);
  if (successor === null || !STATUS_RULES[successor.account.status].bound)
    throw invalidInput('successorAccountId', '承接账号不存在或已停用。', '请选择一个在用的账号。');
}

/** Rectification is given in working days; what is filed is watched for revival in calendar days. */
function deadlinesOf(
  event: CaseEvent,
  settings: ServiceSettings,
  now: Instant,
): Pick<CaseContext, 'rectifyBy' | 'actAfter'> {
  switch (event) {
    case 'order-rectification':
    case 'reject':
      return {
        rectifyBy: dueAt(now, { workingDays: settings.cases.rectificationWorkingDays }, deadlineRules(settings)).dueBy,
      };
    case 'file':
      return { actAfter: new Date(now.getTime() + settings.cases.watchDays * DAY_MS) };
    default:
      return {};
  }
}

async function endDuty(
  { storage, ids }: ServiceDeps,
  end: { readonly account: Account; readonly shutdownCase: Case; readonly actor: Actor; readonly now: Instant },
): Promise<void> {
  const { account, shutdownCase, actor, now } = end;
  if (shutdownCase.state !== 'cancelled' && shutdownCase.state !== 'integrated') return;
  const next = statusAfter(account.status, 'cancel');
  if (next === null) return;
  const event = makeEvent(
    { eventId: ids.eventId(), actor, now },
    {
      kind: 'account-changed',
      subject: `account:${account.id}`,
      from: account.status,
      to: next,
      reason: shutdownCase.state,
      data: { caseId: shutdownCase.id },
    },
  );
  await storage.accounts.changeStatus(account.id, account.status, next, event);
}

type Refused = CaseRefusal | 'moved-meanwhile' | 'forbidden' | 'by-finding' | 'finding-over';

/** What the case itself refuses, in words for the person who asked. */
function refusalFor(refused: Refused): Refusal {
  switch (refused) {
    case 'by-finding':
      return conflict('撤销的案件随问题恢复：请在账号的问题中收回撤销。');
    case 'finding-over':
      return conflict('引起这一案件的问题已不是撤销状态，案件不能恢复；账号仍不发声的，会重新立案。');
    case 'self-approval':
      return new Refusal('self-approval', '不能审批自己提出的关停或整合建议。', { remedy: '请由另一位管理员审批。' });
    case 'forbidden':
      return new Refusal('forbidden', '您的角色不能办理这一步骤。', { remedy: '请联系有权限的同事。' });
    case 'not-permitted':
      return new Refusal('forbidden', '这一步骤在当前情况下不能由人办理。', { remedy: '请查看案件的下一步提示。' });
    case 'reason-missing':
      return invalidInput('note', '请写明理由。', '理由会记入台账。');
    case 'deadline-missing':
      return invalidInput('rectifyBy', '缺少整改期限。', '请检查工作日历配置。');
    case 'successor-missing':
      return invalidInput('successorAccountId', '请指定承接账号。', '承接账号须是另一个在用的账号。');
    case 'no-such-step':
      return conflict('案件当前状态下没有这一步骤。');
    case 'too-early':
      return conflict('还没有到办理这一步骤的时间。');
    case 'moved-meanwhile':
      return conflict('案件刚刚被他人推进。');
  }
}
