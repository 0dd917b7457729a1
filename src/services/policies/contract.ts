import type { PolicyId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { HandDecision, PolicyIntakeCounts, PolicySource } from '../../domain/policies/policy';
import type { Counts } from '../workRun';

export type IntakeResult =
  | { readonly outcome: 'items'; readonly counts: PolicyIntakeCounts }
  | { readonly outcome: string; readonly detail: string };

/** What a person decides about a policy: whose it is and of which fields, or that it binds nobody. */
export type PolicyDecision = Pick<HandDecision, 'authority' | 'sectors' | 'bindsNobody' | 'reason'>;

export interface PolicyServices {
  /** Adds or updates sources by key. */
  registerSources(sources: readonly Omit<PolicySource, 'id'>[]): Promise<readonly PolicySource[]>;
  /**
   * Reads one source and records what is new or changed. A failed read is recorded as such and changes nothing else.
   */
  intake(source: PolicySource, signal: AbortSignal): Promise<IntakeResult>;
  intakeAll(signal: AbortSignal): Promise<Counts>;
  /**
   * Keeps what a person decided about a policy that is no mandate yet (action `mandate.review`, for the whole office).
   * Refuses `forbidden`, `not-found`, `invalid-input`, `conflict` (mandated already, or decided meanwhile).
   */
  decideByHand(id: PolicyId, decision: PolicyDecision, principal: Principal): Promise<void>;
}
