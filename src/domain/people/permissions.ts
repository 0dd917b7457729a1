import type { UnitId } from '../ids';
import { ACTIONS, type Action, type Principal, type Role } from './role';

const OFFICER: readonly Action[] = [
  'read',
  'account.collect',
  'alert.acknowledge',
  'obligation.confirm-manual',
  'reminder.send',
  'own-post.draft',
  'review.take',
  'file.upload',
  'submission.write',
  'duty.write',
];
const OPERATOR: readonly Action[] = [
  ...OFFICER,
  'alert.silence',
  'account.write',
  'obligation.exempt',
  'mandate.review',
  'review.issue',
  'case.remind',
  'case.propose',
  'case.execute',
  'case.dismiss',
  'finding.dismiss',
  'job.retry',
  'credentials.authorise',
  'training.control',
  'team.manage',
  'submission.decide',
  'duty.decide',
  'duty.receive',
];

/**
 * Who may do what, as the product has it; an office may have it otherwise (`roleRights.ts`). Whether they may do it
 * *here* is a matter of scope, checked apart.
 */
export const PERMISSIONS: Readonly<Record<Role, readonly Action[]>> = {
  administrator: ACTIONS,
  operator: OPERATOR,
  officer: OFFICER,
  viewer: ['read'],
};

/**
 * All that somebody may do. A bare role is not taken: what it may do is set up by the office, and whoever asks of one
 * asks its row.
 */
export function actionsOf(who: Pick<Principal, 'role' | 'actions'>): readonly Action[] {
  return who.actions ?? PERMISSIONS[who.role];
}

/** Whether somebody may do something, as their role is set up here. */
export function may(who: Pick<Principal, 'role' | 'actions'>, action: Action): boolean {
  return actionsOf(who).includes(action);
}

/**
 * Does the thing belong to the subtree the reader sees? `unitPath` is root first and includes the unit itself; scope
 * null sees everything.
 */
export function inScope(scope: UnitId | null, unitPath: readonly UnitId[]): boolean {
  return scope === null || unitPath.includes(scope);
}
