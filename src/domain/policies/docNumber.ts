import { anyOf, wordList } from '../text/wordList';
import { readChineseNumber } from './chineseNumber';
import type { ObservedPolicy } from './policy';

/** `国发〔2026〕30号` with any brackets and stray spaces. */
const CODED = /([\p{Script=Han}A-Za-z]{1,24})\s*[([【〔〖]\s*(\d{4})\s*年?\s*[)\]】〕〗]\s*第?\s*(\d{1,5})\s*号/gu;
/** `国令第843号`, `中华人民共和国海关总署令（第283号）`, and with a number in words `国务院令第八百四十三号`. */
const ORDER =
  /([\p{Script=Han}]{1,24})令\s*\(?\s*(?:第?\s*(\d{1,5})|第\s*([〇零一二三四五六七八九十百千]{1,9}))\s*号\s*\)?/gu;
/** `财政部公告2026年第12号`. Without the issuer such a number names nothing. */
const NOTICE = /([\p{Script=Han}]{2,24})公告\s*\(?\s*(\d{4})\s*年\s*第?\s*(\d{1,5})\s*号\s*\)?/gu;

/**
 * Words that stand before an issuer's code in running text and are no part of it. Single characters that also begin
 * real codes (和政发, 经信发) are not among them.
 */
const LEADING = wordList(`
  根据 按照 依据 依照 参照 遵照
  贯彻落实 贯彻 落实 执行 印发 转发
  关于 通知 意见 办法 规定 细则 简称 现将 废止
  文号 字号 编号 文件 以及 详见 其中
  的 了 见 按 《 》 、
`);
const LEADING_WORDS = new RegExp(`^.*${anyOf(LEADING)}`, 'u');
const JOINING_WORDS = /^(?:和|与|及)/u;

/**
 * The 文号 a text names, in order, each once, in one spelling: `国发〔2026〕30号`, `国令第843号`, `财政部公告2026年第12号`.
 * Naming is not being: see `ownDocNumber`.
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

/** Every place where a 文号 stands, in order. */
export function findDocNumbers(text: string): FoundDocNumber[] {
  const plain = text
    .normalize('NFKC')
    .replace(/[﹝［]/gu, '[')
    .replace(/[﹞］]/gu, ']');
  const found: { readonly at: number; readonly until: number; readonly number: string }[] = [];
  const keep = (match: RegExpMatchArray, code: string, write: (code: string) => string): void => {
    const issuer = bareCode(code, plain.slice(0, match.index));
    if (issuer === '' || match.index === undefined) return;
    found.push({
      at: match.index + (match[1]?.length ?? 0) - issuer.length,
      until: match.index + match[0].length,
      number: write(issuer),
    });
  };
  for (const match of plain.matchAll(CODED))
    keep(match, match[1] ?? '', (code) => `${code}〔${match[2]}〕${Number(match[3])}号`);
  for (const match of plain.matchAll(ORDER)) {
    const number = match[2] === undefined ? readChineseNumber(match[3] ?? '') : Number(match[2]);
    if (number !== null) keep(match, match[1] ?? '', (code) => `${orderIssuer(code)}令第${number}号`);
  }
  for (const match of plain.matchAll(NOTICE))
    keep(match, match[1] ?? '', (code) => `${code}公告${match[2]}年第${Number(match[3])}号`);
  return found
    .sort((one, other) => one.at - other.at)
    .map(({ at, until, number }) => ({
      number,
      at,
      before: plain.slice(Math.max(0, at - NEIGHBOURHOOD_CHARS), at),
      after: plain.slice(until, until + NEIGHBOURHOOD_CHARS),
    }));
}

function bareCode(code: string, before: string): string {
  const bare = code.replace(LEADING_WORDS, '');
  // "国发〔2026〕30号和国办发〔2026〕5号": only directly after another number is a joining word certain to be one.
  return /号\)?$/.test(before) ? bare.replace(JOINING_WORDS, '') : bare;
}

/** 国务院令 and 国令 are the same series; the state's name before an issuer adds nothing. */
function orderIssuer(code: string): string {
  const short = code.replace(/^中华人民共和国/u, '');
  return short === '国务院' ? '国' : short;
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
