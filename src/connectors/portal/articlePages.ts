import type { Call } from '../../ports/connectors';
import type { Http, HttpResponse } from '../outbound/http';
import { readArticlePage } from '../reading/articlePage';
import type { ArticlePage } from '../reading/articlePage';
import { decodeText } from '../reading/charset';
import { signOf } from '../reading/pageSigns';

/** Pages remembered in this process, and of each so many characters of text. */
const MOST_REMEMBERED = 600;
const LONGEST_TEXT = 8_000;
/** Of so many addresses it is known whether they were read; a page that fails so often is left alone. */
const MOST_KNOWN = 100_000;
export const MOST_TRIES = 20;

/** The articles' own pages, each read once. */
export interface ArticlePages {
  /** The page as it was read before; null: not read yet, or read and forgotten. */
  recall(url: string): ArticlePage | null;
  /** Whether this process has read the page. */
  wasRead(url: string): boolean;
  /** How often reading it failed. */
  triesOf(url: string): number;
  /** Reads it; null where it cannot be had now. */
  read(url: string, call: Call): Promise<ArticlePage | null>;
}

export function createArticlePages(http: Http): ArticlePages {
  const pages = new Map<string, ArticlePage>();
  const read = new Map<string, true>();
  const tries = new Map<string, number>();
  return {
    recall: (url) => pages.get(url) ?? null,
    wasRead: (url) => read.has(url),
    triesOf: (url) => tries.get(url) ?? 0,
    async read(url, call) {
      const answer = await http.send({
        method: 'GET',
        url,
        signal: call.signal,
        cookies: true,
        headers: { accept: 'text/html' },
      });
      const page = answer.kind === 'response' ? readArticle(answer.response) : null;
      // A fault, a passing refusal or a notice is no statement about the article: ask again at the next look.
      if (page === null) {
        keep(tries, { key: url, value: (tries.get(url) ?? 0) + 1 }, MOST_KNOWN);
        return null;
      }
      tries.delete(url);
      keep(pages, { key: url, value: page }, MOST_REMEMBERED);
      keep(read, { key: url, value: true }, MOST_KNOWN);
      return page;
    },
  };
}

/** The article of a response; null where another page stands in its place. */
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

/** Keeps the newest; the oldest goes where there are too many. */
function keep<T>(map: Map<string, T>, { key, value }: { readonly key: string; readonly value: T }, most: number): void {
  map.delete(key);
  const oldest = map.keys().next();
  if (map.size >= most && oldest.done !== true) map.delete(oldest.value);
  map.set(key, value);
}
