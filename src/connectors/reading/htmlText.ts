import { parseInPieces } from './nesting';

/** What a person reads of a piece of HTML. */
export interface HtmlText {
  /** Paragraphs apart by line breaks, blanks collapsed. */
  readonly text: string;
  /** Absolute http(s) addresses of its links and of those only written out, without repeats. */
  readonly links: readonly string[];
}

const BREAKS: ReadonlySet<string> = new Set([
  'address',
  'article',
  'blockquote',
  'br',
  'dd',
  'div',
  'dl',
  'dt',
  'figure',
  'footer',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'li',
  'ol',
  'p',
  'pre',
  'section',
  'table',
  'td',
  'th',
  'tr',
  'ul',
]);
const UNSEEN: ReadonlySet<string> = new Set(['script', 'style', 'noscript', 'template', 'head', 'title']);

/** An address in running text ends at a blank or at the first wide character. */
const WRITTEN_LINK = /https?:\/\/[!-~]+/g;

/** Reads HTML as text in one pass, without building a tree. Markup nested beyond reason is only freed of its tags. */
export function readHtml(html: string, baseUrl: string | null): HtmlText {
  const parts: string[] = [];
  const links = new Set<string>();
  let unseenDepth = 0;
  const isRead = parseInPieces(
    html,
    {
      onopentag(name, attributes) {
        if (UNSEEN.has(name)) unseenDepth += 1;
        if (BREAKS.has(name)) parts.push('\n');
        const href = name === 'a' ? resolveLink(attributes['href'], baseUrl) : null;
        if (href !== null) links.add(href);
      },
      ontext(text) {
        if (unseenDepth === 0) parts.push(text);
      },
      onclosetag(name) {
        if (UNSEEN.has(name)) unseenDepth = Math.max(0, unseenDepth - 1);
        if (BREAKS.has(name)) parts.push('\n');
      },
    },
    { decodeEntities: true },
  );
  if (!isRead) return { text: tidyText(html.replace(/<[^<>]*>?/g, ' ')), links: [] };
  const text = tidyText(parts.join(''));
  for (const written of text.match(WRITTEN_LINK) ?? []) {
    const link = resolveLink(withoutEndingMarks(written), null);
    if (link !== null) links.add(link);
  }
  return { text, links: [...links] };
}

/** One line of plain text of something that may or may not hold markup, such as a feed's title. */
export function readLine(html: string): string {
  return readHtml(html, null).text.replace(/\s+/g, ' ').trim();
}

/** An absolute http(s) address without fragment, or null for anything that is none. */
export function resolveLink(href: string | null | undefined, baseUrl: string | null): string | null {
  const trimmed = href?.trim() ?? '';
  if (trimmed === '' || trimmed.startsWith('#') || !URL.canParse(trimmed, baseUrl ?? undefined)) return null;
  const url = new URL(trimmed, baseUrl ?? undefined);
  if (!/^https?:$/.test(url.protocol)) return null;
  url.hash = '';
  return url.href;
}

/** Punctuation behind an address belongs to the sentence around it. */
function withoutEndingMarks(written: string): string {
  let end = written.length;
  while (end > 0 && ENDING_MARKS.includes(written[end - 1] ?? '')) end -= 1;
  return written.slice(0, end);
}

const ENDING_MARKS = `.,;:!?)]}'"`;

function tidyText(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim();
}
