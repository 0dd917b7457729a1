import type { Post } from '../accounts/post';
import type { Policy } from '../policies/policy';
import { ownUrls } from '../policies/canonicalUrl';
import type { Instant } from '../time/instant';
import { prepareOriginal } from './bodyVerdict';
import { matchRepost } from './matchRepost';

/** How an outdated repost came to an end. Closed list. */
export type OutdatedEnd = 'policy-restored' | 'replaced-by-newer' | 'post-gone';

export interface OutdatedFacts {
  readonly policy: Policy;
  /** The version that was reposted. */
  readonly repostedVersion: number;
  readonly postId: Post['id'];
  /** The account's stored posts, newest first, reaching back beyond the outdated one where they can. */
  readonly posts: readonly Post[];
  /** Since when it is outdated. */
  readonly outdatedAt: Instant;
  /** What the account's list showed at the last sight, if that was after it became outdated; else null. */
  readonly shownIdentities: readonly string[] | null;
}

/**
 * Is the repost no longer outdated, and how? Because the policy is in force again as it was; because the account
 * published the text as it is now; or because the list reaches back beyond the post and does not show it any more.
 * Null: it still is.
 */
export function outdatedEnd({
  policy,
  repostedVersion,
  postId,
  posts,
  outdatedAt,
  shownIdentities,
}: OutdatedFacts): OutdatedEnd | null {
  const isWithdrawn = (policy.withdrawal ?? null) !== null;
  if (!isWithdrawn && policy.version === repostedVersion) return 'policy-restored';
  if (!isWithdrawn) {
    const target = {
      title: policy.title,
      normalisedTitle: policy.normalisedTitle,
      docNumber: policy.docNumber,
      urls: ownUrls(policy),
      receiptIds: [],
      publishedFromAt: outdatedAt,
      original: prepareOriginal(policy.title, policy.body),
    };
    if (posts.some((post) => post.id !== postId && matchRepost(target, post).kind === 'fulfils'))
      return 'replaced-by-newer';
  }
  return isGone(posts, postId, shownIdentities) ? 'post-gone' : null;
}

function isGone(posts: readonly Post[], postId: Post['id'], shown: readonly string[] | null): boolean {
  const at = posts.findIndex(({ id }) => id === postId);
  const post = posts[at];
  if (post === undefined || shown === null || shown.includes(post.identity)) return false;
  return posts
    .slice(at + 1)
    .some((older) => !older.pinned && older.countedAt < post.countedAt && shown.includes(older.identity));
}
