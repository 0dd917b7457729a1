import type { Post } from '../domain/accounts/post';
import type { AccountId } from '../domain/ids';
import type { Instant } from '../domain/time/instant';
import type { ServiceDeps } from './settings';

const POSTS_PAGE = 500;
const POSTS_PAGES = 20;

/**
 * All posts of an account since an instant, oldest first, in pages; posts that share the last instant of a page are read
 * twice and kept once.
 */
export async function readPostsSince(
  { storage }: Pick<ServiceDeps, 'storage'>,
  accountId: AccountId,
  from: Instant,
): Promise<readonly Post[]> {
  const posts = new Map<Post['id'], Post>();
  let since = from;
  for (let page = 0; page < POSTS_PAGES; page += 1) {
    const read = await storage.posts.since(accountId, since, POSTS_PAGE);
    const before = posts.size;
    for (const post of read) posts.set(post.id, post);
    const last = read.at(-1);
    if (last === undefined || read.length < POSTS_PAGE || posts.size === before) break;
    since = last.countedAt;
  }
  return [...posts.values()];
}
