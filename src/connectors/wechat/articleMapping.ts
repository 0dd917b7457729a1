import type { ObservedPost } from '../../domain/accounts/post';
import type { PublishedAt } from '../../domain/time/instant';
import { fromUnixSeconds } from '../../domain/time/readTime';
import { readHtml, resolveLink } from '../reading/htmlText';
import { articleKeyOf } from './articleKey';
import type { WechatArticle } from './articleShape';

/** The post behind a published article, or null when it carries no time. */
export function toPost(article: WechatArticle, homeUrl: string): ObservedPost | null {
  const publishedAt = publishedAtOf(article);
  if (publishedAt === null) return null;
  const url = article.url ?? homeUrl;
  const body = readHtml(article.html, url);
  const source = resolveLink(article.sourceUrl, null);
  const key = articleKeyOf(url);
  return {
    // The address is no identity: the one of this list carries a checksum that changes.
    identity: article.place === 1 ? article.articleId : `${article.articleId}#${article.place}`,
    url,
    title: article.title,
    text: body.text === '' ? article.digest : body.text,
    links: [...new Set([...(source === null ? [] : [source]), ...body.links])],
    publishedAt,
    platformIds: [article.articleId, ...(key === null ? [] : [key])],
    pinned: false,
  };
}

/**
 * `create_time` is when the published copy came into being; `update_time` moves with every later correction, and would
 * make an old article look fresh. It stands in only where the other is missing.
 */
export function publishedAtOf(article: Pick<WechatArticle, 'createTime' | 'updateTime'>): PublishedAt | null {
  const seconds = [article.createTime, article.updateTime].find((time) => time !== null && time > 0);
  return seconds === undefined || seconds === null ? null : fromUnixSeconds(seconds);
}
