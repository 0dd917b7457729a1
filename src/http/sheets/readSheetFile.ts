import type { Sheet } from '../../domain/register/sheet';
import { CELL_CHARACTERS, REGISTER_LIMITS, type SheetLimits } from './limits';
import { readCsv } from './readCsv';
import { readWorkbook } from './readWorkbook';
import { sheetFault } from './sheetFault';

/**
 * The sheets of a table file, by what it holds and not by what it is called; a CSV file is one sheet called as the
 * file. Throws a refusal on `content` that says why it cannot be read.
 */
export function readSheetFile(
  bytes: Buffer,
  fileName: string,
  limits: SheetLimits = REGISTER_LIMITS,
): readonly Sheet[] {
  const head = bytes.subarray(0, 4).toString('hex');
  if (head === '504b0304') return readWorkbook(bytes, limits);
  if (head === 'd0cf11e0') throw sheetFault('old-format');
  if (bytes.length === 0) throw sheetFault('not-a-table');
  const rows = readCsv(bytes, limits.mostRows).map(({ row, cells }) => ({
    row,
    cells: cells
      .slice(0, limits.mostColumns)
      .map((text) => (text.trim() === '' ? null : ({ text: text.slice(0, CELL_CHARACTERS), kind: 'text' } as const))),
  }));
  return [{ name: fileName.replace(/\.[^.]*$/, ''), rows, countsFrom1904: false }];
}
