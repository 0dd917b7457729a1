import type { TableRow } from '../../../domain/oncall/dutyTable';
import { readCsv } from './readCsv';
import { readXlsx } from './readXlsx';
import { sheetFault } from './sheetFault';

/** The rows of a table file, whatever it is called. Throws a refusal on `content` that says why it cannot be read. */
export function readSheet(content: string): readonly TableRow[] {
  const bytes = Buffer.from(content, 'base64');
  const head = bytes.subarray(0, 4).toString('hex');
  if (head === '504b0304') return readXlsx(bytes);
  if (head === 'd0cf11e0') throw sheetFault('old-format');
  if (bytes.length === 0) throw sheetFault('not-a-table');
  return readCsv(bytes);
}
