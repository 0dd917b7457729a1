import { COLUMNS_PASSED_OVER, REGISTER_COLUMNS, REGISTER_KINDS, SHEETS_CALLED, type RegisterKind } from './columns';
import { COLUMN_OF_DAY } from './filingColumns';
import type { RegisterColumn } from './registerColumn';
import { readCell, type CellContext } from './readCell';
import { columnLetters, type Sheet, type SheetCell, type SheetRow } from './sheet';
import type { SheetMessage } from './sheetFault';
import { plainWord } from './words';

/** A row of a table with what its cells say, in one way of writing; what is not stated is not there. */
export interface WrittenRow {
  readonly kind: RegisterKind;
  readonly sheet: string;
  readonly row: number;
  readonly values: Readonly<Record<string, string>>;
  /** Fields whose cell holds something that cannot be taken, which has been told. */
  readonly faulty: readonly string[];
  /** Where each field of its sheet stands. */
  readonly places: Readonly<Record<string, { readonly column: string; readonly header: string }>>;
}

export interface WrittenRegister {
  readonly rows: readonly WrittenRow[];
  readonly messages: readonly SheetMessage[];
}

/** Titles and remarks above a head; a table that begins further down is none. */
const MOST_ROWS_ABOVE = 30;
const SHOWN_CHARACTERS = 200;
/** The example of our own template. */
const EXAMPLE = /^[（(]示例/u;
/** What stands below official tables: sums, remarks, who filled it in. A unit may be called 审核中心 all the same. */
const BELOW =
  /^(?:(?:合计|总计)[:：]?$|(?:注|备注|说明|填报|填表|审核|审批|单位负责人|负责人|联系|制表|报送)[^:：]{0,10}[:：])/u;

interface Head {
  readonly kind: RegisterKind;
  readonly at: number;
  readonly columns: ReadonlyMap<number, RegisterColumn>;
}

/** What the sheets of a file list, with everything that is wrong in a cell by itself. */
export function readRegister(sheets: readonly Sheet[], context: Omit<CellContext, 'countsFrom1904'>): WrittenRegister {
  const rows: WrittenRow[] = [];
  const messages: SheetMessage[] = [];
  for (const sheet of sheets) {
    if (sheet.rows.length === 0) continue;
    const head = headOf(sheet);
    const whole = { sheet: sheet.name, row: 0, column: '', header: '', value: '' };
    if (head === null) {
      messages.push({ ...whole, kind: null, code: 'sheet-skipped', about: '' });
      continue;
    }
    const missing = REGISTER_COLUMNS[head.kind].filter(
      ({ field, isNeeded }) => isNeeded && ![...head.columns.values()].some((one) => one.field === field),
    );
    if (missing.length > 0) {
      const about = missing.map(({ header }) => header).join('、');
      messages.push({ ...whole, row: sheet.rows[head.at]?.row ?? 0, kind: head.kind, code: 'column-missing', about });
      continue;
    }
    messages.push(...strangeColumns(sheet, head));
    readRows(sheet, head, { rows, messages, context: { ...context, countsFrom1904: sheet.countsFrom1904 } });
  }
  if (rows.length === 0 && messages.every(({ code }) => code !== 'column-missing'))
    messages.push({ code: 'no-rows', kind: null, sheet: '', row: 0, column: '', header: '', value: '', about: '' });
  return { rows, messages };
}

/** By the sheet's name where its head agrees or says too little; else by what fits its head best. Null: by nothing. */
function headOf(sheet: Sheet): Head | null {
  const called = SHEETS_CALLED.find(([, name]) => name.test(sheet.name))?.[0];
  const heads = REGISTER_KINDS.flatMap((kind) => bestHead(sheet, kind) ?? []);
  const whole = heads.filter((head) => hasAllNeeded(head));
  const own = heads.find(({ kind }) => kind === called);
  const best = [...whole].sort((one, other) => other.columns.size - one.columns.size)[0];
  // What is called 账号 and lacks a column is no list of units because it has one of those.
  const isOwn = own !== undefined && (hasAllNeeded(own) || own.columns.size > (best?.columns.size ?? 0));
  return isOwn ? own : (best ?? null);
}

function hasAllNeeded({ kind, columns }: Head): boolean {
  const fields = new Set([...columns.values()].map(({ field }) => field));
  return REGISTER_COLUMNS[kind].every(({ field, isNeeded }) => !isNeeded || fields.has(field));
}

function bestHead(sheet: Sheet, kind: RegisterKind): Head | null {
  let best: Head | null = null;
  sheet.rows.slice(0, MOST_ROWS_ABOVE).forEach(({ cells }, at) => {
    const columns = columnsOf(cells, kind);
    if (columns.size > (best?.columns.size ?? 0)) best = { kind, at, columns };
  });
  return best;
}

/** The first column that is called so counts, by its own name before what others call it. */
function columnsOf(cells: SheetRow['cells'], kind: RegisterKind): ReadonlyMap<number, RegisterColumn> {
  const heads = cells.map((cell) => (cell === null ? '' : headText(cell.text)));
  const columns = new Map<number, RegisterColumn>();
  const taken = new Set<string>();
  const name = (isCalled: (column: RegisterColumn, head: string) => boolean): void => {
    for (const column of REGISTER_COLUMNS[kind]) {
      const at = heads.findIndex((head, index) => head !== '' && !columns.has(index) && isCalled(column, head));
      if (at < 0 || taken.has(column.field)) continue;
      columns.set(at, column);
      taken.add(column.field);
    }
  };
  name(({ header, field }, head) => head === plainWord(header) || head === plainWord(field));
  name(({ also }, head) => also.some((one) => headText(one) === head));
  // 微博UID/微信原始ID: one column for what each platform calls otherwise.
  name(({ header, also }, head) => {
    const parts = head.split(/[/、]|或/u);
    return parts.length > 1 && parts.every((part) => [header, ...also].some((one) => headText(one) === part));
  });
  for (const [at, { field }] of columns) if (isUndated(field, taken)) columns.delete(at);
  return columns;
}

function isUndated(field: string, fields: ReadonlySet<string>): boolean {
  const day = COLUMN_OF_DAY.get(field);
  return day !== undefined && !fields.has(day);
}

/** Without stars and what stands in brackets: *账号名称（必填） is 账号名称. */
function headText(text: string): string {
  const plain = plainWord(text.replace(/[\r\n]/gu, ''));
  return plain.replace(/\([^()]*\)/gu, '').replace(/^[*☆★]+|[*☆★:]+$/gu, '');
}

function strangeColumns(sheet: Sheet, { kind, at, columns }: Head): SheetMessage[] {
  const head = sheet.rows[at];
  const headsOf = (some: readonly RegisterColumn[]) =>
    new Set(some.flatMap(({ header, also }) => [header, ...also].map(headText)));
  const known = headsOf([...columns.values()]);
  const undated = headsOf(REGISTER_COLUMNS[kind].filter(({ field }) => COLUMN_OF_DAY.has(field)));
  return (head?.cells ?? []).flatMap((cell, index) => {
    if (cell === null || columns.has(index) || COLUMNS_PASSED_OVER.test(headText(cell.text))) return [];
    const text = headText(cell.text);
    const code = known.has(text) ? 'column-twice' : undated.has(text) ? 'column-undated' : 'column-unknown';
    const place = { sheet: sheet.name, row: head?.row ?? 0, column: columnLetters(index), header: shown(cell.text) };
    return [{ ...place, kind, code, value: '', about: '' }];
  });
}

function readRows(
  sheet: Sheet,
  { kind, at, columns }: Head,
  into: { readonly rows: WrittenRow[]; readonly messages: SheetMessage[]; readonly context: CellContext },
): void {
  const head = sheet.rows[at];
  const places = Object.fromEntries(
    [...columns].map(([index, { field }]) => [
      field,
      { column: columnLetters(index), header: shown(head?.cells[index]?.text ?? '') },
    ]),
  );
  for (const { row, cells } of sheet.rows.slice(at + 1)) {
    const where = { kind, sheet: sheet.name, row };
    if (isAside(cells)) {
      const value = shown(cells.find((cell) => cell !== null)?.text ?? '');
      into.messages.push({ ...where, column: '', header: '', value, code: 'row-skipped', about: '' });
      continue;
    }
    const values: Record<string, string> = {};
    const faulty: string[] = [];
    let holdsAnything = false;
    for (const [index, column] of columns) {
      const cell = cells[index] ?? null;
      if (cell === null) continue;
      holdsAnything = true;
      const read = readCell(cell, column, into.context);
      if ('value' in read && read.value !== '') values[column.field] = read.value;
      if ('value' in read && cell.isFormula !== true) continue;
      if ('code' in read) faulty.push(column.field);
      const told = 'code' in read ? read : ({ code: 'formula-result', about: '' } as const);
      const place = places[column.field] ?? { column: '', header: '' };
      into.messages.push({ ...where, ...place, value: shown(cell.text), ...told });
    }
    if (holdsAnything) into.rows.push({ ...where, values, faulty, places });
  }
}

/** The example of the template; a line below the table that says one thing. */
function isAside(cells: SheetRow['cells']): boolean {
  const written = cells.filter((cell): cell is SheetCell => cell !== null);
  const [first] = written;
  if (first === undefined || EXAMPLE.test(first.text.trim())) return true;
  // A sum has figures beside it and nothing else; a signature says one thing.
  const says = new Set(written.map(({ text }) => text.trim()).filter((text) => !/^[\d.,%]*$/u.test(text)));
  return says.size === 1 && BELOW.test(first.text.trim());
}

function shown(text: string): string {
  return [...text.replace(/\s+/gu, ' ').trim()].slice(0, SHOWN_CHARACTERS).join('');
}
