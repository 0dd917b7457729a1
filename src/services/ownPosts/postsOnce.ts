import type { Post } from '../../domain/accounts/post';
import type { AccountId } from '../../domain/ids';
import type { Instant } from '../../domain/time/instant';
import type { ServiceDeps } from '../settings';

const POSTS_PAGE = 500;
const POSTS_PAGES = 20;

/** All posts of an account since an instant, oldest first. */
export type PostsSince = (from: Instant) => Promise<readonly Post[]>;

/** Reads them once for all the copies that are looked for: again only where an earlier instant is asked for. */
export function createPostsOnce(deps: ServiceDeps, accountId: AccountId): PostsSince {
  let known: { readonly from: Instant; readonly posts: readonly Post[] } | null = null;
  return async (from) => {
    if (known === null || from < known.from) known = { from, posts: await readPosts(deps, accountId, from) };
    return known.posts.filter(({ countedAt }) => countedAt >= from);
  };
}

/** In pages; posts that share the last instant of a page are read twice and kept once. */
async function readPosts({ storage }: ServiceDeps, accountId: AccountId, from: Instant): Promise<readonly Post[]> {
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
