import { findingEvent } from '../../domain/alerts/events';
import type { FindingId } from '../../domain/ids';
import { FINDING_TRANSITIONS, type FindingEvent } from '../../domain/judging/findingTable';
import type { Finding } from '../../domain/judging/verdict';
import type { Principal } from '../../domain/people/role';
import type { AccountRecord } from '../../ports/storage';
import { personActor } from '../actors';
import { conflict, demand, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { DismissWhole, JudgeAccount, PrepareOwnWords, ResumeCaseOf } from '../steps';
import { findingView } from '../toView/accountView';
import type { FindingServices } from './contract';

interface Steps {
  readonly judgeAccount: JudgeAccount;
  readonly dismissWhole: DismissWhole;
  readonly prepareOwnWords: PrepareOwnWords;
  readonly resumeCaseOf: ResumeCaseOf;
}

/** What people decide about findings. Killed in between, a step can be taken once more. */
export function createFindingServices(deps: ServiceDeps, steps: Steps): FindingServices {
  const { storage, clock, ids } = deps;
  const after = async (id: FindingId): Promise<ReturnType<typeof findingView>> => {
    const finding = await storage.findings.byId(id, null);
    if (finding === null) throw notFound('问题');
    return findingView(finding);
  };
  return {
    dismiss: async (id, { reason, ownWordsUntil }, principal) => {
      const { finding, record, why } = await reach(deps, { id, event: 'dismiss', reason }, principal);
      const proposal =
        ownWordsUntil === null
          ? null
          : await steps.prepareOwnWords(
              { finding, account: record.account },
              { reason: why, lastOn: ownWordsUntil },
              principal,
            );
      const dismissal = { by: principal.personId, name: principal.name, at: clock.now(), reason: why };
      if (!(await steps.dismissWhole(finding, dismissal))) throw conflict('这一问题刚刚被他人处理。');
      await proposal?.();
      return after(id);
    },
    takeBack: async (id, reason, principal) => {
      const { finding, record, why } = await reach(deps, { id, event: 'take-back', reason }, principal);
      const { account } = record;
      const now = clock.now();
      const actor = personActor(principal);
      await steps.resumeCaseOf(finding, { actor, reason: why, now });
      const event = findingEvent({ eventId: ids.eventId(), actor, now, account, finding, to: 'taken-back', note: why });
      if (!(await storage.findings.takeBack(id, event))) throw conflict('这一问题没有撤销，或者已经重新发现。');
      await steps.judgeAccount(account.id, now);
      return after(id);
    },
  };
}

/** The finding within what the person sees, in a state that allows the step, with a reason in words. */
async function reach(
  { storage }: ServiceDeps,
  step: { readonly id: FindingId; readonly event: FindingEvent; readonly reason: string },
  principal: Principal,
): Promise<{ readonly finding: Finding; readonly record: AccountRecord; readonly why: string }> {
  demand('finding.dismiss', principal);
  const why = writtenReason(step.reason);
  const finding = await storage.findings.byId(step.id, principal.unitId);
  const record = finding === null ? null : await storage.accounts.byId(finding.accountId, principal.unitId);
  if (finding === null || record === null) throw notFound('问题');
  if (FINDING_TRANSITIONS[finding.state][step.event] === undefined)
    throw conflict(step.event === 'dismiss' ? '这一问题已经不是未消除状态。' : '这一问题没有撤销。');
  return { finding, record, why };
}
