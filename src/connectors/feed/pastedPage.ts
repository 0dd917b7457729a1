import type { CheerioAPI } from 'cheerio';
import type { ObservedPost } from '../../domain/accounts/post';
import { readArticlePage } from '../reading/articlePage';
import { decodeText } from '../reading/charset';
import type { AnswerInput, ReadingJob } from '../reading/guarded/pageReading';
import { readLine } from '../reading/htmlText';
import { asRecord, parseJson } from '../reading/json';
import { loadPage } from '../reading/page';

interface PastedPage {
  readonly post: ObservedPost;
  /** Who publishes it, as the page itself says; null: it does not. */
  readonly accountName: string | null;
}

/** Of a name, and of a block of linked data, no more is looked at. */
const LONGEST_NAME = 120;
const LONGEST_DATA = 50_000;
const AUTHOR_METAS = ['author', 'article:author', 'og:article:author'] as const;

/** The page of one post of a platform that has no interface we may read; null: it does not say what it is, or when. */
export const pastedPageReading: ReadingJob<AnswerInput, PastedPage | null> = {
  name: 'feed-pasted-page',
  read: ({ response }) =>
    readPastedPage(decodeText(response.body, response.headers['content-type'] ?? null).text, response.url),
};

/** The address without its fragment names the post: pasted again it is the same one. */
function readPastedPage(html: string, url: string): PastedPage | null {
  const { title, publishedAt, text, links } = readArticlePage(html, url);
  const $ = loadPage(html);
  if ($ === null || title === null || title === '' || publishedAt === null) return null;
  const [address = url] = url.split('#', 1);
  return {
    accountName: authorOf($),
    post: {
      identity: address.replace(/^https?:\/\//i, ''),
      url: address,
      title,
      text,
      links,
      publishedAt,
      platformIds: [address],
      pinned: false,
    },
  };
}

function authorOf($: CheerioAPI): string | null {
  const metas = AUTHOR_METAS.map((name) => $(`meta[name="${name}"], meta[property="${name}"]`).attr('content') ?? '');
  const data = $('script[type="application/ld+json"]')
    .toArray()
    .map((script) => authorIn(parseJson($(script).text().slice(0, LONGEST_DATA))));
  const found = [...metas, ...data]
    .map((name) => readLine(name.slice(0, LONGEST_NAME).replace(/</g, '&lt;')))
    .find((name) => name !== '');
  return found ?? null;
}

/** `author` or `publisher` of schema.org, by name. */
function authorIn(data: unknown): string {
  const record = asRecord(data);
  for (const key of ['author', 'publisher']) {
    const value = record?.[key];
    const name = typeof value === 'string' ? value : asRecord(Array.isArray(value) ? value[0] : value)?.['name'];
    if (typeof name === 'string' && name.trim() !== '') return name;
  }
  return '';
}
