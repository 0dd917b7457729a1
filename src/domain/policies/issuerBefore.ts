import { anyOf, wordList } from '../text/wordList';
import { keptNameOf } from './institutionNames';

/** Who issued a 文号: the name as it goes into the number, and where it begins in the text. */
export interface IssuerBefore {
  readonly name: string;
  readonly at: number;
}

/**
 * Words that stand before an issuer's code in running text and are no part of it. Single characters that also begin
 * real codes (和政发, 经信发) are not among them.
 */
const LEADING = wordList(`
  根据 按照 依据 依照 参照 遵照
  贯彻落实 贯彻 落实 执行 印发 转发
  关于 通知 意见 办法 规定 细则 简称 现将 废止
  文号 字号 编号 文件 以及 详见 其中
  的 了 见 按
`);
const LEADING_WORDS = new RegExp(`^.*${anyOf(LEADING)}`, 'u');
/** "国发〔2026〕30号和国办发〔2026〕5号": only directly after another number is a joining word certain to be one. */
const JOINING_WORDS = /^(?:和|与|及)/u;

/** How the names of institutions end; only such a name can be one of several joint issuers. */
const INSTITUTION = new RegExp(
  `${anyOf(wordList('部 委 委员会 局 署 行 院 办 办公室 会 厅 社 政府 中央 妇联 残联 科协 工商联'))}$`,
  'u',
);
const JOINED_WITHIN = new RegExp(
  `(?<=${anyOf(wordList('部 委员会 委 局 署 行 院 办 会 厅 政府'))})[和与及](?=[\\p{Script=Han}]{2})`,
  'gu',
);
/** A province's office and a ministry never stand in one number: neighbours of the other level are another sentence. */
const LOCAL = /[省县区旗州盟]|市(?!场)|厅$/u;

const MAX_CODE_CHARS = 24;
const MAX_NAME_CHARS = 40;
const MAX_ISSUERS = 20;
const MAX_GAP_CHARS = 4;
const MAX_PARTED_CHARS = 8;
/** What stands between joint issuers; a comma as well, for the last one's own number is never the joint one's. */
const BETWEEN_ISSUERS = /[\s、,;·・•/&]/u;

/**
 * The code before the year's bracket: 国发, 财税, 通政办发, also where blanks part its characters (国 发). Null where there is
 * none: a single character names no series, and taking it for one would make one document of many.
 */
export function codeBefore(text: string, until: number): IssuerBefore | null {
  let at = skipBack(text, until, /\s/u);
  let name = '';
  do {
    const end = name === '' ? at : skipBack(text, at, /\s/u);
    const start = runBack(text, end, { of: /[\p{Script=Han}A-Za-z]/u, max: MAX_CODE_CHARS });
    if (start === end || (name !== '' && end === at)) break;
    name = text.slice(start, end) + name;
    at = start;
    // Only a code that is written apart has pieces of one character.
  } while (name.length < MAX_PARTED_CHARS && /^\s?.(?!\S)/u.test(text.slice(at)));
  const code = bare(text, { name, at });
  return code === null || [...code.name].length < 2 ? null : code;
}

/**
 * The institution before an order's or announcement's figures; for a joint document all of them in their order, however
 * they are joined: by blanks or line breaks, by 、, by 和, or by nothing. Never the last one alone, whose own number of
 * that year is another document.
 */
export function issuersBefore(text: string, until: number): IssuerBefore | null {
  const end = skipBack(text, until, /\s/u);
  const last = institutionBefore(text, end);
  if (last === null) return null;
  const names = [last.name.replace(/联合$/u, '')];
  let at = last.at;
  while (names.length < MAX_ISSUERS && INSTITUTION.test(names[0] ?? '')) {
    const gap = skipBack(text, at, BETWEEN_ISSUERS);
    if (gap === at) break;
    const next = institutionBefore(text, gap);
    if (next === null || !INSTITUTION.test(next.name) || LOCAL.test(next.name) !== LOCAL.test(last.name)) break;
    names.unshift(next.name);
    at = next.at;
  }
  const name = names.map(keptNameOf).join('').replace(JOINED_WITHIN, '');
  return name === '' ? null : { name, at };
}

function institutionBefore(text: string, until: number): IssuerBefore | null {
  const at = runBack(text, until, { of: /\p{Script=Han}/u, max: MAX_NAME_CHARS });
  const found = bare(text, { name: text.slice(at, until), at });
  if (found === null) return null;
  // The state's name before an issuer adds nothing.
  const name = found.name.replace(/^中华人民共和国(?=.)/u, '');
  return name.length < 1 ? null : { name, at: found.at };
}

/** Without the words of the sentence it stands in. */
function bare(text: string, { name, at }: IssuerBefore): IssuerBefore | null {
  let own = name.replace(LEADING_WORDS, '').replace(/^.*号[和与及]?/u, '');
  if (/号\)?$/u.test(text.slice(Math.max(0, at - 2), at))) own = own.replace(JOINING_WORDS, '');
  return own === '' ? null : { name: own, at: at + name.length - own.length };
}

/** Where a run of such characters that ends at `until` begins. */
function runBack(text: string, until: number, { of, max }: { readonly of: RegExp; readonly max: number }): number {
  let at = until;
  while (at > 0 && until - at < max && of.test(text[at - 1] ?? '')) at -= 1;
  return at;
}

function skipBack(text: string, until: number, gap: RegExp): number {
  const at = runBack(text, until, { of: gap, max: MAX_GAP_CHARS });
  return at > 0 && gap.test(text[at - 1] ?? '') ? until : at;
}
