import type { LookId, PostId } from '../ids';
import type { Instant } from '../time/instant';
import type { Coverage, LookOutcome } from './look';

/**
 * What we know of an account, folded from looks and posts. Verdicts are computed from this alone,
 * so a verdict can be replayed from a stored copy of it.
 */
export interface AccountFacts {
  /** Newest counted post. Never a future-dated one. */
  readonly lastPostAt: Instant | null;
  readonly lastPostId: PostId | null;
  readonly lastPostUrl: string | null;
  /** Last look that was sight (`items` or `proven-empty`). Silence is proven up to here and no further. */
  readonly lastSightAt: Instant | null;
  readonly lastSightLookId: LookId | null;
  readonly firstSightAt: Instant | null;
  readonly lastLookAt: Instant | null;
  readonly lastLookId: LookId | null;
  readonly lastLookOutcome: LookOutcome | null;
  readonly lastLookDetail: string | null;
  readonly consecutiveBlindLooks: number;
  readonly coverage: Coverage;
  /** From here to `lastSightAt` we have seen every post; null before the first sight. */
  readonly completeFromAt: Instant | null;
  /** Posts a civil day, newest 60 days, keys `YYYY-MM-DD` (Asia/Shanghai). */
  readonly dailyCounts: Readonly<Record<string, number>>;
  /** Counted instants of the newest posts, ascending, at most 200: gaps are measured on these. */
  readonly recentPostAts: readonly Instant[];
}

export const NO_FACTS: AccountFacts = {
  lastPostAt: null,
  lastPostId: null,
  lastPostUrl: null,
  lastSightAt: null,
  lastSightLookId: null,
  firstSightAt: null,
  lastLookAt: null,
  lastLookId: null,
  lastLookOutcome: null,
  lastLookDetail: null,
  consecutiveBlindLooks: 0,
  coverage: 'full',
  completeFromAt: null,
  dailyCounts: {},
  recentPostAts: [],
};
