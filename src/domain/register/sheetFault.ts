import type { RegisterKind } from './columns';

/** What is wrong with a table, so that nothing of it is imported. */
export const SHEET_FAULTS = [
  'no-rows', // no sheet that the register knows, or nothing below their heads
  'column-missing',
  'missing',
  'too-long',
  'not-a-choice',
  'date-unreadable',
  'date-without-year',
  'digits-lost', // a spreadsheet keeps fifteen digits of a number
  'formula-empty', // a formula without its stored result: nothing is ever worked out
  'cell-error', // #REF! and its kin
  'url-unreadable',
  'credit-code-wrong',
  'region-wrong',
  'identifier-wrong',
  'uid-wrong',
  'id-reserved', // stands in for an id that is not known yet
  'username-wrong',
  'count-unreadable',
  'phone-wrong',
  'phone-missing', // neither of two
  'date-later', // than today
  'person-unknown', // among those who can sign in
  'icp-wrong',
  'police-wrong',
  'basis-missing', // a website is kept on its own by a law or document
  'deadline-missing', // of moving or closing a website
  'undated', // a count without its day
  'uncounted', // a day without its count
  'key-taken', // a unit that is not the reader's has this key
  'given-twice',
  'unit-unknown',
  'unit-ambiguous',
  'unit-closed',
  'unit-under-itself',
  'name-taken',
  'credit-code-taken',
  'identifier-taken',
  'exists-elsewhere', // registered for a unit that is not the reader's
  'site-unknown',
  'site-closed', // until it is opened again
  'site-of-portal-only',
  'officer-without-unit',
  'own-row', // nobody changes themselves
  'last-administrator', // nobody would manage the office any more
  'not-allowed',
  'file-changed', // the register is no longer what it was when this was checked
] as const;
export type SheetFaultCode = (typeof SHEET_FAULTS)[number];

/** What is told and hinders nothing. */
export const SHEET_NOTICES = [
  'formula-result', // the stored result of a formula was taken
  'column-unknown',
  'column-twice',
  'column-undated', // of a count, without the day it is of
  'sheet-skipped',
  'person-disabled', // they stay shut out
  'row-skipped', // the example, sums and signatures below a table
] as const;
export type SheetNoticeCode = (typeof SHEET_NOTICES)[number];

/** Where a message belongs: `row` 0 is the sheet as a whole, an empty `column` the row as a whole. */
export interface SheetMessage {
  readonly code: SheetFaultCode | SheetNoticeCode;
  readonly kind: RegisterKind | null;
  readonly sheet: string;
  readonly row: number;
  /** Letters, as spreadsheets name it. */
  readonly column: string;
  readonly header: string;
  readonly value: string;
  /** What the message needs to name: choices, the place of the other row, the unit it may mean. */
  readonly about: string;
}

export function isNotice({ code }: Pick<SheetMessage, 'code'>): boolean {
  return (SHEET_NOTICES as readonly string[]).includes(code);
}
