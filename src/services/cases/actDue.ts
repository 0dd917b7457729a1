import type { Case, CaseEvent } from '../../domain/cases/case';
import { nextSteps } from '../../domain/cases/moveCase';
import type { Instant } from '../../domain/time/instant';
import type { AccountRecord } from '../../ports/storage';
import { systemActor } from '../actors';
import type { Counts } from '../workRun';
import { tally } from '../runWorkers';
import { accountsById } from '../accountsById';
import type { ServiceDeps } from '../settings';
import { hasRecovered, type CloseRecovered } from './followVerdict';
import type { MoveStoredCase } from './moveStoredCase';

const ACTOR = systemActor('cases');

/**
 * Steps the system takes by itself: the reminder, the end of a rectification, the end of a watch. Before any of them it
 * looks whether the account has come back meanwhile; a deadline is not held against an account we cannot see.
 */
export function createActDue(
  { storage, clock }: ServiceDeps,
  steps: { readonly moveStoredCase: MoveStoredCase; readonly closeRecovered: CloseRecovered },
): (limit: number) => Promise<Counts> {
  return async (limit) => {
    const now = clock.now();
    const due = await storage.cases.dueForAction(now, limit);
    const records = await accountsById(storage, due);
    const outcomes: string[] = [];
    for (const shutdownCase of due) {
      const record = records.get(shutdownCase.accountId);
      if (record !== undefined && hasRecovered(shutdownCase, record)) {
        await steps.closeRecovered(record, now);
        outcomes.push('posts-seen');
        continue;
      }
      const event = dueStep(shutdownCase, record, now);
      if (event === null) {
        outcomes.push('held');
        continue;
      }
      const moved = await steps.moveStoredCase(shutdownCase, event, {
        actor: ACTOR,
        occurredAt: now,
        now,
        note: '',
      });
      outcomes.push('refused' in moved ? moved.refused : event);
    }
    return tally(outcomes);
  };
}

function dueStep(shutdownCase: Case, record: AccountRecord | undefined, now: Instant): CaseEvent | null {
  // Only what the system does has a date.
  for (const { event, dueBy } of nextSteps(shutdownCase)) {
    if (dueBy === null || dueBy > now) continue;
    return event === 'deadline-passed' && !mayHold(record, dueBy, now) ? null : event;
  }
  return null;
}

/** A deadline is held against an account that we can see, and that we have looked at since, unless no look is owed. */
function mayHold(record: AccountRecord | undefined, dueBy: Instant, now: Instant): boolean {
  if (record?.verdict?.kind === 'unknown') return false;
  if (record === undefined) return true;
  const { lastSightAt } = record.facts;
  return record.nextLookAt > now || (lastSightAt !== null && lastSightAt >= dueBy);
}
