import type { Cheerio, CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import type { Instant } from '../../domain/time/instant';
import { dateOfRow } from './rowDate';
import { piecesOf } from './rowPieces';
import { splitOwnDate } from './rowTitle';

/** Fewer rows than this are no list that could be recognised by shape alone. */
const FEWEST_ROWS = 3;
/** How far above its link a row's element may be. */
const ROW_DEPTH = 4;
const MOST_ANCHORS = 3_000;
const MOST_LINKS_IN_A_ROW = 6;
/** A row names its address more than once: by its picture, its title and its 详情. */
const MOST_ANCHORS_IN_A_ROW = 12;

/**
 * The rows of a list nobody described: most neighbours that hold a link and a date, beside it, within it, or glued to its
 * words. Bounded work, whatever the page holds.
 */
export function findRowsByShape($: CheerioAPI, fetchedAt: Instant): readonly Cheerio<Element>[] {
  const anchors = $('a[href]').slice(0, MOST_ANCHORS).toArray();
  const links = countLinks(anchors);
  const dated = groupRows(anchors, (anchor) => datedRowOf(anchor, links, fetchedAt));
  const best =
    dated.length >= FEWEST_ROWS
      ? dated
      : groupRows(anchors, (anchor) =>
          splitOwnDate(wordsOf(anchor)) === null ? null : widestOfOneLink(anchor, links),
        );
  return best.length >= FEWEST_ROWS ? best.map((element) => $(element)) : [];
}

/** The largest group of rows under one parent. */
function groupRows(anchors: readonly Element[], rowOf: (anchor: Element) => Element | null): readonly Element[] {
  const groups = new Map<object, Set<Element>>();
  for (const anchor of anchors) {
    const row = rowOf(anchor);
    if (row?.parent == null) continue;
    groups.set(row.parent, (groups.get(row.parent) ?? new Set()).add(row));
  }
  return [...groups.values()].reduce<readonly Element[]>(
    (most, rows) => (rows.size > most.length ? [...rows] : most),
    [],
  );
}

function datedRowOf(anchor: Element, links: ReadonlyMap<Element, number>, fetchedAt: Instant): Element | null {
  for (const element of [anchor, ...ancestorsOf(anchor)]) {
    // What holds many links is the list itself, or the page.
    if (element !== anchor && (links.get(element) ?? 0) > MOST_LINKS_IN_A_ROW) return null;
    const date = dateOfRow(element, { anchor, fetchedAt });
    if (!date.isDated) continue;
    return date.isInAnchor ? widestOfOneLink(anchor, links) : element;
  }
  return null;
}

/** The outermost element about a link that holds no other address: the row, where the link holds all of it. */
function widestOfOneLink(anchor: Element, links: ReadonlyMap<Element, number>): Element {
  let widest = anchor;
  for (const element of ancestorsOf(anchor)) {
    if ((links.get(element) ?? 0) > 1) break;
    widest = element;
  }
  return widest;
}

function ancestorsOf(element: Element): readonly Element[] {
  const ancestors: Element[] = [];
  for (let at = element.parent; at !== null && 'attribs' in at && ancestors.length < ROW_DEPTH; at = at.parent)
    ancestors.push(at);
  return ancestors;
}

/** How many different addresses each element near a link leads to. */
function countLinks(anchors: readonly Element[]): ReadonlyMap<Element, number> {
  const found = new Map<Element, { readonly addresses: Set<string>; anchors: number }>();
  for (const anchor of anchors)
    for (const element of ancestorsOf(anchor)) {
      const links = found.get(element) ?? { addresses: new Set(), anchors: 0 };
      links.anchors += 1;
      if (links.addresses.size <= MOST_LINKS_IN_A_ROW) links.addresses.add(anchor.attribs['href'] ?? '');
      found.set(element, links);
    }
  const countOf = (links: { readonly addresses: Set<string>; readonly anchors: number }): number =>
    links.anchors > MOST_ANCHORS_IN_A_ROW ? Number.POSITIVE_INFINITY : links.addresses.size;
  return new Map([...found].map(([element, links]) => [element, countOf(links)]));
}

function wordsOf(anchor: Element): string {
  return piecesOf(anchor, null)
    .map(({ text }) => text)
    .join('');
}
