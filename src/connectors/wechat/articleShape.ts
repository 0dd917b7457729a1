import { asInteger, asList, asRecord, asText } from '../reading/json';

/** One article of freepublish/batchget as on the wire. Times are seconds since 1970. */
export interface WechatArticle {
  readonly articleId: string;
  /** 1-based place within what was published together. */
  readonly place: number;
  readonly createTime: number | null;
  readonly updateTime: number | null;
  readonly title: string;
  readonly digest: string;
  readonly html: string;
  readonly sourceUrl: string | null;
  readonly url: string | null;
}

/**
 * `itemCount` is how many publications the list holds; one may consist of several articles, or of none that still
 * stands.
 */
export interface WechatArticleList {
  readonly total: number;
  readonly itemCount: number;
  readonly articles: readonly WechatArticle[];
}

/** Reads `{total_count, item: [...]}`; null when it is anything else. Articles their account deleted are left out. */
export function readArticleList(value: Readonly<Record<string, unknown>>): WechatArticleList | null {
  const total = asInteger(value['total_count']);
  const items = asList(value['item']) ?? (total === 0 ? [] : null);
  if (total === null || items === null) return null;
  const read = items.map(readItem);
  return read.every((articles) => articles !== null) ? { total, itemCount: items.length, articles: read.flat() } : null;
}

function readItem(item: unknown): readonly WechatArticle[] | null {
  const record = asRecord(item);
  const content = asRecord(record?.['content']);
  const articleId = asText(record?.['article_id']);
  const news = asList(content?.['news_item']);
  if (record === null || content === null || articleId === null || news === null) return null;
  return news.flatMap((entry, index) => {
    const fields = asRecord(entry);
    if (fields === null || fields['is_deleted'] === true) return [];
    return [
      {
        articleId,
        place: index + 1,
        createTime: asInteger(content['create_time']),
        updateTime: asInteger(content['update_time']) ?? asInteger(record['update_time']),
        title: asText(fields['title']) ?? '',
        digest: asText(fields['digest']) ?? '',
        html: asText(fields['content']) ?? '',
        sourceUrl: asText(fields['content_source_url']),
        url: asText(fields['url']),
      },
    ];
  });
}

/** freepublish/get. `publishing` is status 1; 2, 3, 4 failed; 5 and 6 were public once. */
export interface WechatPublishStatus {
  readonly status: number;
  readonly articleId: string | null;
  readonly url: string | null;
}

export function readPublishStatus(value: Readonly<Record<string, unknown>>): WechatPublishStatus | null {
  const status = asInteger(value['publish_status']);
  if (status === null) return null;
  const first = asRecord(asList(asRecord(value['article_detail'])?.['item'])?.[0]);
  return { status, articleId: asText(value['article_id']), url: asText(first?.['article_url']) };
}
