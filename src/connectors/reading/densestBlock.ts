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

/** What readers wrote below an article, by the names sites give it. */
const COMMENTS = /comment|pinglun|liuyan|repl(?:y|ies)/i;
/**
 * Lines that every page of a site has and no article is made of: its head data, the reader's way here, and the foot with
 * what sites have to state. Short articles would lose to them by length.
 */
const HEAD_LINE =
  /^[\s[【(（|]*(?:(?:发布|发文|成文|更新|信息)?(?:时间|日期)|(?:信息|文章|稿件)?来源|作者|(?:责任)?编辑|审核|供稿|(?:浏览|访问|点击|阅读)(?:次数|量|数)?|字体|字号|分享(?:到)?|打印|您?(?:现在|所在|当前)?的?位置|索引号)\s*[:：]/u;
const FOOT_LINE = /ICP备|公网安备|网站标识码|版权所有|copyright|©|(?:技术支持|主办|承办|主管)(?:单位)?\s*[:：]/iu;
const LONGEST_LINE = 400;

/** Of a line's text so much counts for its container, and for the containers around that. */
const SHARES = [1, 0.55, 0.2] as const;
/** Fewer characters of text are no article. */
const SHORTEST_ARTICLE = 8;

/**
 * The element that holds an article whose page names no known container: the one with most text of its own outside of
 * links, headings and what stands around articles. A link to a document of another site counts as text: an article may
 * be nothing else. Null where there is no such text. One pass over the page.
 */
export function findDensestBlock($: CheerioAPI, pageUrl: string | null): Element | null {
  let best: Element | null = null;
  let most = SHORTEST_ARTICLE;
  for (const [element, weight] of weigh($, hostOf(pageUrl))) if (weight > most) [best, most] = [element, weight];
  return best;
}

/** Takes out of an element what stands around articles and is mostly links; the article's own links stay. */
export function dropSurroundings(block: Element): void {
  const remove: ChildNode[] = [];
  for (const node of nodesWithin(block))
    if (isElement(node) && (BESIDE.has(node.name) || (isAround(node) && isMostlyLinks(node)))) remove.push(node);
  for (const node of remove) unlink(node);
}

function weigh($: CheerioAPI, host: string | null): ReadonlyMap<Element, number> {
  const weights = new Map<Element, number>();
  const root = $.root().get(0);
  if (root === undefined) return weights;
  /** What is known of each element from those above it, so that no text climbs further than three containers. */
  const places = new Map<Element, Place>();
  for (const node of nodesWithin(root)) {
    const above = isElement(node.parent) ? places.get(node.parent) : undefined;
    const place = above ?? { containers: [], isBeside: false, isAround: false, isLinked: false, isHeading: false };
    if (isElement(node)) places.set(node, placeOf(node, place, host));
    if (node.type !== 'text' || place.isBeside || place.isLinked || place.isHeading || isLineOfThePage(node.data))
      continue;
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
  readonly isAround: boolean;
  readonly isLinked: boolean;
  readonly isHeading: boolean;
}

function placeOf(element: Element, above: Place, host: string | null): Place {
  return {
    containers: CONTAINERS.has(element.name)
      ? [element, ...above.containers].slice(0, SHARES.length)
      : above.containers,
    isBeside:
      above.isBeside ||
      BESIDE.has(element.name) ||
      UNREAD.has(element.name) ||
      element.name === 'head' ||
      isNamed(element, COMMENTS),
    isAround: above.isAround || isAround(element),
    isLinked:
      above.isLinked || (element.name === 'a' && (above.isAround || !leadsToADocument(element.attribs['href'], host))),
    isHeading: above.isHeading || HEADINGS.has(element.name),
  };
}

function isAround(element: Element): boolean {
  return isNamed(element, AROUND);
}

/** The page's own element may be named after anything it has somewhere. */
function isNamed({ name, attribs }: Element, words: RegExp): boolean {
  return name !== 'body' && words.test(`${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`.slice(0, 200));
}

function isLineOfThePage(text: string): boolean {
  const line = text.trim();
  return line.length <= LONGEST_LINE && (HEAD_LINE.test(line) || FOOT_LINE.test(line));
}

/** Whether a link leads to a document of another site: neither to a site's front page, nor within this one. */
function leadsToADocument(href: string | undefined, host: string | null): boolean {
  if (host === null || href === undefined || !/^(?:https?:)?\/\//i.test(href.trim())) return false;
  const target = urlOf(href.trim(), `http://${host}/`);
  return target !== null && target.host !== host && /\d{3}|\.s?html?$|\.pdf$/i.test(target.pathname);
}

function hostOf(url: string | null): string | null {
  return url === null ? null : (urlOf(url)?.host ?? null);
}

function urlOf(text: string, base?: string): URL | null {
  return URL.canParse(text, base) ? new URL(text, base) : null;
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
