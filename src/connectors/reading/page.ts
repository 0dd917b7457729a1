import { load } from 'cheerio';
import type { CheerioAPI } from 'cheerio';
import { Element } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import { nestsTooDeeply } from './nesting';

/** The element that holds a whole page, above its html or what there is instead. */
export const PAGE = 'x-page';

/**
 * A page as a tree, by the forgiving parser, whose cost is the length of the page; null where it nests beyond reason.
 * The whole stands in one element: the selector engine compares the nodes at the root with each other, which hostile
 * pages make a hundred thousand.
 */
export function loadPage(html: string): CheerioAPI | null {
  if (nestsTooDeeply(html, 'html')) return null;
  // The same parser that counted: another version closes elements by other rules.
  const root = parseDocument(html, { decodeEntities: true });
  const page = new Element(PAGE, {}, root.children);
  for (const child of page.children) child.parent = page;
  root.children = [page];
  page.parent = root;
  return load(root, { xml: { xmlMode: false, decodeEntities: true } });
}
