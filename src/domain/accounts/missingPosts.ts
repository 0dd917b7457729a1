import { normaliseTitle } from '../policies/normaliseTitle';
import { HOUR_MS, type Instant } from '../time/instant';
import { earliestOf, latestOf } from '../time/published';
import type { ObservedPost, Post } from './post';
import { followingIdentity } from './seenAgain';

/** So many older ones have to stand in the list that does not show a post: what went off its end is not gone. */
export const LEAST_OLDER_LISTED = 2;

/** From the first list without it: a cache that shows an old list for a while takes nothing away. */
export const GONE_AFTER_MS = 2 * HOUR_MS;

type Listed = Pick<ObservedPost, 'identity' | 'url' | 'title' | 'publishedAt' | 'pinned'>;

/**
 * From when on a list shows everything, so that what is missing in it is missing; null: it proves no absence.
 * `completeFromAt` is what its source vouches for (null: nothing): lists without order, partial ones and those with
 * rows that could not be read say nothing about what they do not show.
 */
export function listedFrom(listed: readonly Listed[], completeFromAt: Instant | null): Instant | null {
  if (completeFromAt === null) return null;
  const ends = listed.filter(({ pinned }) => !pinned).map(({ publishedAt }) => latestOf(publishedAt).getTime());
  const oldest = ends.sort((one, other) => one - other)[LEAST_OLDER_LISTED - 1];
  return oldest === undefined ? null : new Date(Math.max(oldest, completeFromAt.getTime()));
}

/**
 * Which of the stored posts since `from` a list does not show. One that stands there under another identity (its address
 * or its title is the same), that was said to be gone, or that left with many others is not among them.
 */
export function missingPosts(listed: readonly Listed[], stored: readonly Post[], from: Instant): readonly Post[] {
  const identities = new Set(listed.map(({ identity }) => identity));
  const urls = new Set(listed.map(({ url }) => url));
  const titles = new Set(listed.map(({ title }) => normaliseTitle(title)).filter((title) => title !== ''));
  return stored.filter(
    ({ identity, url, title, publishedAt, standing, origin, goneAt, unlistedAt }) =>
      standing === 'counted' &&
      (origin ?? 'look') === 'look' &&
      goneAt === undefined &&
      unlistedAt === undefined &&
      earliestOf(publishedAt) >= from &&
      !identities.has(identity) &&
      // An article that follows another one under an identity that is used again and again.
      !listed.some((one) => identity === followingIdentity({ identity: one.identity, title })) &&
      !urls.has(url) &&
      !titles.has(normaliseTitle(title)),
  );
}

/** Whether what is still missing since `missingSinceAt` is gone by now. */
export function isGone({ missingSinceAt }: Pick<Post, 'missingSinceAt'>, at: Instant): boolean {
  return missingSinceAt !== undefined && at.getTime() - missingSinceAt.getTime() >= GONE_AFTER_MS;
}
