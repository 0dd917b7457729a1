import { anyOf, wordList } from '../text/wordList';
import { readChineseNumber } from '../text/chineseNumber';
import { codeBefore, issuersBefore } from './issuerBefore';
import type { ObservedPolicy } from './policy';

/**
 * Where the figures of a 文号 stand; its issuer is read backwards from there. Blanks are counted and the issuer is not
 * part of the expressions, so that each of them moves on after a bounded look: a text of a million blanks, brackets or
 * Han characters costs its length and no more.
 */
const GAP = '\\s{0,4}';
const DIGITS = '〇零○一二三四五六七八九';
const YEAR = `(\\d{4}|[${DIGITS}]{4})`;
const IN_WORDS = `([${DIGITS}十百千]{1,9})`;
/** `国发〔2026〕30号` with any brackets and stray spaces. */
const CODED = new RegExp(
  `[([【〔〖]${GAP}${YEAR}${GAP}年?${GAP}[)\\]】〕〗]${GAP}第?${GAP}(?:(\\d{1,5})|${IN_WORDS})${GAP}号`,
  'gu',
);
/** `国令第843号`, `海关总署令(第283号)`, `交通运输部令2023年第22号`, and in words `国务院令第八百四十三号`. */
const ORDER = new RegExp(
  `令${GAP}\\(?${GAP}(?:${YEAR}${GAP}年${GAP})?(?:第?${GAP}(\\d{1,5})|第${GAP}${IN_WORDS})${GAP}号${GAP}\\)?`,
  'gu',
);
/** The same with the kind behind: `国务院第843号令`, `交通运输部2023年第22号令`. */
const ORDER_BEHIND = new RegExp(`(?:${YEAR}${GAP}年${GAP})?第${GAP}(?:(\\d{1,5})|${IN_WORDS})${GAP}号${GAP}令`, 'gu');
/** `财政部公告2026年第12号`. Without the issuer such a number names nothing. */
const NOTICE = new RegExp(
  `公告${GAP}\\(?${GAP}${YEAR}${GAP}年${GAP}第?${GAP}(?:(\\d{1,5})|${IN_WORDS})${GAP}号${GAP}\\)?`,
  'gu',
);
/** The same with the kind behind: `财政部2026年第12号公告`. */
const NOTICE_BEHIND = new RegExp(`${YEAR}${GAP}年${GAP}第${GAP}(?:(\\d{1,5})|${IN_WORDS})${GAP}号${GAP}公告`, 'gu');

/** A longer text than this is a book, not a document; what stands behind it names nothing of interest. */
const MAX_TEXT_CHARS = 500_000;

/**
 * The 文号 a text names, in order, each once, in one spelling: `国发〔2026〕30号`, `国令第843号`, `财政部公告2026年第12号`,
 * for joint documents with all issuers (`财政部税务总局公告2023年第39号`). Naming is not being: see `ownDocNumber`.
 */
export function readDocNumbers(text: string): string[] {
  return [...new Set(findDocNumbers(text).map((found) => found.number))];
}

export interface FoundDocNumber {
  readonly number: string;
  /** Where it begins in the (width-folded) text. */
  readonly at: number;
  /** What stands next to it, as much as is needed to tell a name from a citation. */
  readonly before: string;
  readonly after: string;
}
const NEIGHBOURHOOD_CHARS = 160;

/** What an expression found, and how the number is written once its issuer is known. */
interface Figures {
  readonly match: RegExpMatchArray;
  readonly issuerAs: 'code' | 'issuers';
  readonly write: (issuer: string) => string | null;
}

/** Every place where a 文号 stands, in order. */
export function findDocNumbers(text: string): FoundDocNumber[] {
  const plain = text.slice(0, MAX_TEXT_CHARS).normalize('NFKC');
  return figuresIn(plain)
    .flatMap(({ match, issuerAs, write }) => {
      const issuer = issuerAs === 'code' ? codeBefore(plain, match.index ?? 0) : issuersBefore(plain, match.index ?? 0);
      const number = issuer === null ? null : write(issuer.name);
      if (issuer === null || number === null) return [];
      return [{ at: issuer.at, until: (match.index ?? 0) + match[0].length, number }];
    })
    .sort((one, other) => one.at - other.at)
    .map(({ at, until, number }) => ({
      number,
      at,
      before: plain.slice(Math.max(0, at - NEIGHBOURHOOD_CHARS), at),
      after: plain.slice(until, until + NEIGHBOURHOOD_CHARS),
    }));
}

function figuresIn(plain: string): Figures[] {
  const coded = [...plain.matchAll(CODED)].map((match): Figures => ({
    match,
    issuerAs: 'code',
    write: written(match, (code, { year, number }) => `${code}〔${year}〕${number}号`),
  }));
  const orders = [...plain.matchAll(ORDER), ...plain.matchAll(ORDER_BEHIND)].map((match): Figures => ({
    match,
    issuerAs: 'issuers',
    write: written(match, (issuers, { year, number }) => {
      const ofYear = year === null ? '' : `${year}年`;
      return `${orderIssuer(issuers)}令${ofYear}第${number}号`;
    }),
  }));
  const notices = [...plain.matchAll(NOTICE), ...plain.matchAll(NOTICE_BEHIND)].map((match): Figures => ({
    match,
    issuerAs: 'issuers',
    write: written(match, (issuers, { year, number }) => `${issuers}公告${year}年第${number}号`),
  }));
  return [...coded, ...orders, ...notices];
}

/** Year and number of a match, in figures or in words; without a readable number there is none to write. */
function written(
  match: RegExpMatchArray,
  write: (issuer: string, figures: { readonly year: number | null; readonly number: number }) => string,
): Figures['write'] {
  const year = match[1] === undefined ? null : figure(match[1]);
  const number = figure(match[2] ?? match[3] ?? '');
  return (issuer) => (number === null ? null : write(issuer, { year, number }));
}

function figure(text: string): number | null {
  return /^\d+$/u.test(text) ? Number(text) : readChineseNumber(text.replaceAll('○', '〇'));
}

/** 国务院令 and 国令 are the same series. */
function orderIssuer(issuers: string): string {
  return issuers === '国务院' ? '国' : issuers;
}

/** Text that says where an entry comes from, put before the text by some feeds. */
const SOURCE_LINE = /^\s*来源\s*[:：]\s*/u;

/**
 * The text of an entry without markup and without a leading source line, which names the place and not the document.
 */
export function entryText(entry: Pick<ObservedPolicy, 'body' | 'summary' | 'statedSource'>): string {
  return stripSourceLine(entry.body ?? entry.summary, entry.statedSource);
}

export function stripSourceLine(text: string, statedSource: string | null): string {
  const plain = text.replace(/<(?:br|\/p|\/div)\s*\/?>/giu, '\n').replace(/<[^>]{0,500}>/gu, '');
  if (!SOURCE_LINE.test(plain)) return plain.trim();
  const rest = plain.replace(SOURCE_LINE, '');
  if (statedSource !== null && statedSource !== '' && rest.startsWith(statedSource))
    return rest.slice(statedSource.length).trim();
  // A source line that was run together with the text: its name is the first word.
  return (rest.includes('\n') ? rest.replace(/^[^\n]*\n/u, '') : rest.replace(/^\S*/u, '')).trim();
}

const HEAD_CHARS = 300;

/**
 * The entry's own 文号: the stated field; or one that begins or ends the title; or one that opens the text or stands on a
 * line of its own in its head. A number that is merely cited — within the title, in brackets after another document's
 * name, in the body — is not.
 */
export function ownDocNumber(
  entry: Pick<ObservedPolicy, 'docNumber' | 'title' | 'body' | 'summary' | 'statedSource'>,
): string | null {
  const stated = entry.docNumber?.trim() ?? '';
  if (stated !== '') return readDocNumbers(stated)[0] ?? stated.normalize('NFKC').replace(/\s+/gu, '');
  const inTitle = findDocNumbers(entry.title).find(
    ({ at, before, after }) => (at <= before.length && /^[\s([【]*$/u.test(before)) || /^[\s)\]】]*$/u.test(after),
  );
  if (inTitle !== undefined && !isCited(inTitle.before)) return inTitle.number;
  const head = entryText(entry).slice(0, HEAD_CHARS);
  const inHead = findDocNumbers(head).find(
    ({ at, before, after }) =>
      (at <= before.length && /^\s*$/u.test(before)) || (/\n\s*$/u.test(before) && /^\s*(?:\n|$)/u.test(after)),
  );
  return inHead?.number ?? null;
}

const CITING = wordList('根据 按照 依据 依照 参照 贯彻 落实 废止 修改 修订 执行');
const CITED = new RegExp(`${anyOf(CITING)}[^。\\n]{0,40}$`, 'u');

/** Does what stands before a number make it a citation of another document? */
export function isCited(before: string): boolean {
  return CITED.test(before);
}
