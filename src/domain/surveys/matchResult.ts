import type { Post } from '../accounts/post';
import { canonicalUrl } from '../policies/canonicalUrl';

const RESULT_WORDS = /结果|反馈|采纳|汇总|情况/u;

type Seen = Pick<Post, 'url' | 'title' | 'countedAt'>;

/** The post of a unit's site that stands at the link; null: none of these does. */
export function postAtLink<P extends Seen>(posts: readonly P[], link: string): P | null {
  const wanted = canonicalUrl(link);
  return wanted === null ? null : (posts.find(({ url }) => canonicalUrl(url) === wanted) ?? null);
}

/** Posts that look like the result of a survey: they name it, and say that it is one. */
export function likelyResults<P extends Seen>(posts: readonly P[], surveyTitle: string): readonly P[] {
  const wanted = bare(surveyTitle);
  return posts.filter(({ title }) => RESULT_WORDS.test(title) && bare(title).includes(wanted));
}

function bare(text: string): string {
  return text.replace(/[\s“”"'《》〈〉「」()（）:：,，.。、·—-]/gu, '');
}
