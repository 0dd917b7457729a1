import type { AssignmentId, PersonId, UnitId } from '../ids';

/** `officer` is a unit's own officer (信息员): sees and acts for the unit's subtree only. */
export const ROLES = ['administrator', 'operator', 'officer', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/**
 * Who asks. `unitId` is the root of the subtree they see; null sees everything (administrators of the whole office).
 */
export interface Principal {
  readonly personId: PersonId;
  readonly name: string;
  readonly role: Role;
  readonly unitId: UnitId | null;
  readonly via: 'session' | 'token';
  /** What they may do where people changed what their role may; absent: as the product has it. */
  readonly actions?: readonly Action[];
  /** The further assignment they act in; absent: the first. Role and unit are those of it. */
  readonly assignmentId?: AssignmentId;
}

export const ACTIONS = [
  'read',
  'account.collect',
  'account.write',
  'alert.acknowledge',
  'alert.silence',
  'obligation.confirm-manual',
  'obligation.exempt',
  'mandate.review',
  'reminder.send',
  'case.remind',
  'case.propose',
  'case.approve',
  'case.execute',
  'case.dismiss',
  'finding.dismiss',
  'people.manage',
  'team.manage',
  'rules.manage',
  'notify.manage',
  'job.retry',
  'credentials.manage',
  'credentials.authorise',
  'training.control',
  'own-post.draft',
  'review.take',
  'review.issue',
  'review.manage',
  'file.upload',
  'submission.write',
  'submission.decide',
  'duty.write',
  'duty.decide',
  'duty.receive',
  'content.override',
] as const;
export type Action = (typeof ACTIONS)[number];
