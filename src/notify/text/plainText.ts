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
};
const MARKS = /[<>[\]*#`~|\\]/g;

/** One line of what people read: no breaks, nothing invisible, and no half characters. */
export function oneLine(text: string): string {
  return visibleText(text).replace(LONE_SURROGATES, '\uFFFD').replace(/\s+/g, ' ').trim();
}

/**
 * The same, and nothing in it means anything to a messenger: a title that somebody chose makes no link, calls nobody
 * and draws no colour. None of the vendors documents a way to escape; the wide forms read the same in Chinese text.
 */
export function withoutMarks(text: string): string {
  return oneLine(text).replace(MARKS, (mark) => WIDE[mark] ?? mark);
}
