import { assessPost } from '../../domain/accounts/assessPost';
import { MAX_RECENT_POSTS } from '../../domain/accounts/foldLook';
import type { ObservedPost, Post } from '../../domain/accounts/post';
import type { AccountId } from '../../domain/ids';
import { visibleText } from '../../domain/text/visibleText';
import { DAY_MS, type Instant } from '../../domain/time/instant';
import type { Hasher } from '../../ports/runtime';
import type { NewPost } from '../../ports/storage';
import type { ServiceDeps } from '../settings';

/** As far back as facts reach: dailyCounts keeps 60 days. */
const FACTS_REACH_MS = 61 * DAY_MS;

/** A post as it is stored: its title as it is read, whether it counts, and the hash of its text. */
export function assessed(seen: ObservedPost, hasher: Hasher, at: Instant): NewPost {
  const observed = { ...seen, title: visibleText(seen.title) };
  return {
    observed,
    ...assessPost(observed, at),
    textHash: hasher.sha256(`${observed.title}\n${observed.text}`),
  };
}

/**
 * What the facts of an account are folded from: the newest of its stored posts, and when the recent ones counted. The
 * newest is read only where it is not among the posts at hand (`seen`), as a look has nearly always just seen it.
 */
export async function readPostFacts(
  { posts }: Pick<ServiceDeps['storage'], 'posts'>,
  accountId: AccountId,
  { at, seen = [] }: { readonly at: Instant; readonly seen?: readonly Post[] },
): Promise<{ readonly newest: Post | null; readonly countedAts: readonly Instant[] }> {
  const recent = await posts.counted(accountId, new Date(at.getTime() - FACTS_REACH_MS), MAX_RECENT_POSTS);
  const last = recent.at(-1);
  // A list may show a post twice, of which the second look at it has corrected the date.
  const isLast = ({ id, countedAt, standing }: Post): boolean =>
    id === last?.id && countedAt.getTime() === last.countedAt.getTime() && standing === 'counted';
  return {
    newest: [...seen].reverse().find(isLast) ?? (await posts.newest(accountId)),
    countedAts: recent.map(({ countedAt }) => countedAt),
  };
}
