import type { Instant } from '../../domain/time/instant';
import { dayOf, earliestOf, latestOf } from '../../domain/time/published';
import type { Call } from '../../ports/connectors';
import type { Http } from '../outbound/http';
import type { ArticlePage } from '../reading/articlePage';
import type { PageReading } from '../reading/guarded/pageReading';
import { isCutTitle, withoutCutMark, withoutOwnDate } from '../reading/rowTitle';
import { createArticlePages, MOST_TRIES } from './articlePages';
import type { ArticlePages } from './articlePages';
import type { NamedRow } from './rows';

interface About {
  readonly listUrl: string;
  /** When the newest article of the last sight was published; null: there was none. */
  readonly newestKnownAt: Instant | null;
  readonly call: Call;
}

/** Adds to rows of a list what the articles' own pages say. Rows whose article cannot be read stay as they are. */
export type Enrich = (rows: readonly NamedRow[], about: About) => Promise<readonly NamedRow[]>;

/** Articles read a look: the new ones; of those that stood there before a few, until all are read. */
const NEW_READ = 10;
const OLDER_READ = 3;
const UNDATED_READ = 10;
/**
 * A list gives titles and days; the article's page gives the whole title, the minute, the text, and the link to the
 * original, by which a repost is recognised. Each page is read once, in a later look where a look has no room for it,
 * and
 * only on the list's own site.
 */
export function createEnrich(http: Http, reading: PageReading): Enrich {
  const pages = createArticlePages(http, reading);
  return async (rows, about) => {
    const origin = new URL(about.listUrl).origin;
    const isUndated = !rows.some((row) => row.publishedAt !== null);
    // A list without dates that goes on below what is read: the rest is left out, not left undated.
    const kept = isUndated ? rows.slice(0, UNDATED_READ) : rows;
    const addresses = countBy(kept.map(({ url }) => url));
    // An address that several entries share is the page of none of them.
    const wanted = new Set(
      kept.filter(
        (row) =>
          needsPage(row) &&
          new URL(row.url).origin === origin &&
          row.url !== about.listUrl &&
          addresses.get(row.url) === 1,
      ),
    );
    const chosen = new Set(isUndated ? wanted : chooseUnread([...wanted], pages, about.newestKnownAt));
    return Promise.all(
      kept.map(async (row) => {
        if (!wanted.has(row)) return row;
        const page = pages.recall(row.url) ?? (chosen.has(row) ? await pages.read(row.url, about.call) : null);
        return page === null ? { ...row, textState: 'unread' as const } : addPage(row, page);
      }),
    );
  };
}

/** Whether the list says too little of an article: no text, a summary, or a title that goes on. */
function needsPage(row: NamedRow): boolean {
  return row.textState === 'unread' || isCutTitle(row.title) || isCutTitle(row.text);
}

/** Which pages to read now: never tried before those that failed, newest first. */
function chooseUnread(
  rows: readonly NamedRow[],
  pages: ArticlePages,
  newestKnownAt: Instant | null,
): readonly NamedRow[] {
  const open = rows
    .filter(({ url }) => !pages.wasRead(url) && pages.triesOf(url) < MOST_TRIES)
    .sort((one, other) => pages.triesOf(one.url) - pages.triesOf(other.url) || earliestMs(other) - earliestMs(one));
  const isNew = ({ publishedAt }: NamedRow): boolean =>
    newestKnownAt !== null && publishedAt !== null && latestOf(publishedAt) > newestKnownAt;
  return [...open.filter(isNew).slice(0, NEW_READ), ...open.filter((row) => !isNew(row)).slice(0, OLDER_READ)];
}

function countBy(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function earliestMs({ publishedAt }: NamedRow): number {
  return publishedAt === null ? Number.MAX_SAFE_INTEGER : earliestOf(publishedAt).getTime();
}

/**
 * The page's minute is taken where it is within the list's day; where the two disagree the list, which orders by it,
 * stands. Its own title is taken where the list's is the beginning of it.
 */
function addPage(row: NamedRow, page: ArticlePage): NamedRow {
  const stated = page.publishedAt;
  const agrees =
    stated !== null &&
    (row.publishedAt === null || (row.publishedAt.precision === 'day' && dayOf(stated) === row.publishedAt.on));
  const publishedAt = agrees ? stated : row.publishedAt;
  const { textState, ...rest } = row;
  // A feed's own words may be more than what could be read on the page.
  const hasText = page.text.length > row.text.length;
  return {
    ...rest,
    title: withoutOwnDate(wholeTitle(row.title, page), publishedAt),
    publishedAt,
    ...(hasText ? { text: page.text, links: page.links } : {}),
    ...(hasText || textState === undefined ? {} : { textState }),
  };
}

/**
 * The article's own title, where the list's is its beginning: lists cut titles, with dots and without. The window's
 * title,
 * which may carry the site's name, stands in only for one that is marked as cut, without that name.
 */
function wholeTitle(shown: string, { ownTitle, title }: ArticlePage): string {
  const head = squeeze(withoutCutMark(shown));
  const isWhole = (candidate: string | null): candidate is string =>
    candidate !== null && head.length >= SHORTEST_HEAD && squeeze(candidate).startsWith(head);
  if (isWhole(ownTitle)) return ownTitle;
  const window = title?.split(/[_|]| [-–—] /)[0]?.trim() ?? null;
  return isCutTitle(shown) && isWhole(window) ? window : shown;
}

/** Fewer equal characters at the head do not make two spellings of one title. */
const SHORTEST_HEAD = 4;

function squeeze(text: string): string {
  return text.replace(/[\s\u3000]+/g, '');
}
