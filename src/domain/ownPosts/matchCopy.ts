import type { ObservedPost } from '../accounts/post';
import { matchRepost } from '../mandates/matchRepost';
import type { Instant } from '../time/instant';

/** The copy that is looked for on one channel. */
export interface CopyTarget {
  /** As it reads there. */
  readonly title: string;
  readonly link: string | null;
  /** What the platform called our own publishing. */
  readonly receiptIds: readonly string[];
  /** Nothing published before can be the copy. */
  readonly publishedFromAt: Instant;
}

/**
 * The post that is the copy, of those of its channel, oldest first: the one that carries the platform's id of our own
 * publishing, else the first that is recognised as a repost is, by link or title. One with an altered title beside its
 * link is the copy as well: what is altered in it, the comparison says.
 */
export function findCopy<P extends ObservedPost>(target: CopyTarget, posts: readonly P[]): P | null {
  const { title, link, receiptIds, publishedFromAt } = target;
  const own = posts.find(({ platformIds }) => platformIds.some((id) => id !== '' && receiptIds.includes(id)));
  if (own !== undefined) return own;
  const urls = link === null ? [] : [link];
  const wanted = { title, normalisedTitle: '', docNumber: null, urls, receiptIds, publishedFromAt };
  return (
    posts.find((post) => {
      const { kind } = matchRepost(wanted, post);
      return kind === 'fulfils' || kind === 'altered';
    }) ?? null
  );
}
