import type { CheerioAPI } from 'cheerio';
import { dropSurroundings, findDensestBlock } from './densestBlock';
import { isElement, textWithin } from './elementText';
import { readHtml } from './htmlText';
import type { HtmlText } from './htmlText';
import { loadPage } from './page';

/** Where the usual content systems put the body, best first: gov.cn, TRS, 大汉, and what the national guideline marks. */
const BODIES = [
  '#UCAP-CONTENT',
  '.TRS_Editor',
  '.TRS_UEDITOR',
  '.Custom_UnionStyle',
  '#zoom',
  '#Zoom',
  '.article-content',
  '.pages_content',
  '.article_content',
] as const;
/** No article is longer; what goes on beyond is no reading matter. */
const LONGEST_TEXT = 400_000;

/**
 * The markup of an article's body; null where none is recognised. For whoever wants to show the article, not only to read
 * it: nothing in it is safe yet.
 */
export function findArticleBody(html: string): string | null {
  const $ = loadPage(html);
  return $ === null ? null : bodyOf($, html, null);
}

/** The text of an article's page and its links: of a known container, of what is marked, or of the densest block. */
export function readBody($: CheerioAPI, html: string, baseUrl: string): HtmlText {
  const body = bodyOf($, html, baseUrl);
  if (body === null) return { text: '', links: [] };
  const { text, links } = readHtml(body, baseUrl);
  return { text: text.slice(0, LONGEST_TEXT), links };
}

function bodyOf($: CheerioAPI, html: string, pageUrl: string | null): string | null {
  for (const selector of BODIES) {
    const [found] = $(selector).toArray();
    if (isElement(found) && hasText(found)) return $(found).html() ?? '';
  }
  const marked = betweenMarks(html);
  if (readHtml(marked, null).text !== '') return marked;
  const densest = findDensestBlock($, pageUrl);
  if (densest === null) return null;
  dropSurroundings(densest);
  return $(densest).html();
}

function hasText(element: Parameters<typeof textWithin>[0]): boolean {
  return textWithin(element, 2_000).trim() !== '';
}

/** Where systems mark that the text begins and ends: by META in the body as the guideline has it, and 大汉's by comments. */
const MARKS: readonly (readonly [start: RegExp, end: RegExp])[] = [
  [/<meta\s[^>]{0,40}ContentStart/i, /<meta\s[^>]{0,40}ContentEnd/i],
  [/<!--\s{0,4}ZJEG_RSS\.content\.begin\s{0,4}-->/i, /<!--\s{0,4}ZJEG_RSS\.content\.end\s{0,4}-->/i],
];

function betweenMarks(html: string): string {
  for (const [startMark, endMark] of MARKS) {
    const start = html.search(startMark);
    const end = start < 0 ? -1 : html.slice(start).search(endMark);
    if (end > 0) return html.slice(start, start + end);
  }
  return '';
}
