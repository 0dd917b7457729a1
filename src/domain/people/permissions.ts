import type { UnitId } from '../ids';
import { ACTIONS, type Action, type Role } from './role';

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
];

/** Who may do what. Whether they may do it *here* is a matter of scope, checked apart. */
export const PERMISSIONS: Readonly<Record<Role, readonly Action[]>> = {
  administrator: ACTIONS,
  operator: OPERATOR,
  officer: OFFICER,
  viewer: ['read'],
};

export function may(role: Role, action: Action): boolean {
  return PERMISSIONS[role].includes(action);
}

/**
 * Does the thing belong to the subtree the reader sees? `unitPath` is root first and includes the unit itself; scope
 * null sees everything.
 */
export function inScope(scope: UnitId | null, unitPath: readonly UnitId[]): boolean {
  return scope === null || unitPath.includes(scope);
}
