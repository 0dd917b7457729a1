import { load } from 'cheerio';
import type { Cheerio, CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import type { Instant } from '../../domain/time/instant';
import { resolveLink } from './htmlText';
import { nestsTooDeeply } from './nesting';
import { dateInText, dateOfRow } from './rowDate';
import type { ReadRow } from './readRow';

/** What a list page gave. Rows without a readable date are kept, so that somebody can see that there were any. */
export type ListRead =
  | { readonly kind: 'rows'; readonly rows: readonly ReadRow[] }
  | { readonly kind: 'selector-invalid' }
  /** The page is there, and nothing on it looks like what was registered: a redesign, never an empty list. */
  | { readonly kind: 'selector-matches-nothing' }
  | { readonly kind: 'no-list-recognised' }
  | { readonly kind: 'nested-too-deeply' };

/** Fewer rows than this are no list that could be recognised by shape alone. */
const FEWEST_ROWS = 3;
/** How far above its link a row's element may be. */
const ROW_DEPTH = 4;
const MOST_ROWS = 200;
const MOST_ANCHORS = 3_000;
const MOST_LINKS_IN_A_ROW = 6;

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
 * date). Addresses are resolved against `url`, the address after redirects. Relative dates are measured from
 * `fetchedAt`.
 */
export function readListPage(html: string, about: ListAbout): ListRead {
  if (nestsTooDeeply(html, 'html')) return { kind: 'nested-too-deeply' };
  const $ = load(html, { xml: { xmlMode: false, decodeEntities: true } });
  const rows = about.itemSelector === null ? findRowsByShape($, about.fetchedAt) : selectRows($, about.itemSelector);
  if (rows === null) return { kind: 'selector-invalid' };
  if (
    [about.titleSelector, about.dateSelector, about.linkSelector].some(
      (selector) => selector != null && selectRows($, selector) === null,
    )
  )
    return { kind: 'selector-invalid' };
  const read = rows.slice(0, MOST_ROWS).flatMap((row) => {
    const found = readRow($, row, about);
    return found === null ? [] : [found];
  });
  if (read.length > 0) return { kind: 'rows', rows: read };
  return { kind: about.itemSelector === null ? 'no-list-recognised' : 'selector-matches-nothing' };
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

function findRowsByShape($: CheerioAPI, fetchedAt: Instant): readonly Cheerio<Element>[] {
  const anchors = $('a[href]').slice(0, MOST_ANCHORS).toArray();
  const linksIn = countLinks(anchors);
  const groups = new Map<object, Cheerio<Element>[]>();
  const seen = new Set<Element>();
  for (const anchor of anchors) {
    for (const element of ancestorsOf(anchor)) {
      const parent = element.parent;
      // What holds many links is the list itself, or the page.
      if (parent === null || (linksIn.get(element) ?? 0) > MOST_LINKS_IN_A_ROW) break;
      const row = $(element);
      if (dateOfRow($, row, { anchor: $(anchor), fetchedAt }) === null) continue;
      if (!seen.has(element)) groups.set(parent, [...(groups.get(parent) ?? []), row]);
      seen.add(element);
      break;
    }
  }
  const best = [...groups.values()].reduce<Cheerio<Element>[]>(
    (most, rows) => (rows.length > most.length ? rows : most),
    [],
  );
  return best.length >= FEWEST_ROWS ? best : [];
}

function ancestorsOf(element: Element): readonly Element[] {
  const ancestors: Element[] = [];
  for (let at = element.parent; at !== null && 'attribs' in at && ancestors.length < ROW_DEPTH; at = at.parent)
    ancestors.push(at);
  return ancestors;
}

function countLinks(anchors: readonly Element[]): ReadonlyMap<Element, number> {
  const counts = new Map<Element, number>();
  for (const element of anchors.flatMap(ancestorsOf)) counts.set(element, (counts.get(element) ?? 0) + 1);
  return counts;
}

function readRow($: CheerioAPI, row: Cheerio<Element>, about: ListAbout): ReadRow | null {
  const within = (selector: string | null | undefined): Cheerio<Element> | null => {
    const found = selector == null ? null : row.find(selector).first();
    return found === null || found.length === 0 ? null : (found as Cheerio<Element>);
  };
  const anchor = within(about.linkSelector) ?? titleAnchor($, row);
  const url = anchor === null ? null : resolveLink(anchor.attr('href'), about.url);
  if (anchor === null || url === null) return null;
  const titled = within(about.titleSelector);
  const title = titled === null ? titleOf(anchor) : squeeze(titled.attr('title') ?? titled.text());
  // A place for the date that a person named is the only one: another date of the row would be a date of something
  // else.
  const publishedAt =
    about.dateSelector == null
      ? dateOfRow($, row, { anchor, fetchedAt: about.fetchedAt })
      : dateInText(within(about.dateSelector)?.text() ?? '', about.fetchedAt);
  return title === '' ? null : { key: url, url, title, publishedAt, text: '', links: [] };
}

/** Whether a selector is written as the selector engine can read it. */
export function isSelectorReadable(selector: string): boolean {
  return selectRows(load('<p></p>', { xml: { xmlMode: false } }), selector) !== null;
}

/** Of a row's links the one with the longest title: the others lead to its column, a picture or an attachment. */
function titleAnchor($: CheerioAPI, row: Cheerio<Element>): Cheerio<Element> | null {
  const own = row.is('a[href]') ? [row] : [];
  const anchors = [
    ...own,
    ...row
      .find('a[href]')
      .toArray()
      .map((anchor) => $(anchor)),
  ].filter((anchor) => !/^\s*(javascript|mailto|tel):/i.test(anchor.attr('href') ?? ''));
  return anchors.reduce<Cheerio<Element> | null>(
    (best, anchor) => (best === null || titleOf(anchor).length > titleOf(best).length ? anchor : best),
    null,
  );
}

/** Lists cut long titles; the whole one stands in the link's `title`, unless that holds something else (点击查看). */
function titleOf(anchor: Cheerio<Element>): string {
  const heading = anchor.find('h1,h2,h3,h4,h5,h6,.title').first();
  const shown = squeeze(heading.length > 0 ? heading.text() : anchor.text());
  const whole = squeeze(anchor.attr('title') ?? '');
  const head = shown.replace(/(…|\.{2,})$/, '').slice(0, SAME_HEAD);
  return whole !== '' && whole.startsWith(head) ? whole : shown;
}

/** So many equal characters at the head make two spellings of one title. */
const SAME_HEAD = 4;

function squeeze(text: string): string {
  return text.replace(/[\s\u3000]+/g, ' ').trim();
}
