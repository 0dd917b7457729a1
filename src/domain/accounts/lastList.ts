import type { Coverage, LookOutcome } from './look';
import type { ObservedPost } from './post';
import type { Instant } from '../time/instant';

/**
 * What the last settled look made of the account's list, when every post of it was stored and none is dated in the
 * future: the same list says nothing that is not known, and need not be looked through again.
 */
export interface LastList {
  /** Of what was read from the list. */
  readonly digest: string;
  /** Of the platform's answer as it came; null: the same answer may be read otherwise at another time. */
  readonly answerDigest: string | null;
  readonly outcome: Extract<LookOutcome, 'items' | 'proven-empty'>;
  readonly detail: string;
  readonly coverage: Coverage;
  readonly itemCount: number;
  /** Items that are not pinned: one of them proves that the record goes on. */
  readonly unpinnedCount: number;
  readonly completeFromAt: Instant | null;
}

/** Everything that storing and judging read of the items, in one text: two lists of one text are one list. */
export function listText(items: readonly ObservedPost[]): string {
  return JSON.stringify(items);
}
