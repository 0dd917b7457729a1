import type { Action, Role } from '../people/role';
import type { CaseEvent, CaseState } from './case';

/**
 * The whole life of a case: 提醒 → 整改 → 复核 → 拟关停 → 审批 → 公告 → 归档 → 平台注销 (or 整合) → 备案 → 回访 (docs/architecture.md#cases;
 * 国办发〔2018〕123号 and the local rules merged in it). What is not in this table cannot happen.
 */
export const CASE_TRANSITIONS: Readonly<Record<CaseState, Readonly<Partial<Record<CaseEvent, CaseState>>>>> = {
  noticed: { remind: 'reminded', 'posts-seen': 'closed', dismiss: 'closed' },
  reminded: {
    'order-rectification': 'rectifying',
    'propose-shutdown': 'proposed',
    'propose-integration': 'proposed',
    'posts-seen': 'closed',
    dismiss: 'closed',
  },
  rectifying: { 'deadline-passed': 'overdue', 'posts-seen': 'closed', dismiss: 'closed' },
  overdue: {
    'propose-shutdown': 'proposed',
    'propose-integration': 'proposed',
    'posts-seen': 'closed',
    dismiss: 'closed',
  },
  proposed: { approve: 'approved', reject: 'rectifying', 'posts-seen': 'closed', dismiss: 'closed' },
  approved: { announce: 'announced' },
  announced: { archive: 'archived' },
  archived: { 'cancel-on-platform': 'cancelled', integrate: 'integrated' },
  cancelled: { file: 'filed' },
  integrated: { file: 'filed' },
  filed: { 'watch-ended': 'closed', revived: 'noticed' },
  closed: {},
};

/**
 * Where a dismissed case goes on when the dismissal of its finding is taken back, by the state it was dismissed in:
 * what was done in it is done. Nobody is reminded a second time.
 */
export const CASE_RESUMPTIONS: Readonly<Partial<Record<CaseState, CaseState>>> = {
  noticed: 'noticed',
  reminded: 'reminded',
  rectifying: 'rectifying',
  overdue: 'overdue',
  proposed: 'proposed',
};

export interface CaseDuty {
  /** Who must see to it; shown beside the case. Administrators may take a person's step too. */
  readonly by: Role | 'system';
  /** Whether the system itself may take it, whether a person may, and with which permission. */
  readonly bySystem: boolean;
  readonly action: Action | null;
  /** A step against somebody, or back, is explained in words. */
  readonly noteRequired: boolean;
  /** Follows from a decision about the finding, and is not taken by itself. */
  readonly byFinding?: true;
}

/** Who may take which event. */
export const CASE_DUTIES: Readonly<Record<CaseEvent, CaseDuty>> = {
  remind: { by: 'system', bySystem: true, action: 'case.remind', noteRequired: false },
  'order-rectification': { by: 'operator', bySystem: false, action: 'case.remind', noteRequired: false },
  'deadline-passed': { by: 'system', bySystem: true, action: null, noteRequired: false },
  'posts-seen': { by: 'system', bySystem: true, action: null, noteRequired: false },
  'propose-shutdown': { by: 'operator', bySystem: false, action: 'case.propose', noteRequired: true },
  'propose-integration': { by: 'operator', bySystem: false, action: 'case.propose', noteRequired: true },
  approve: { by: 'administrator', bySystem: false, action: 'case.approve', noteRequired: false },
  reject: { by: 'administrator', bySystem: false, action: 'case.approve', noteRequired: true },
  announce: { by: 'operator', bySystem: false, action: 'case.execute', noteRequired: false },
  archive: { by: 'operator', bySystem: false, action: 'case.execute', noteRequired: false },
  'cancel-on-platform': { by: 'operator', bySystem: false, action: 'case.execute', noteRequired: false },
  file: { by: 'operator', bySystem: false, action: 'case.execute', noteRequired: false },
  integrate: { by: 'operator', bySystem: false, action: 'case.execute', noteRequired: false },
  'watch-ended': { by: 'system', bySystem: true, action: null, noteRequired: false },
  revived: { by: 'system', bySystem: true, action: 'case.execute', noteRequired: true },
  dismiss: { by: 'operator', bySystem: false, action: 'case.dismiss', noteRequired: true },
  resume: { by: 'operator', bySystem: false, action: 'case.dismiss', noteRequired: true, byFinding: true },
};
