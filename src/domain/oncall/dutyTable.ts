import { addCivilDays, asCivilDate, civilDateFrom } from '../time/civil';
import type { CivilDate } from '../time/instant';
import { MOST_FILLED_DAYS } from './rotation';

/** A line of a table somebody filled in, as text; `row` as the program they filled it in with counts it. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
}

export const TABLE_PROBLEMS = [
  'no-header', // no line names both a column of dates and one of people
  'no-days',
  'too-many-days',
  'date-unreadable',
  'date-without-year',
  'date-twice',
  'too-many-people',
  'person-unknown',
  'person-elsewhere', // there is such a person, but not in the unit of the roster
  'person-ambiguous',
  'person-disabled',
] as const;
export type TableProblemCode = (typeof TABLE_PROBLEMS)[number];

/** What is wrong where; `column` from 1, `row` 0: the table as a whole. */
export interface TableProblem {
  readonly code: TableProblemCode;
  readonly row: number;
  readonly column: number;
  readonly value: string;
}

/** People as they are written in a cell. */
export interface WrittenPeople {
  readonly column: number;
  /** As one text per person where signs part them; blanks may part them as well, or stand within a name. */
  readonly names: readonly string[];
}
export interface WrittenDay {
  readonly row: number;
  readonly date: CivilDate;
  readonly people: WrittenPeople;
  readonly leaders: WrittenPeople;
  /** Digits of the phone column; empty: none. */
  readonly phone: string;
}

const HEADS = {
  date: /^(日期|值班日期|时间|date|day)$/i,
  people: /^(值班人员?|值班员|值班人员姓名|姓名|on ?duty|people|duty)$/i,
  leaders: /^(带班领导|带班人员?|带班|备班人员?|备班|带班领导[/／、]备班|leaders?|stand ?by|backup)$/i,
  phone: /^(电话|联系电话|手机|手机号码?|联系方式|phone|mobile)$/i,
} as const;
type Head = keyof typeof HEADS;
type Columns = Readonly<Record<Head, number | null>>;

/** Names in a cell are parted by these; a blank may stand within a name (张　三). */
const PARTS = /[、,，;；/／|\n\r]+/;
const MOST_PEOPLE = 20;
const CELL_LENGTH = 500;

/** Days of a table, or everything that is wrong with it. Titles above the head and notes without people are skipped. */
export function readDutyTable(rows: readonly TableRow[]): {
  readonly days: readonly WrittenDay[];
  readonly problems: readonly TableProblem[];
} {
  const head = rows.findIndex(({ cells }) => columnsOf(cells) !== null);
  const columns = columnsOf(rows[head]?.cells ?? []);
  if (columns === null) return { days: [], problems: [{ code: 'no-header', row: 0, column: 0, value: '' }] };
  const days: WrittenDay[] = [];
  const problems: TableProblem[] = [];
  const seen = new Set<CivilDate>();
  for (const { row, cells } of rows.slice(head + 1)) {
    const cell = (name: Head): string => cellText(cells[columns[name] ?? -1]);
    const written = cell('date');
    const read = readDay(written);
    const problem = (code: TableProblemCode, name: Head, value: string): void => {
      problems.push({ code, row, column: (columns[name] ?? 0) + 1, value });
    };
    const [people, leaders] = [namesOf(cell('people')), namesOf(cell('leaders'))];
    if (typeof read !== 'object') {
      if (people.length > 0) problem(read, 'date', written);
      continue;
    }
    const { date } = read;
    if (seen.has(date)) problem('date-twice', 'date', written);
    seen.add(date);
    if (people.length > MOST_PEOPLE) problem('too-many-people', 'people', String(people.length));
    if (leaders.length > MOST_PEOPLE) problem('too-many-people', 'leaders', String(leaders.length));
    days.push({
      row,
      date,
      people: { column: (columns.people ?? 0) + 1, names: people },
      leaders: { column: (columns.leaders ?? 0) + 1, names: leaders },
      phone: cell('phone').replace(/[^\d+]/g, ''),
    });
  }
  if (days.length === 0 && problems.length === 0) problems.push({ code: 'no-days', row: 0, column: 0, value: '' });
  if (days.length > MOST_FILLED_DAYS)
    problems.push({ code: 'too-many-days', row: 0, column: 0, value: String(days.length) });
  return { days, problems };
}

function columnsOf(cells: readonly string[]): Columns | null {
  const texts = cells.map((cell) => cellText(cell).replace(/\s+/g, ' '));
  const at = (name: Head): number | null => {
    const index = texts.findIndex((text) => HEADS[name].test(text));
    return index === -1 ? null : index;
  };
  const columns = { date: at('date'), people: at('people'), leaders: at('leaders'), phone: at('phone') };
  return columns.date === null || columns.people === null ? null : columns;
}

function cellText(cell: string | undefined): string {
  return (cell ?? '').slice(0, CELL_LENGTH).trim();
}

function namesOf(cell: string): readonly string[] {
  return cell
    .split(PARTS)
    .map((name) => name.trim())
    .filter((name) => name !== '' && !/^[-—–无\\]+$/.test(name));
}

/** The first day that spreadsheets count, and the counts that can be a day of our time. */
const SERIAL_EPOCH = '1899-12-30' as CivilDate;
const SERIALS = { from: 36_526, to: 73_050 } as const;

/** `2026-10-01`, `2026/10/1`, `2026.10.1`, `2026年10月1日`, `20261001`, a spreadsheet's count of days; a weekday after it. */
function readDay(
  written: string,
): { readonly date: CivilDate } | Extract<TableProblemCode, 'date-unreadable' | 'date-without-year'> {
  const text = written
    .replace(/[（(][^（()）]*[)）]/g, '')
    .replace(/(星期|周|礼拜)[一二三四五六日天]$/, '')
    .replace(/[T ]00:00(:00(\.0+)?)?Z?$/, '')
    .trim();
  if (/^\d{5}(\.0+)?$/.test(text)) {
    const serial = Number(text);
    if (serial >= SERIALS.from && serial <= SERIALS.to) return { date: addCivilDays(SERIAL_EPOCH, serial) };
  }
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const date = parts === null ? asCivilDate(text) : civilDateFrom(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  if (date !== null) return { date };
  return /^\d{1,2}[-/.月]\d{1,2}日?$/.test(text) ? 'date-without-year' : 'date-unreadable';
}
