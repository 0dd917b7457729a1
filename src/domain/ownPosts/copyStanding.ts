import type { ObservedPost, Post } from '../accounts/post';
import { addCivilDays, startOfCivilDate } from '../time/civil';
import type { Instant } from '../time/instant';
import type { CopyDifference } from './compareCopies';
import type { Copy, Named, OwnPost } from './ownPost';

/** The copy says something else than what was passed, and is there, and nobody has settled it. */
export function isDiffering({ differences, settled, goneAt }: Copy): boolean {
  return differences.length > 0 && settled === null && goneAt === null;
}

/**
 * Whether somebody is still told of it: nobody can see whether it was set right once the post has left its list for the
 * rest of a time of looking, or nobody looks any more.
 */
export function isToldOf(copy: Copy, { watch, state }: Pick<OwnPost, 'watch' | 'state'>): boolean {
  // What was withdrawn is not to be set right any more, but taken off.
  if (!isDiffering(copy) || state === 'withdrawn' || watch === null) return false;
  return copy.leftListAt === null || copy.leftListAt >= watch.fromAt;
}

/** What a look says of where a copy stands. `left-list`: newer posts have pushed it out; it may be there all the same. */
export type CopySighting = 'shown' | 'gone' | 'left-list';

/**
 * What the list says of a post that was seen before: it is shown; it is gone, where the list is proven to leave nothing out
 * since it was published, and goes on with older posts; or the list ends before it. Null: the list says nothing about it,
 * as of a post that came otherwise than by a list (a message of the platform, a pasted link): lists may never have it.
 *
 * `completeFromAt`: from when on the list is proven whole; null: nothing is proven, for order or dates are unclear.
 */
export function sightingOf(
  post: Pick<Post, 'identity' | 'countedAt' | 'origin'>,
  { shown, completeFromAt }: { readonly shown: readonly ObservedPost[]; readonly completeFromAt: Instant | null },
): CopySighting | null {
  if (shown.length === 0) return null;
  if (shown.some(({ identity }) => identity === post.identity)) return 'shown';
  // A pinned post stands out of its turn, and proves nothing.
  const goesOn = shown.some((one) => !one.pinned && latestOf(one) < post.countedAt);
  const isListed = (post.origin ?? 'look') === 'look';
  if (!goesOn) return isListed ? 'left-list' : null;
  return isListed && completeFromAt !== null && completeFromAt <= post.countedAt ? 'gone' : null;
}

/** The copy after a sighting; null: nothing is new of it. */
export function withSighting(copy: Copy, sighting: CopySighting, now: Instant): Copy | null {
  const { goneAt, leftListAt } = copy;
  switch (sighting) {
    case 'shown':
      return goneAt === null && leftListAt === null ? null : { ...copy, goneAt: null, leftListAt: null };
    case 'gone':
      return goneAt === null ? { ...copy, goneAt: now, leftListAt: null } : null;
    case 'left-list':
      return goneAt === null && leftListAt === null ? { ...copy, leftListAt: now } : null;
  }
}

/** The copy after it was compared once more. What was settled stays so while it says the same otherwise. */
export function withComparison(
  copy: Copy,
  { hash, differences }: { readonly hash: string; readonly differences: readonly CopyDifference[] },
): Copy {
  const isSame = sayingOf(differences) === sayingOf(copy.differences);
  return { ...copy, comparedHash: hash, differences, settled: isSame ? copy.settled : null };
}

/** The copy whose difference somebody has settled; null: there is none to be settled. */
export function withSettlement(
  copy: Copy,
  settled: { readonly by: Named; readonly at: Instant; readonly reason: string },
): Copy | null {
  return isDiffering(copy) ? { ...copy, settled } : null;
}

function sayingOf(differences: readonly CopyDifference[]): string {
  return JSON.stringify(differences.map(({ kind, expected, found }) => [kind, expected, found]));
}

function latestOf({ publishedAt }: ObservedPost): Instant {
  return publishedAt.precision === 'instant' ? publishedAt.at : startOfCivilDate(addCivilDays(publishedAt.on, 1));
}
