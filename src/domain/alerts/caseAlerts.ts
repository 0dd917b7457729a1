import type { Account } from '../accounts/account';
import type { Case } from '../cases/case';
import type { AlertDraft } from './alert';
import { CASE_ALERTS, CASE_REVIVED_ALERT } from './alertTable';

export const caseOwner = (id: Case['id']): string => `case:${id}`;

/**
 * What waits for a person in a case. Each state is a cause of its own: knowing of one says nothing of the next.
 * `account` null: it is not registered any more.
 */
export function caseAlerts(
  shutdownCase: Case,
  account: Pick<Account, 'name' | 'platform' | 'siteId'> | null,
): readonly AlertDraft[] {
  const { id, accountId, state, steps, unitId, unitPath, rectifyBy, occurredAt } = shutdownCase;
  const standing = standingSteps(steps);
  const step = standing.at(-1);
  const isRevived = step?.event === 'revived';
  const row = isRevived ? CASE_REVIVED_ALERT : CASE_ALERTS[state];
  if (row === null) return [];
  return [
    {
      ...row,
      cause: `case:${id}:${isRevived ? 'revived' : state}:${standing.length}`,
      owner: caseOwner(id),
      subject: { accountId, caseId: id, label: account?.name ?? '' },
      unitId,
      unitPath,
      byUnit: null,
      platform: account?.platform ?? null,
      siteId: account?.siteId ?? null,
      reason: step?.event ?? 'opened',
      figures: { to: state, ...(rectifyBy === null ? {} : { rectifyBy: rectifyBy.toISOString() }) },
      occurredAt: step?.occurredAt ?? occurredAt,
    },
  ];
}

/**
 * Without dismissals that were taken back: then the case is where it was, and what was told of it is told no second
 * time.
 */
function standingSteps(steps: Case['steps']): Case['steps'] {
  const taken: Case['steps'][number][] = [];
  for (const step of steps) {
    if (step.event === 'resume') taken.pop();
    else taken.push(step);
  }
  return taken;
}
