/**
 * No page or feed that people made nests its elements this deep; beyond it, parsers take time by the square and walks
 * exhaust the stack.
 */
const DEEPEST = 1_500;

/** Elements of HTML whose end is commonly left out and understood: pages hold thousands that were never closed. */
const DEEPEST_UNDERSTOOD = 20_000;

const ENDLESS: ReadonlySet<string> = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'param',
  'source',
  'track',
  'wbr',
]);
const UNDERSTOOD: ReadonlySet<string> = new Set([
  'p',
  'li',
  'dt',
  'dd',
  'tr',
  'td',
  'th',
  'thead',
  'tbody',
  'tfoot',
  'option',
  'optgroup',
  'rt',
  'rp',
]);

/**
 * Whether markup opens so many elements without closing them that it must not be given to a parser. One pass; counts
 * roughly, erring towards `true` for markup that no honest source writes. In XML every element has an end, and CDATA is
 * text.
 */
export function nestsTooDeeply(markup: string, kind: 'html' | 'xml'): boolean {
  let depth = 0;
  let understood = 0;
  let end = -1;
  for (let at = markup.indexOf('<'); at >= 0; at = markup.indexOf('<', at + 1)) {
    if (kind === 'xml' && markup.startsWith('<![CDATA[', at)) {
      const textEnd = markup.indexOf(']]>', at);
      if (textEnd < 0) return false;
      at = textEnd;
      continue;
    }
    // Searched anew only once it is passed: a page of "<" alone would otherwise cost its square.
    if (end < at) end = markup.indexOf('>', at);
    if (end < 0) return false;
    const isClosing = markup[at + 1] === '/';
    const name = /^[a-z][\w:-]{0,30}/i.exec(markup.slice(at + (isClosing ? 2 : 1), at + 34))?.[0].toLowerCase();
    const isSelfClosed = markup[end - 1] === '/';
    if (name === undefined || isSelfClosed || (kind === 'html' && ENDLESS.has(name))) continue;
    const step = (from: number): number => (isClosing ? Math.max(0, from - 1) : from + 1);
    if (kind === 'html' && UNDERSTOOD.has(name)) understood = step(understood);
    else depth = step(depth);
    if (depth > DEEPEST || understood > DEEPEST_UNDERSTOOD) return true;
  }
  return false;
}
