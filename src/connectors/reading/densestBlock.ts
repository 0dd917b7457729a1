import type { CheerioAPI } from 'cheerio';
import type { ChildNode, Element } from 'domhandler';
import { PAGE } from './page';
import { isElement, nodesWithin, UNREAD } from './elementText';

/** Elements that hold an article, or a part of one; what else there is are its lines. */
const CONTAINERS: ReadonlySet<string> = new Set([
  'div',
  'section',
  'article',
  'main',
  'td',
  'body',
  'form',
  'center',
  PAGE,
]);
/** What is no article wherever it stands. */
const BESIDE: ReadonlySet<string> = new Set(['nav', 'header', 'footer', 'aside', 'select', 'button', 'option']);
const HEADINGS: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'title']);
/** Words with which sites name what stands around an article. */
const AROUND = /nav|menu|header|footer|crumb|position|location|sidebar|share|copyright|friend|related|recommend|pager/i;

/** Of a line's text so much counts for its container, and for the containers around that. */
const SHARES = [1, 0.55, 0.2] as const;
/** Fewer characters of text are no article. */
const SHORTEST_ARTICLE = 12;

/**
 * The element that holds an article whose page names no known container: the one with most text of its own outside of
 * links, headings and what stands around articles. Null where there is no such text. One pass over the page.
 */
export function findDensestBlock($: CheerioAPI): Element | null {
  let best: Element | null = null;
  let most = SHORTEST_ARTICLE;
  for (const [element, weight] of weigh($)) if (weight > most) [best, most] = [element, weight];
  return best;
}

/** Takes out of an element what stands around articles and is mostly links; the article's own links stay. */
export function dropSurroundings(block: Element): void {
  const remove: ChildNode[] = [];
  for (const node of nodesWithin(block))
    if (isElement(node) && (BESIDE.has(node.name) || (isAround(node) && isMostlyLinks(node)))) remove.push(node);
  for (const node of remove) unlink(node);
}

function weigh($: CheerioAPI): ReadonlyMap<Element, number> {
  const weights = new Map<Element, number>();
  const root = $.root().get(0);
  if (root === undefined) return weights;
  /** What is known of each element from those above it, so that no text climbs further than three containers. */
  const places = new Map<Element, Place>();
  for (const node of nodesWithin(root)) {
    const above = isElement(node.parent) ? places.get(node.parent) : undefined;
    const place = above ?? { containers: [], isBeside: false, isLinked: false, isHeading: false };
    if (isElement(node)) places.set(node, placeOf(node, place));
    if (node.type !== 'text' || place.isBeside || place.isLinked || place.isHeading) continue;
    const length = node.data.replace(/\s+/g, '').length;
    if (length === 0) continue;
    place.containers.forEach((container, at) => {
      weights.set(container, (weights.get(container) ?? 0) + length * (SHARES[at] ?? 0));
    });
  }
  return weights;
}

interface Place {
  /** The nearest containers, innermost first. */
  readonly containers: readonly Element[];
  readonly isBeside: boolean;
  readonly isLinked: boolean;
  readonly isHeading: boolean;
}

function placeOf(element: Element, above: Place): Place {
  return {
    containers: CONTAINERS.has(element.name)
      ? [element, ...above.containers].slice(0, SHARES.length)
      : above.containers,
    isBeside: above.isBeside || BESIDE.has(element.name) || UNREAD.has(element.name) || element.name === 'head',
    isLinked: above.isLinked || element.name === 'a',
    isHeading: above.isHeading || HEADINGS.has(element.name),
  };
}

function isAround({ attribs }: Element): boolean {
  return AROUND.test(`${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`.slice(0, 200));
}

function isMostlyLinks(element: Element): boolean {
  let [text, linked, nodes] = [0, 0, 0];
  let linkEndsAt: ChildNode | null = null;
  for (const node of nodesWithin(element)) {
    nodes += 1;
    if (nodes > 500) break;
    if (isElement(node) && node.name === 'a') linkEndsAt = node;
    if (node.type !== 'text') continue;
    const length = node.data.trim().length;
    text += length;
    if (linkEndsAt !== null && node.parent === linkEndsAt) linked += length;
  }
  return linked * 2 > text;
}

function unlink(node: ChildNode): void {
  const { parent } = node;
  if (parent === null) return;
  parent.children = parent.children.filter((child) => child !== node);
  if (node.prev !== null) node.prev.next = node.next;
  if (node.next !== null) node.next.prev = node.prev;
  node.parent = null;
}
