import type { Post } from '../accounts/post';
import type { Emergency } from './emergency';

/** Posts since the event was known that have one of its words in their title or text. */
export function postsAbout<P extends Pick<Post, 'title' | 'text' | 'countedAt'>>(
  { keywords, knownAt }: Pick<Emergency, 'keywords' | 'knownAt'>,
  posts: readonly P[],
): readonly P[] {
  return posts.filter(
    ({ title, text, countedAt }) =>
      countedAt >= knownAt && keywords.some((word) => title.includes(word) || text.includes(word)),
  );
}
