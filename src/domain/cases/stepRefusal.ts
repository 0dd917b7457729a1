import type { Case, CaseEvent } from './case';
import { CASE_DUTIES } from './caseTable';
import { may } from '../people/permissions';
import type { Principal } from '../people/role';

/** Why this person may not take this step of this case; null: they may. Shown beside the step before anybody tries. */
export function stepRefusal(
  shutdownCase: Case,
  event: CaseEvent,
  principal: Principal,
): 'system-only' | 'by-finding' | 'forbidden' | 'self-approval' | null {
  const { action, byFinding } = CASE_DUTIES[event];
  if (action === null) return 'system-only';
  if (!may(principal, action)) return 'forbidden';
  if (byFinding) return 'by-finding';
  return event === 'approve' && shutdownCase.proposedBy === principal.personId ? 'self-approval' : null;
}
