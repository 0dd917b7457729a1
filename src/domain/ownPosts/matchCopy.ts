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
 * publishing, else the first that carries its title. One with an altered title beside its link is the copy as well: what
 * is altered in it, the comparison says. A link alone names nothing: many posts lead to an office's own page.
 */
export function findCopy<P extends ObservedPost>(target: CopyTarget, posts: readonly P[]): P | null {
  const { title, link, receiptIds, publishedFromAt } = target;
  const own = posts.find(({ platformIds }) => platformIds.some((id) => id !== '' && receiptIds.includes(id)));
  if (own !== undefined) return own;
  const byTitle = { title, normalisedTitle: '', docNumber: null, urls: [], receiptIds, publishedFromAt };
  const byLink = { ...byTitle, urls: link === null ? [] : [link] };
  return (
    posts.find(
      (post) => matchRepost(byTitle, post).kind === 'fulfils' || matchRepost(byLink, post).kind === 'altered',
    ) ?? null
  );
}
