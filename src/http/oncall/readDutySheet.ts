import type { TableRow } from '../../domain/oncall/dutyTable';
import type { SheetCell } from '../../domain/register/sheet';
import { DUTY_LIMITS } from '../sheets/limits';
import { readCsv } from '../sheets/readCsv';
import { readWorkbook } from '../sheets/readWorkbook';
import { sheetFault } from '../sheets/sheetFault';

/** The rows of a table file, whatever it is called. Throws a refusal on `content` that says why it cannot be read. */
export function readDutySheet(content: string): readonly TableRow[] {
  const bytes = Buffer.from(content, 'base64');
  const head = bytes.subarray(0, 4).toString('hex');
  if (head === '504b0304') return dutyRows(bytes);
  if (head === 'd0cf11e0') throw sheetFault('old-format');
  if (bytes.length === 0) throw sheetFault('not-a-table');
  return readCsv(bytes, DUTY_LIMITS.mostRows);
}

/** Of the first visible sheet; the days of rosters are counted in one way alone. */
function dutyRows(bytes: Buffer): readonly TableRow[] {
  const [sheet] = readWorkbook(bytes, DUTY_LIMITS);
  if (sheet === undefined) throw sheetFault('not-a-table');
  if (sheet.countsFrom1904) throw sheetFault('other-calendar');
  return sheet.rows.map(({ row, cells }) => ({ row, cells: cells.map((cell) => cellText(cell)) }));
}

function cellText(cell: SheetCell | null): string {
  return cell === null || cell.kind === 'error' ? '' : cell.text;
}
