import type { Coverage, LookOutcome } from '../../domain/accounts/look';
import type { ObservedPost } from '../../domain/accounts/post';
import type { PlatformFailure } from '../../domain/errors';
import type { Instant } from '../../domain/time/instant';
import type { AccountAccess, Call } from './access';

/** How one look ended. `items` may only be non-empty with outcome `items`. */
export interface Collected {
  readonly outcome: LookOutcome;
  readonly detail: string;
  readonly items: readonly ObservedPost[];
  readonly coverage: Coverage;
  /** Everything published from here on is among `items`; null when the connector cannot say (list was cut). */
  readonly completeFromAt: Instant | null;
  readonly failure: PlatformFailure | null;
  /**
   * Of the platform's answer as it came, with what decides how it is read: the next answer with this digest says the same.
   * Absent or null where it could say something else then (relative dates, pages that are still to be read).
   */
  readonly answerDigest?: string | null;
  /** The answer is the one of `AccountAccess.lastList`: `items` is left empty. */
  readonly sameAsBefore?: true;
}

export interface Collector {
  /** Looks per day this account's credential allows (all calls together), null where unlimited. */
  readonly callsPerDay: number | null;
  /** Never throws for anything the platform does: every way a look can end is an outcome. */
  collect(access: AccountAccess, call: Call): Promise<Collected>;
}
