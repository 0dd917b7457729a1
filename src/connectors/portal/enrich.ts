import { dayOf } from '../../domain/time/published';
import type { Call } from '../../ports/connectors';
import type { Http } from '../outbound/http';
import { readArticlePage } from '../reading/articlePage';
import type { ArticlePage } from '../reading/articlePage';
import { decodeText } from '../reading/charset';
import type { ReadRow } from '../reading/readRow';

/** Adds to rows of a list page what the articles' own pages say. Rows whose article cannot be read stay as they are. */
export type Enrich = (rows: readonly ReadRow[], listUrl: string, call: Call) => Promise<readonly ReadRow[]>;

/**
 * Articles read a look: the newest, which a look every so often finds one by one; more only where the list gives no
 * dates at all.
 */
const NEWEST_READ = 3;
const UNDATED_READ = 10;
/** Pages remembered in this process, and of each so many characters of text. */
const MOST_REMEMBERED = 600;
const LONGEST_TEXT = 8_000;

/**
 * A list gives titles and days; the article's page gives the minute, the text, and the link to the original, by which a
 * repost is recognised. Each page is read once and only on the list's own site.
 */
export function createEnrich(http: Http): Enrich {
  const remembered = new Map<string, ArticlePage>();

  const readPage = async (url: string, call: Call): Promise<ArticlePage | null> => {
    const known = remembered.get(url);
    if (known !== undefined) return known;
    const answer = await http.send({
      method: 'GET',
      url,
      signal: call.signal,
      cookies: true,
      headers: { accept: 'text/html' },
    });
    // A fault or a passing refusal is no statement about the article: ask again at the next look.
    if (answer.kind === 'fault' || answer.response.status !== 200) return null;
    const read = readArticlePage(
      decodeText(answer.response.body, answer.response.headers['content-type'] ?? null).text,
      answer.response.url,
    );
    const page = { ...read, text: read.text.slice(0, LONGEST_TEXT) };
    const oldest = remembered.keys().next();
    if (remembered.size >= MOST_REMEMBERED && oldest.done !== true) remembered.delete(oldest.value);
    remembered.set(url, page);
    return page;
  };

  return async (rows, listUrl, call) => {
    const origin = new URL(listUrl).origin;
    const count = rows.some((row) => row.publishedAt !== null) ? NEWEST_READ : UNDATED_READ;
    const chosen = new Set(rows.slice(0, count).filter((row) => new URL(row.url).origin === origin));
    const enriched = await Promise.all(
      rows.map(async (row) => (chosen.has(row) ? addPage(row, await readPage(row.url, call)) : row)),
    );
    // A list without dates that goes on below what was read: the rest is left out, not left undated.
    return count === UNDATED_READ ? enriched.slice(0, UNDATED_READ) : enriched;
  };
}

/**
 * The page's minute is taken where it is within the list's day; where the two disagree the list, which orders by it,
 * stands.
 */
function addPage(row: ReadRow, page: ArticlePage | null): ReadRow {
  if (page === null) return row;
  const stated = page.publishedAt;
  const agrees =
    stated !== null &&
    (row.publishedAt === null || (row.publishedAt.precision === 'day' && dayOf(stated) === row.publishedAt.on));
  return { ...row, publishedAt: agrees ? stated : row.publishedAt, text: page.text, links: page.links };
}
