import type { AccountId, PostId } from '../ids';
import type { Instant, PublishedAt } from '../time/instant';
import type { Platform } from './account';

/** A post as a connector reads it. `identity` is stable across looks and unique within the account. */
export interface ObservedPost {
  readonly identity: string;
  readonly url: string;
  readonly title: string;
  /** Plain text (no markup). For a list page it may be empty. */
  readonly text: string;
  /** Links found in the post, resolved to absolute URLs. */
  readonly links: readonly string[];
  readonly publishedAt: PublishedAt;
  /** The platform's ids by which a publish receipt can be recognised (article id, mid, CMS id). */
  readonly platformIds: readonly string[];
  readonly pinned: boolean;
  /**
   * Absent: `text` and `links` are the whole post. `truncated`: the platform shows only its beginning. `unread`: only
   * what a list says of it was read this time. What is not whole proves no absence, and says nothing against a text
   * that was read before.
   */
  readonly textState?: 'truncated' | 'unread';
}

/** Why a post counts as proof of life or not. A date in the future is kept and flagged, never counted. */
export type PostStanding = 'counted' | 'future-dated';

/** How we learned of a post: by a look, from a person who pasted its address, or because the platform told us. */
export type PostOrigin = 'look' | 'pasted' | 'message';

export interface Post extends Omit<ObservedPost, 'textState'> {
  /** `gone`: it was read and has been removed since, because it was kept long enough; its hash stays. */
  readonly textState?: ObservedPost['textState'] | 'gone';
  readonly id: PostId;
  readonly accountId: AccountId;
  readonly platform: Platform;
  /**
   * The instant that stands for publication in sorting and judging (for a date-only source: the bound that favours the
   * account).
   */
  readonly countedAt: Instant;
  readonly standing: PostStanding;
  readonly firstSeenAt: Instant;
  readonly textHash: string;
  /** Absent: by a look. */
  readonly origin?: PostOrigin;
  /** What it said before it was changed, oldest first; absent: it says what it always said. */
  readonly earlier?: readonly EarlierText[];
  /** The first list that should have shown it and did not; absent: it is where it belongs, or has left the list's end. */
  readonly missingSinceAt?: Instant;
  /** When it was found to be gone; absent: it was not. */
  readonly goneAt?: Instant;
  /** When it left a list together with many others: it is not asked about until it is listed again. */
  readonly unlistedAt?: Instant;
  /** When its text was read anew from a source that shows many otherwise: nobody is accused of that. */
  readonly readAnewAt?: Instant;
}

/** What a post said until a look showed something else. */
export interface EarlierText {
  readonly title: string;
  readonly text: string;
  readonly textHash: string;
  readonly untilAt: Instant;
  /** What followed may be another layout of the source, and no change of what was said. */
  readonly isUnclear?: true;
}
