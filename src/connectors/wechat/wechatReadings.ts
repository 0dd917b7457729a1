import type { ObservedPost } from '../../domain/accounts/post';
import { decodeText } from '../reading/charset';
import type { AnswerInput, ReadingJob } from '../reading/guarded/pageReading';
import { toPost } from './articleMapping';
import type { WechatArticleList } from './articleShape';
import { readPastedArticle } from './pastedArticle';
import type { PastedArticle } from './pastedArticle';

/** One public article page that a person pasted. */
export const pastedReading: ReadingJob<AnswerInput, PastedArticle> = {
  name: 'wechat-pasted-article',
  read: ({ response }) =>
    readPastedArticle(decodeText(response.body, response.headers['content-type'] ?? null).text, response.url),
};

interface ListedArticles {
  readonly articles: WechatArticleList['articles'];
  readonly homeUrl: string;
}

/** The articles of a published list with their bodies; null for one without a readable time. */
export const postsReading: ReadingJob<ListedArticles, readonly (ObservedPost | null)[]> = {
  name: 'wechat-posts',
  read: ({ articles, homeUrl }) => articles.map((article) => toPost(article, homeUrl)),
};
