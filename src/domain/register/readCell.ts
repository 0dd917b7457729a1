import { MOST_COUNTED } from '../accounts/filing';
import { creditCodeFault, plainCreditCode } from '../accounts/creditCode';
import { SITE_IDENTIFIER } from '../accounts/site';
import { REGION_CODE } from '../accounts/unit';
import { USERNAME } from '../people/person';
import { visibleText } from '../text/visibleText';
import { addCivilDays, civilDateFrom } from '../time/civil';
import type { CivilDate } from '../time/instant';
import type { RegisterColumn } from './registerColumn';
import type { SheetCell } from './sheet';
import type { SheetFaultCode } from './sheetFault';
import {
  codeOfWord,
  COLUMN_CLASS_WORDS,
  DUTY_WORDS,
  FLAG_WORDS,
  LEVEL_WORDS,
  PLATFORM_WORDS,
  plainWord,
  RANK_WORDS,
  ROLE_WORDS,
  SITE_PLAN_WORDS,
  wordsOf,
} from './words';

/** What a cell says, in one way of writing; or what is wrong with it. */
export type CellReading = { readonly value: string } | { readonly code: SheetFaultCode; readonly about: string };

export interface CellContext {
  /** Of the fields of government work, as people call them. */
  readonly sectors: readonly { readonly key: string; readonly name: string }[];
  readonly countsFrom1904: boolean;
}

/** A spreadsheet keeps fifteen digits of a number and writes zeros for the rest. */
const DIGITS_KEPT = 15;
const PUT_SHORT = /^[+-]?\d(?:\.\d+)?e\+?\d+$/iu;
const WEB_ADDRESS = /^https?:\/\/[^\s/?#@:]+(?::\d{1,5})?(?:[/?#]\S*)?$/iu;

/** Reads a cell that holds something. */
export function readCell(cell: SheetCell, column: RegisterColumn, context: CellContext): CellReading {
  if (cell.kind === 'error') return { code: 'cell-error', about: '' };
  if (cell.isFormula === true && cell.text.trim() === '') return { code: 'formula-empty', about: '' };
  const read = READERS[column.form]({ ...cell, text: withoutGuard(cell.text) }, context);
  if ('value' in read && [...read.value].length > column.mostCharacters)
    return { code: 'too-long', about: String(column.mostCharacters) };
  return read;
}

/** The apostrophe that our tables put before what a spreadsheet would take for a formula. */
function withoutGuard(text: string): string {
  return /^'\s*[=+\-@]/u.test(text) ? text.slice(1) : text;
}

type Reader = (cell: SheetCell, context: CellContext) => CellReading;
const fault = (code: SheetFaultCode, about = ''): CellReading => ({ code, about });

/** As people read it: its own width stays, because （） and () are both right in a name. */
const readName: Reader = (cell) => {
  if (losesDigits(cell)) return fault('digits-lost');
  return { value: visibleText(plainNumber(cell)).replace(/\s+/gu, ' ').trim() };
};
/** Half-width, without blanks: what is compared exactly. */
const compact = (cell: SheetCell): string => visibleText(plainNumber(cell)).normalize('NFKC').replace(/\s/gu, '');

const choice =
  (words: Parameters<typeof wordsOf>[0]): Reader =>
  ({ text }) => {
    const code = codeOfWord(words, text);
    return code === null ? fault('not-a-choice', wordsOf(words).join('、')) : { value: code };
  };

const matching =
  (pattern: RegExp, code: SheetFaultCode): Reader =>
  (cell) => {
    if (losesDigits(cell)) return fault('digits-lost');
    const value = compact(cell);
    return pattern.test(value) ? { value } : fault(code);
  };

const READERS: Readonly<Record<RegisterColumn['form'], Reader>> = {
  name: readName,
  reference: readName,
  text: readName,
  key: readName,
  level: choice(LEVEL_WORDS),
  'column-class': choice(COLUMN_CLASS_WORDS),
  role: choice(ROLE_WORDS),
  platform: choice(PLATFORM_WORDS),
  sectors: ({ text }, { sectors }) => {
    const keys: string[] = [];
    for (const word of text.split(/[、,，;；/\s]+/u).filter(Boolean)) {
      const found = sectors.find(({ key, name }) => key === plainWord(word) || plainWord(name) === plainWord(word));
      if (found === undefined) return fault('not-a-choice', sectors.map(({ name }) => name).join('、'));
      if (!keys.includes(found.key)) keys.push(found.key);
    }
    return { value: keys.join(',') };
  },
  region: matching(REGION_CODE, 'region-wrong'),
  identifier: matching(SITE_IDENTIFIER, 'identifier-wrong'),
  'credit-code': (cell) => {
    if (losesDigits(cell)) return fault('digits-lost');
    const value = plainCreditCode(visibleText(plainNumber(cell)));
    const wrong = creditCodeFault(value);
    return wrong === null ? { value } : fault('credit-code-wrong', wrong);
  },
  'external-id': (cell) => {
    if (losesDigits(cell)) return fault('digits-lost');
    return { value: compact(cell) };
  },
  url: (cell) => {
    const value = compact(cell);
    return WEB_ADDRESS.test(value) ? { value } : fault('url-unreadable');
  },
  username: (cell) => {
    const value = compact(cell).toLowerCase();
    return USERNAME.test(value) ? { value } : fault('username-wrong');
  },
  date: readDate,
  flag: choice(FLAG_WORDS),
  duty: choice(DUTY_WORDS),
  rank: choice(RANK_WORDS),
  'site-plan': choice(SITE_PLAN_WORDS),
  count: (cell) => {
    const value = compact(cell).replace(/[,，]/gu, '');
    return /^\d{1,10}$/u.test(value) && Number(value) <= MOST_COUNTED ? { value } : fault('count-unreadable');
  },
};

/** Written short, or longer than what is kept: the last digits are gone, and nobody can tell which they were. */
function losesDigits({ text, kind }: SheetCell): boolean {
  const plain = text.normalize('NFKC').trim();
  if (kind === 'number') return Math.abs(Number(plain)) >= 10 ** DIGITS_KEPT;
  return PUT_SHORT.test(plain);
}

/** 13800000000 may be stored as 1.38E10, and 7 as 7.0. */
function plainNumber({ text, kind }: SheetCell): string {
  if (kind !== 'number') return text;
  const number = Number(text);
  return Number.isFinite(number) ? String(number) : text;
}

/** The first days that spreadsheets count, and the counts that can be a day of our time. */
const EPOCH = '1899-12-30' as CivilDate;
const EPOCH_1904 = '1904-01-01' as CivilDate;
const DAYS_BETWEEN_EPOCHS = 1_462;
const SERIALS = { from: 32_874, to: 73_050 } as const;

/** `2026-03-01`, `2026/3/1`, `2026.3.1`, `2026年3月1日`, `20260301`, each with a time behind it; a count of days. */
function readDate(cell: SheetCell, { countsFrom1904 }: CellContext): CellReading {
  const text = cell.text.normalize('NFKC').trim();
  if (cell.kind === 'number' || /^\d{5}(?:\.\d+)?$/u.test(text)) {
    const serial = Math.floor(Number(text));
    const of1900 = countsFrom1904 ? serial + DAYS_BETWEEN_EPOCHS : serial;
    if (of1900 >= SERIALS.from && of1900 <= SERIALS.to)
      return { value: countsFrom1904 ? addCivilDays(EPOCH_1904, serial) : addCivilDays(EPOCH, serial) };
  }
  const day = text.replace(/\s/gu, '').replace(/[T日]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/u, '');
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(dayOf(text)) ?? /^(\d{4})(\d{2})(\d{2})$/u.exec(day);
  const date = parts === null ? null : civilDateFrom(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  if (date !== null) return { value: date };
  return fault(/^\d{1,2}[-/.月]\d{1,2}日?$/u.test(day) ? 'date-without-year' : 'date-unreadable');
}

/** Without the time of day: a blank or a T parts them. */
function dayOf(text: string): string {
  return text.replace(/[\sT]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/u, '').replace(/\s/gu, '');
}
