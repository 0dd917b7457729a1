import type { FoundPlace } from './contentHit';

/** Both widths of a round bracket count as one: which is used is a matter of setting. */
const CLOSES: Readonly<Record<string, string>> = {
  '（': ')',
  '(': ')',
  '《': '》',
  '〈': '〉',
  '【': '】',
  '〔': '〕',
  '「': '」',
  '『': '』',
  '“': '”',
  '‘': '’',
};
/** Every mark that opens or closes: a text is gone through from one to the next, not character by character. */
const MARKS = /[（(《〈【〔「『“‘）)》〉】〕」』”’]/g;
/**
 * `1）`, `a)`, `一）`, `（` left out: a number of a list. Faces of signs are none, nor `’` of English words and years
 * (’99).
 */
const NUMBER_BEFORE = /(?:^|[\s，。；：、“”])[0-9a-zA-Z一二三四五六七八九十①-⑳]{1,3}$/;
const FACE_BEFORE = /[:;=^ωдД▽∀´`~～-]$/;
/** Quotations that go on over paragraphs open anew in each of them and close once (GB/T 15834—2011 4.8). */
const QUOTES = new Set(['“', '‘']);

interface Opened {
  readonly mark: string;
  readonly at: number;
}

export interface MarkFaults {
  readonly unpaired: readonly FoundPlace[];
  /** 《 in 《: the inner one is 〈〉 (GB/T 15834—2011 4.15). */
  readonly nested: readonly FoundPlace[];
}

/** Brackets, quotation marks and title marks without their other half, crossed, or one in another of the same kind. */
export function pairedMarks(text: string): MarkFaults {
  const open: Opened[] = [];
  const unpaired: FoundPlace[] = [];
  const nested: FoundPlace[] = [];
  const blame = (at: number): void => {
    unpaired.push({ from: at, to: at + 1, suggestion: null });
  };
  for (const { 0: mark, index: at } of text.matchAll(MARKS)) {
    if (mark in CLOSES) {
      if (mark === '《' && open.some((one) => one.mark === '《'))
        nested.push({ from: at, to: at + 1, suggestion: '〈' });
      open.push({ mark, at });
      continue;
    }
    const closing = mark === '）' ? ')' : mark;
    if (isNoMark(text, at, closing)) continue;
    const mine = lastOpen(open, closing);
    if (mine < 0) {
      blame(at);
      continue;
    }
    for (const { mark: other, at: place } of open.splice(mine).slice(1)) if (!QUOTES.has(other)) blame(place);
  }
  for (const { mark, at } of open) if (!QUOTES.has(mark) || !goesOn(text, at)) blame(at);
  return { unpaired, nested };
}

/** A quotation that goes on in another paragraph, or a text that is itself a piece of one. */
function goesOn(text: string, at: number): boolean {
  return at === 0 || text.slice(at).includes('\n');
}

function lastOpen(open: readonly Opened[], closing: string): number {
  return open.findLastIndex(({ mark }) => CLOSES[mark] === closing);
}

function isNoMark(text: string, at: number, closing: string): boolean {
  const before = text.slice(Math.max(0, at - 5), at);
  if (closing === ')') return NUMBER_BEFORE.test(before) || FACE_BEFORE.test(before);
  return closing === '’' && (/[A-Za-z]$/.test(before) || /^\d{2}/.test(text.slice(at + 1)));
}
