import { load } from 'cheerio';
import type { Cheerio, CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { earliestOf } from '../../domain/time/published';
import type { Instant } from '../../domain/time/instant';
import { baseUrlOf } from './baseUrl';
import { resolveLink } from './htmlText';
import { settleMidnights } from './midnights';
import { loadPage } from './page';
import { dateInText, dateOfRow } from './rowDate';
import type { ReadRow } from './readRow';
import { squeeze } from './rowPieces';
import { findRowsByShape } from './rowsByShape';
import { LONGEST_TITLE, splitOwnDate, titleOf, withoutOwnDate } from './rowTitle';

/** What a list page gave. Rows without a readable date are kept, so that somebody can see that there were any. */
export type ListRead =
  | { readonly kind: 'rows'; readonly rows: readonly ReadRow[] }
  | { readonly kind: 'selector-invalid' }
  /** The page is there, and nothing on it looks like what was registered: a redesign, never an empty list. */
  | { readonly kind: 'selector-matches-nothing' }
  | { readonly kind: 'no-list-recognised' }
  | { readonly kind: 'nested-too-deeply' };

const MOST_ROWS = 200;
/** What has more children is no row; and the selector engine compares them with each other. */
const MOST_CHILDREN = 1_000;
const MOST_ANCHORS_IN_A_ROW = 30;
/** Fewer rows than this do not show that their titles' dates are those of the list. */
const FEWEST_GLUED = 3;

/** Selectors of a list. Within a row: where its title, date and link stand; absent or null: found by their nature. */
export interface ListSelectors {
  readonly itemSelector: string | null;
  readonly titleSelector?: string | null;
  readonly dateSelector?: string | null;
  readonly linkSelector?: string | null;
}
export interface ListAbout extends ListSelectors {
  readonly url: string;
  readonly fetchedAt: Instant;
}

/**
 * Reads a column's list page: rows by the registered selector, else by shape (most neighbours that hold a link and a
 * date). Addresses are resolved against the page's `<base>`, else `url`, the address after redirects. Relative dates are
 * measured from `fetchedAt`.
 */
export function readListPage(html: string, about: ListAbout): ListRead {
  const $ = loadPage(html);
  if ($ === null) return { kind: 'nested-too-deeply' };
  const rows = about.itemSelector === null ? findRowsByShape($, about.fetchedAt) : selectRows($, about.itemSelector);
  if (rows === null) return { kind: 'selector-invalid' };
  if (
    [about.titleSelector, about.dateSelector, about.linkSelector].some(
      (selector) => selector != null && selectRows($, selector) === null,
    )
  )
    return { kind: 'selector-invalid' };
  const baseUrl = baseUrlOf($, about.url);
  const read = rows.slice(0, MOST_ROWS).flatMap((row) => {
    const found = readRow($, row, { ...about, url: baseUrl });
    return found === null ? [] : [found];
  });
  if (read.length > 0) return { kind: 'rows', rows: settleDates(read, about) };
  return { kind: about.itemSelector === null ? 'no-list-recognised' : 'selector-matches-nothing' };
}

/** Whether a selector is written as the selector engine can read it. */
export function isSelectorReadable(selector: string): boolean {
  return selectRows(load('<p></p>', { xml: { xmlMode: false } }), selector) !== null;
}

function selectRows($: CheerioAPI, selector: string): readonly Cheerio<Element>[] | null {
  try {
    return $(selector)
      .toArray()
      .filter((node): node is Element => 'attribs' in node)
      .map((element) => $(element));
  } catch {
    // Whatever the selector engine cannot read is a mistake in the registration, told to the operator as such.
    return null;
  }
}

function readRow($: CheerioAPI, row: Cheerio<Element>, about: ListAbout): ReadRow | null {
  const element = row.get(0);
  if (element === undefined || element.children.length > MOST_CHILDREN) return null;
  const within = (selector: string | null | undefined): Element | undefined =>
    selector == null
      ? undefined
      : row
          .find(selector)
          .toArray()
          .find((node): node is Element => 'attribs' in node);
  const anchor = within(about.linkSelector) ?? titleAnchor($, row, about.fetchedAt);
  const url = anchor === null ? null : resolveLink(anchor.attribs['href'], about.url);
  if (anchor === null || url === null) return null;
  const titled = within(about.titleSelector);
  const title =
    titled === undefined
      ? titleOf($, anchor, about.fetchedAt)
      : squeeze((titled.attribs['title'] ?? $(titled).text()).slice(0, LONGEST_TITLE));
  if (title === '') return null;
  // A place for the date that a person named is the only one: another date of the row would be a date of something
  // else.
  const dated = within(about.dateSelector);
  const publishedAt =
    about.dateSelector == null
      ? dateOfRow(element, { anchor, fetchedAt: about.fetchedAt }).publishedAt
      : dateInText(dated === undefined ? '' : $(dated).text(), about.fetchedAt);
  return { key: url, url, title, publishedAt, text: '', links: [], textState: 'unread' };
}

/** Of a row's links the one with the longest title: the others lead to its column, a picture or an attachment. */
function titleAnchor($: CheerioAPI, row: Cheerio<Element>, fetchedAt: Instant): Element | null {
  const own = row.is('a[href]') ? row.toArray() : [];
  const anchors = [...own, ...row.find('a[href]').slice(0, MOST_ANCHORS_IN_A_ROW).toArray()].filter(
    (anchor) => !/^\s*(?:javascript|mailto|tel):/i.test(anchor.attribs['href'] ?? ''),
  );
  const titles = anchors.map((anchor) => ({ anchor, length: titleOf($, anchor, fetchedAt).length }));
  return (
    titles.reduce<(typeof titles)[number] | null>(
      (best, next) => (best === null || next.length > best.length ? next : best),
      null,
    )?.anchor ?? null
  );
}

/**
 * What only the whole list shows: that its midnights are days, and that the dates glued to its titles are its own. They
 * are taken for that only where no row has another, all have one, and they go in order.
 */
function settleDates(rows: readonly ReadRow[], { dateSelector }: ListAbout): readonly ReadRow[] {
  const dates = settleMidnights(rows.map(({ publishedAt }) => publishedAt));
  const glued = rows.map(({ title }) => splitOwnDate(title));
  const isGlued =
    dateSelector == null &&
    rows.length >= FEWEST_GLUED &&
    dates.every((date) => date === null) &&
    glued.every((split, at) => {
      const before = glued[at - 1];
      return split !== null && (before == null || earliestOf(before.publishedAt) >= earliestOf(split.publishedAt));
    });
  return rows.map((row, at) => {
    const publishedAt = (isGlued ? glued[at]?.publishedAt : dates[at]) ?? null;
    return { ...row, shownTitle: row.title, title: withoutOwnDate(row.title, publishedAt), publishedAt };
  });
}
