import { visibleText } from '../../domain/text/visibleText';

/** Halves of a character that stand alone have no bytes of UTF-8. */
const LONE_SURROGATES = /\p{Surrogate}/gu;

/** What opens a link, a tag, a heading, a quotation, an emphasis or code in any of the dialects, in its wide form. */
const WIDE: Readonly<Record<string, string>> = {
  '<': '＜',
  '>': '＞',
  '[': '［',
  ']': '］',
  '*': '＊',
  '#': '＃',
  '`': 'ˋ',
  '~': '～',
  '|': '｜',
  '\\': '＼',
  // Calls somebody, or everybody.
  '@': '＠',
};
const MARKS = /[<>[\]*#`~|\\@]/g;
/** At the edge of a word it draws an emphasis; within one it is a part of a name. */
const EDGE_LINE = /(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}_])/gu;
/** What messengers make a link of by themselves: an address with its scheme, and the dot of a name of a host. */
const SCHEME = /:\/\//g;
const DOT_OF_HOST = /(?<=[\p{L}\p{N}-])\.(?=\p{L}{2})/gu;

/** One line of what people read: no breaks, nothing invisible, and no half characters. */
export function oneLine(text: string): string {
  return visibleText(text).replace(LONE_SURROGATES, '\uFFFD').replace(/\s+/g, ' ').trim();
}

/**
 * The same, and nothing in it means anything to a messenger: a title that somebody chose makes no link, calls nobody
 * and draws no colour. None of the vendors documents a way to escape; the wide forms read the same in Chinese text.
 */
export function withoutMarks(text: string): string {
  const unmarked = oneLine(text)
    .replace(MARKS, (mark) => WIDE[mark] ?? mark)
    .replace(EDGE_LINE, (lines) => '＿'.repeat(lines.length));
  return unmarked.replace(SCHEME, '：／／').replace(DOT_OF_HOST, '．');
}
