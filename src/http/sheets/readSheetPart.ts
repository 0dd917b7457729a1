import type { SheetCell, SheetRow } from '../../domain/register/sheet';
import { CELL_CHARACTERS } from './limits';
import { sheetFault } from './sheetFault';
import { readXml } from './xmlParts';

interface SheetReading {
  readonly shared: readonly string[];
  readonly mostRows: number;
  readonly mostColumns: number;
}

interface Written {
  readonly row: number;
  readonly cells: (SheetCell | null)[];
}

const MOST_MERGES = 20_000;
/** Cells that merges fill in, of all of them together; beyond that the file means to be large, not to say something. */
const MOST_MERGED_CELLS = 500_000;

/** The rows of one sheet that hold anything. Throws a refusal where there are too many. */
export function readSheetPart(part: Buffer, { shared, mostRows, mostColumns }: SheetReading): readonly SheetRow[] {
  const rows: Written[] = [];
  const merges: string[] = [];
  let row: Written = { row: 0, cells: [] };
  let [column, type, value, isValue, isFormula, hasValue, isSpoken] = [-1, '', '', false, false, false, false];
  const endCell = (): void => {
    if (column >= mostColumns || (!hasValue && !isFormula)) return;
    const cell = cellOf(type, value.slice(0, CELL_CHARACTERS), shared);
    if (cell.text.trim() === '' && cell.kind === 'text' && !isFormula) return;
    while (row.cells.length < column) row.cells.push(null);
    row.cells[column] = isFormula ? { ...cell, isFormula: true } : cell;
  };
  readXml(part, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = { row: Number(attributes['r']) || row.row + 1, cells: [] };
        column = -1;
      } else if (name === 'c') {
        column = columnOf(attributes['r'] ?? '') ?? column + 1;
        [type, value, isFormula, hasValue] = [attributes['t'] ?? 'n', '', false, false];
      } else if (name === 'v' || name === 't') [isValue, hasValue] = [true, true];
      else if (name === 'f') isFormula = true;
      else if (name === 'rPh') isSpoken = true;
      else if (name === 'mergeCell' && merges.length < MOST_MERGES) merges.push(attributes['ref'] ?? '');
    },
    text: (text) => {
      if (isValue && !isSpoken) value += text;
    },
    close: (name) => {
      if (name === 'v' || name === 't') isValue = false;
      else if (name === 'rPh') isSpoken = false;
      else if (name === 'c') endCell();
      else if (name === 'row' && row.cells.length > 0) {
        rows.push(row);
        if (rows.length > mostRows) throw sheetFault('too-large');
      }
    },
  });
  fillMerges(rows, merges, mostColumns);
  return rows;
}

function cellOf(type: string, value: string, shared: readonly string[]): SheetCell {
  switch (type) {
    case 's':
      return { text: (shared[Number(value)] ?? '').slice(0, CELL_CHARACTERS), kind: 'text' };
    case 'e':
      return { text: value, kind: 'error' };
    case 'b':
      return { text: value, kind: 'boolean' };
    case 'n':
      return { text: value, kind: 'number' };
    default:
      return { text: value, kind: 'text' };
  }
}

/** `B3` is 1; null: the cell does not say where it stands. */
function columnOf(reference: string): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0];
  if (letters === undefined) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** What stands in the first cell of a merge stands in all of it: people see one cell over several rows. */
function fillMerges(rows: Written[], merges: readonly string[], mostColumns: number): void {
  if (merges.length === 0) return;
  const byNumber = new Map(rows.map((row) => [row.row, row]));
  let left = MOST_MERGED_CELLS;
  for (const reference of merges) {
    const [, fromLetters = '', from = '', toLetters = '', to = ''] =
      /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(reference) ?? [];
    const [first, last] = [columnOf(fromLetters), columnOf(toLetters)];
    if (first === null || last === null) continue;
    const cell = byNumber.get(Number(from))?.cells[first] ?? null;
    if (cell === null) continue;
    // A row that holds nothing else is not there, and a merge alone does not make one.
    for (let number = Number(from); number <= Number(to) && left > 0; number += 1, left -= 1) {
      const row = byNumber.get(number);
      if (row === undefined) continue;
      for (let column = first; column <= Math.min(last, mostColumns - 1); column += 1, left -= 1) {
        while (row.cells.length <= column) row.cells.push(null);
        row.cells[column] ??= cell;
      }
    }
  }
}
