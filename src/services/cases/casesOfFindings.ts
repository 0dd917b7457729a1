import { STATUS_RULES } from '../../domain/accounts/accountTable';
import { caseEvent } from '../../domain/alerts/events';
import { openCase } from '../../domain/cases/moveCase';
import type { CaseId } from '../../domain/ids';
import { systemActor } from '../actors';
import { conflict } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { DismissCaseOf, OpenCaseFor, ResumeCaseOf } from '../steps';
import type { MoveStoredCase } from './moveStoredCase';

const ACTOR = systemActor('judge');

/** One open case an account: opening it again changes nothing. */
export function createOpenCaseFor({ storage, ids }: ServiceDeps): OpenCaseFor {
  return async (account, finding, now) => {
    const shutdownCase = openCase({
      id: ids.id<CaseId>(),
      account,
      findingId: finding.id,
      occurredAt: finding.occurredAt,
      now,
    });
    await storage.cases.open(shutdownCase, caseEvent({ eventId: ids.eventId(), actor: ACTOR, now, shutdownCase }));
  };
}

/**
 * Nothing to do where the finding led to no case, or its case is over. What was approved is not undone by a
 * dismissal.
 */
export function createDismissCaseOf({ storage }: ServiceDeps, moveStoredCase: MoveStoredCase): DismissCaseOf {
  return async (finding, { actor, reason, now }) => {
    const shutdownCase = await storage.cases.openFor(finding.accountId);
    if (shutdownCase === null || shutdownCase.findingId !== finding.id) return;
    const moved = await moveStoredCase(shutdownCase, 'dismiss', {
      actor,
      occurredAt: now,
      now,
      note: reason,
    });
    if (!('refused' in moved)) return;
    if (moved.refused === 'moved-meanwhile') throw conflict('案件刚刚被他人推进。');
    throw conflict('由这一问题引起的案件已经批准关停或整合，不能再撤销问题。');
  };
}

/**
 * Nothing to do where the finding led to no case, another case is open, or the account has no duty any more. Taken
 * before the finding is open again, it can be repeated: a case that goes on already stays as it is.
 */
export function createResumeCaseOf({ storage, ids }: ServiceDeps, moveStoredCase: MoveStoredCase): ResumeCaseOf {
  return async ({ id, accountId }, { actor, reason, now }) => {
    if ((await storage.cases.openFor(accountId)) !== null) return;
    const [record] = await storage.accounts.byIds([accountId]);
    if (record === undefined || !STATUS_RULES[record.account.status].judged) return;
    const latest = await storage.cases.latestFor(accountId);
    if (latest?.findingId !== id) return;
    // What was proposed is decided anew: the review of before ended with the case.
    const reviewKey = ids.id<CaseId>();
    const moved = await moveStoredCase(latest, 'resume', { actor, occurredAt: now, now, note: reason, reviewKey });
    if ('refused' in moved && moved.refused === 'moved-meanwhile') throw conflict('案件刚刚被他人推进。');
  };
}
