import type { PolicyId } from '../ids';
import type { Instant } from '../time/instant';

/** A policy that binds nobody until a person has decided whose it is, or of which field. */
export interface AwaitedPolicy {
  readonly id: PolicyId;
  readonly title: string;
  /** What nobody knows of it, from the reasons of the rules. */
  readonly reason: string;
  readonly sinceAt: Instant;
  /**
   * By when it must be reposted, counted from its publication, under the strictest rule that waits for the decision;
   * null: no rule does any more.
   */
  readonly dueBy: Instant | null;
}
