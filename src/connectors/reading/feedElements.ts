import { DomUtils, parseDocument } from 'htmlparser2';
import type { ChildNode, Element } from 'domhandler';
import type { FeedRead, FeedEntry } from './feedEntry';

/**
 * Reads a feed by its elements alone, well-formed or not. This is what htmlparser2's own `parseFeed` does, except that
 * dates stay text: `parseFeed` reads dates without a zone in the zone of this machine. The caller has checked the
 * nesting.
 */
export function readFeedByElements(text: string, dateFields: readonly string[]): FeedRead {
  const document = parseDocument(text, { xmlMode: true, decodeEntities: true });
  const entries = findEntries(document.children);
  const isFeed =
    entries.length > 0 ||
    DomUtils.findOne((element) => /^(?:\w+:)?(?:rss|feed|rdf)$/i.test(element.name), document.children) !== null;
  return isFeed
    ? { kind: 'feed', entries: entries.map((entry) => toEntry(entry, dateFields)) }
    : { kind: 'not-a-feed' };
}

/** Entries within an entry belong to it: they are no entries of the feed. */
function findEntries(nodes: readonly ChildNode[]): readonly Element[] {
  const entries: Element[] = [];
  const open = [...nodes].reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!('attribs' in node)) continue;
    if (/^(?:\w{1,40}:)?(?:item|entry)$/i.test(node.name)) entries.push(node);
    else for (let at = node.children.length - 1; at >= 0; at -= 1) open.push(node.children[at] as ChildNode);
  }
  return entries;
}

function toEntry(entry: Element, dateFields: readonly string[]): FeedEntry {
  const children = entry.children.filter((child): child is Element => 'name' in child && 'attribs' in child);
  const find = (name: string): Element | null =>
    children.find((child) => child.name.toLowerCase() === name.toLowerCase()) ?? null;
  const text = (name: string): string | null => {
    const element = find(name);
    const value = element === null ? '' : DomUtils.textContent(element).trim();
    return value === '' ? null : value;
  };
  const first = (names: readonly string[]): string | null => names.map(text).find((value) => value !== null) ?? null;
  return {
    title: text('title') ?? '',
    link: text('link') ?? linkOf(children),
    guid: first(['guid', 'id']) ?? entry.attribs['rdf:about'] ?? null,
    published: first(dateFields),
    html:
      markupOf(find('content:encoded')) ??
      markupOf(find('content')) ??
      markupOf(find('description')) ??
      markupOf(find('summary')) ??
      '',
    statedSource: partOf(find('source'), 'title') ?? text('dc:creator') ?? partOf(find('author'), 'name'),
  };
}

/**
 * RSS writes source and author as text, Atom as elements: a feed's title beside its id and when it was changed, a name
 * beside address and mail. The text of all of them together would be another one each time the feed changes.
 */
function partOf(element: Element | null, part: 'title' | 'name'): string | null {
  if (element === null) return null;
  const parts = element.children.filter((child): child is Element => 'name' in child && 'attribs' in child);
  const stated = parts.length === 0 ? element : parts.find(({ name }) => name.toLowerCase() === part);
  const text = stated === undefined ? '' : DomUtils.textContent(stated).trim();
  return text === '' ? null : text;
}

/** Atom: the alternate link, else the first. */
function linkOf(children: readonly Element[]): string | null {
  const links = children.filter((child) => child.name.toLowerCase() === 'link' && child.attribs['href'] !== undefined);
  const chosen = links.find((link) => (link.attribs['rel'] ?? 'alternate') === 'alternate') ?? links[0];
  return chosen?.attribs['href'] ?? null;
}

/** Escaped markup comes out as text, markup written as elements (Atom's xhtml) as its source. */
function markupOf(element: Element | null): string | null {
  if (element === null) return null;
  const markup = element.children.some((child) => child.type === 'tag')
    ? DomUtils.getInnerHTML(element)
    : DomUtils.textContent(element);
  return markup.trim() === '' ? null : markup;
}
