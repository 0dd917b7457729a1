import type { HttpResponse } from '../outbound/http';
import { readArticlePage } from '../reading/articlePage';
import type { ArticlePage } from '../reading/articlePage';
import { decodeText } from '../reading/charset';
import type { AnswerInput, ReadingJob } from '../reading/guarded/pageReading';
import { signOf } from '../reading/pageSigns';

/** Of each article so many characters of text are of use. */
const LONGEST_TEXT = 8_000;

/** The article of a response; null where another page stands in its place. */
export const articleReading: ReadingJob<AnswerInput, ArticlePage | null> = {
  name: 'portal-article',
  read: ({ response }) => readArticle(response),
};

function readArticle({ status, body, headers, url }: HttpResponse): ArticlePage | null {
  if (status !== 200) return null;
  const html = decodeText(body, headers['content-type'] ?? null).text;
  // A file or a feed at an article's address has no text for us, and will have none at the next look.
  if (!isPage(html, headers['content-type'] ?? '')) return readArticlePage('', url);
  const page = readArticlePage(html, url);
  return page.publishedAt === null && signOf(html) !== null
    ? null
    : { ...page, text: page.text.slice(0, LONGEST_TEXT) };
}

const FEED = /^\s*(?:<\?xml[^>]{0,200}\?>\s*)?<(?:rss|feed|rdf)\b/i;

function isPage(text: string, contentType: string): boolean {
  const head = text.slice(0, 2_000);
  return (
    !/^(?:application\/(?!xhtml)|image|audio|video)/i.test(contentType) &&
    !FEED.test(head) &&
    !/^[{[]|^%PDF|\0/.test(head)
  );
}
