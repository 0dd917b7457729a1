import type { AccountId, CaseId, FindingId, PersonId, UnitId } from '../ids';
import type { Action, Role } from '../people/role';
import type { Instant } from '../time/instant';

export const CASE_STATES = [
  'noticed',
  'reminded',
  'rectifying',
  'overdue',
  'proposed',
  'approved',
  'announced',
  'archived',
  'cancelled',
  'filed',
  'integrated',
  'closed',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

export const CASE_EVENTS = [
  'remind',
  'order-rectification',
  'deadline-passed',
  'posts-seen',
  'propose-shutdown',
  'propose-integration',
  'approve',
  'reject',
  'announce',
  'archive',
  'cancel-on-platform',
  'file',
  'integrate',
  'watch-ended',
  'revived',
  'dismiss',
  'resume',
] as const;
export type CaseEvent = (typeof CASE_EVENTS)[number];

/** Who did something: a person or the system itself (named tick or service). */
export type Actor =
  | { readonly kind: 'person'; readonly personId: PersonId; readonly name: string }
  | { readonly kind: 'system'; readonly name: string };

export interface CaseStep {
  readonly event: CaseEvent;
  readonly from: CaseState;
  readonly to: CaseState;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly actor: Actor;
  readonly note: string;
}

export interface Case {
  readonly id: CaseId;
  readonly accountId: AccountId;
  readonly unitId: UnitId;
  readonly unitPath: readonly UnitId[];
  readonly findingId: FindingId;
  readonly state: CaseState;
  /** When the limit was crossed. */
  readonly occurredAt: Instant;
  readonly openedAt: Instant;
  readonly rectifyBy: Instant | null;
  /** The next instant at which the system itself moves the case; null: a person must. */
  readonly actAfter: Instant | null;
  readonly proposedBy: PersonId | null;
  /** What its proposals are reviewed under, one each, the last one last. Absent: by its own id (`reviewKeyOf`). */
  readonly reviewKeys?: readonly CaseId[];
  readonly successorAccountId: AccountId | null;
  readonly closedAt: Instant | null;
  readonly closeReason: 'recovered' | 'shut-down' | 'integrated' | 'dismissed' | null;
  readonly steps: readonly CaseStep[];
}

/** What comes next and who must take it; shown beside every case. */
export interface CaseNextStep {
  readonly event: CaseEvent;
  readonly by: Role | 'system';
  /** The permission it takes, whoever has it here; null: the system takes it. */
  readonly needs: Action | null;
  readonly dueBy: Instant | null;
}
