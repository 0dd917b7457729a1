import type { Post } from '../../domain/accounts/post';
import type { AccountId } from '../../domain/ids';
import type { Instant } from '../../domain/time/instant';
import { readPostsSince } from '../postsSince';
import type { ServiceDeps } from '../settings';

/** All posts of an account since an instant, oldest first. */
export type PostsSince = (from: Instant) => Promise<readonly Post[]>;

/** Reads them once for all the copies that are looked for: again only where an earlier instant is asked for. */
export function createPostsOnce(deps: ServiceDeps, accountId: AccountId): PostsSince {
  let known: { readonly from: Instant; readonly posts: readonly Post[] } | null = null;
  return async (from) => {
    if (known === null || from < known.from) known = { from, posts: await readPostsSince(deps, accountId, from) };
    return known.posts.filter(({ countedAt }) => countedAt >= from);
  };
}
