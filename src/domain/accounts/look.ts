import type { AccountId, LookId } from '../ids';
import type { Instant } from '../time/instant';
import type { Platform } from './account';

/** How one attempt to read an account ended. Only the first two are sight (invariant 1). */
export const LOOK_OUTCOMES = [
  'items',
  'proven-empty',
  'unparsed',
  'refused',
  'unreachable',
  'unauthorised',
  'rate-limited',
] as const;
export type LookOutcome = (typeof LOOK_OUTCOMES)[number];

/**
 * `partial`: the platform does not list everything the account publishes, so absence proves nothing (WeChat omits 群发).
 */
export type Coverage = 'full' | 'partial';

export interface Look {
  readonly id: LookId;
  readonly accountId: AccountId;
  readonly platform: Platform;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly outcome: LookOutcome;
  /** A stable code of what exactly happened, e.g. `weibo-21327`, `http-412`, `list-selector-matches-nothing`. */
  readonly detail: string;
  readonly coverage: Coverage;
  readonly itemCount: number;
  readonly newCount: number;
  readonly futureDatedCount: number;
  /** The look saw everything published from here on; null when it cannot say. */
  readonly completeFromAt: Instant | null;
}
