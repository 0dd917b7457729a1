import type { AccountId } from '../ids';
import type { CivilDate, Instant } from '../time/instant';
import type { LookDay } from './lookDay';
import type { RetentionClass } from './retentionRules';

/** One step of a run: what goes, what is kept as evidence, and what is kept in place of it. */
export interface RetentionBatch {
  readonly ids: readonly string[];
  /** Of the same age, but evidence: marked so, and read no more. */
  readonly kept: readonly string[];
  /** Daily figures as they are once the looks of `ids` are in them. */
  readonly days: readonly LookDay[];
  /** Where the next step goes on; absent: where this one began. */
  readonly cursor?: AccountId;
}

/**
 * What is removed of one class on one day. Each step is written down whole before anything is removed and counted
 * after: a process killed at any instant leaves a step that is carried out again, and nothing is counted twice.
 */
export interface RetentionRun {
  readonly class: RetentionClass;
  /** The civil day it belongs to: one run a class and day. */
  readonly on: CivilDate;
  /** What is older goes. */
  readonly beforeAt: Instant;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly removed: number;
  readonly kept: number;
  /** Accounts up to this one are done, where a class goes account by account. */
  readonly cursor: AccountId | null;
  readonly step: number;
  readonly batch: RetentionBatch | null;
}
