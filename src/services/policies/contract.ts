import type { PolicyIntakeCounts, PolicySource } from '../../domain/policies/policy';
import type { Counts } from '../workRun';

export type IntakeResult =
  | { readonly outcome: 'items'; readonly counts: PolicyIntakeCounts }
  | { readonly outcome: string; readonly detail: string };

export interface PolicyServices {
  /** Adds or updates sources by key. */
  registerSources(sources: readonly Omit<PolicySource, 'id'>[]): Promise<readonly PolicySource[]>;
  /**
   * Reads one source and records what is new or changed. A failed read is recorded as such and changes nothing else.
   */
  intake(source: PolicySource, signal: AbortSignal): Promise<IntakeResult>;
  intakeAll(signal: AbortSignal): Promise<Counts>;
}
