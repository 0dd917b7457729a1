import { Parser } from 'htmlparser2';
import { resolveLink } from '../reading/htmlText';
import { nestsTooDeeply } from '../reading/nesting';
import { escapeHtml } from './articleBody';

/** A piece of an article's body: markup that is safe as it stands, or a picture to be put in its place. */
export type BodyPart =
  { readonly kind: 'markup'; readonly html: string } | { readonly kind: 'picture'; readonly url: string };

/** What stays, as it is or under a plainer name. Everything else loses its tags and keeps its words. */
const KEPT: Readonly<Record<string, string>> = {
  p: 'p',
  br: 'br',
  h1: 'h2',
  h2: 'h2',
  h3: 'h3',
  h4: 'h4',
  strong: 'strong',
  b: 'strong',
  em: 'em',
  i: 'em',
  u: 'u',
  sup: 'sup',
  sub: 'sub',
  blockquote: 'blockquote',
  ul: 'ul',
  ol: 'ol',
  li: 'li',
  table: 'table',
  thead: 'thead',
  tbody: 'tbody',
  tr: 'tr',
  td: 'td',
  th: 'th',
  div: 'section',
  section: 'section',
  article: 'section',
};
const VOID: ReadonlySet<string> = new Set(['br']);
/** What goes with everything in it. */
const DROPPED: ReadonlySet<string> = new Set([
  'script',
  'style',
  'iframe',
  'object',
  'embed',
  'noscript',
  'template',
  'form',
  'button',
  'select',
  'textarea',
  'svg',
  'math',
  'head',
  'title',
  'video',
  'audio',
]);
const SPANS: ReadonlySet<string> = new Set(['colspan', 'rowspan']);

/**
 * An original's HTML, reduced to what an article may carry: an allow-list of elements, no attributes but the spans of
 * table cells, no scripts, styles or frames. Links become text with their address behind it, because the platform takes
 * links away. Null for markup that nests beyond reason.
 */
export function reduceBody(html: string, baseUrl: string): readonly BodyPart[] | null {
  if (nestsTooDeeply(html, 'html')) return null;
  const parts: BodyPart[] = [];
  const links: { readonly href: string; words: string }[] = [];
  let markup = '';
  let droppedDepth = 0;
  const flush = (): void => {
    if (markup !== '') parts.push({ kind: 'markup', html: markup });
    markup = '';
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (DROPPED.has(name)) droppedDepth += 1;
        if (droppedDepth > 0) return;
        if (name === 'a') links.push({ href: resolveLink(attributes['href'], baseUrl) ?? '', words: '' });
        const kept = KEPT[name];
        if (kept !== undefined) markup += `<${kept}${spansOf(attributes)}>`;
        const picture = name === 'img' ? resolveLink(attributes['data-src'] ?? attributes['src'], baseUrl) : null;
        if (picture === null) return;
        flush();
        parts.push({ kind: 'picture', url: picture });
      },
      ontext(text) {
        if (droppedDepth > 0) return;
        const link = links.at(-1);
        if (link !== undefined) link.words += text;
        markup += escapeHtml(text);
      },
      onclosetag(name) {
        if (DROPPED.has(name)) {
          droppedDepth = Math.max(0, droppedDepth - 1);
          return;
        }
        if (droppedDepth > 0) return;
        if (name === 'a') markup += addressBehind(links.pop());
        const kept = KEPT[name];
        if (kept !== undefined && !VOID.has(kept)) markup += `</${kept}>`;
      },
    },
    { decodeEntities: true },
  );
  parser.write(html);
  parser.end();
  flush();
  return parts;
}

function spansOf(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .filter(([name, value]) => SPANS.has(name) && /^\d{1,2}$/.test(value))
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');
}

/** The address a link leads to, unless its words are that address already. */
function addressBehind(link: { readonly href: string; readonly words: string } | undefined): string {
  if (
    link === undefined ||
    link.href === '' ||
    link.words.trim() === '' ||
    link.words.includes(link.href) ||
    /^\s*https?:\/\//.test(link.words)
  )
    return '';
  return `（${escapeHtml(link.href)}）`;
}
