import type { Account } from '../../domain/accounts/account';
import { MOST_AT_ONCE } from '../../domain/accounts/atOnce';
import { isGone, listedFrom, missingPosts } from '../../domain/accounts/missingPosts';
import type { ObservedPost, Post } from '../../domain/accounts/post';
import type { Instant } from '../../domain/time/instant';
import type { ServiceDeps } from '../settings';
import { sayGone, takeBackGone } from './alteredPosts';

/** More than a list shows, and what stood between: a list that shows more is not asked about what is missing in it. */
const MOST_READ = 200;

interface Shown {
  readonly account: Account;
  /** What the list showed. */
  readonly listed: readonly ObservedPost[];
  /** The stored posts of it. */
  readonly stored: readonly Post[];
  /** Since when its source vouches for showing everything; null: it does not. */
  readonly completeFromAt: Instant | null;
  readonly at: Instant;
}

/**
 * Follows posts that were public and that a list does not show any more although it should: the first such list is
 * noted, and when they are still missing two hours later it is a finding. Shown again it is taken back. Many that leave
 * at once are not asked about until they are listed again. One read a look that shows something other than the look
 * before. `isSettled` false: something waits to be looked at again.
 */
export async function followMissing(
  deps: ServiceDeps,
  { account, listed, stored, completeFromAt, at }: Shown,
): Promise<{ readonly isSettled: boolean }> {
  const { posts } = deps.storage;
  const back = stored.filter(
    ({ missingSinceAt, unlistedAt }) => missingSinceAt !== undefined || unlistedAt !== undefined,
  );
  for (const post of back) if (post.missingSinceAt !== undefined) await takeBackGone(deps, { account, post, at });
  await posts.setMissing(idsOf(back), null);
  const from = listedFrom(listed, completeFromAt);
  if (from === null) return { isSettled: true };
  const known = await posts.since(account.id, from, MOST_READ);
  if (known.length === MOST_READ) return { isSettled: true };
  const missing = missingPosts(listed, known, from);
  if (missing.length > MOST_AT_ONCE) {
    await posts.setMissing(idsOf(missing), { unlistedAt: at });
    return { isSettled: true };
  }
  for (const post of missing.filter((one) => isGone(one, at))) {
    await sayGone(deps, { account, post, at });
    await posts.setMissing([post.id], { goneAt: at });
  }
  const fresh = missing.filter(({ missingSinceAt }) => missingSinceAt === undefined);
  await posts.setMissing(idsOf(fresh), { missingSinceAt: at });
  return { isSettled: missing.every((one) => isGone(one, at)) };
}

function idsOf(posts: readonly Post[]): readonly Post['id'][] {
  return posts.map(({ id }) => id);
}
