import type { TableRow } from '../../domain/oncall/dutyTable';
import { sheetFault } from './sheetFault';

const UTF_8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** The cells of a CSV file (RFC 4180) in the encodings that office software writes; parted by commas, semicolons or tabs. */
export function readCsv(bytes: Buffer, mostRows: number): readonly TableRow[] {
  const text = decode(bytes);
  const [head = ''] = text.split('\n', 1);
  const separator = [',', '\t', ';'].reduce((best, one) => (countOf(head, one) > countOf(head, best) ? one : best));
  const rows: TableRow[] = [];
  let [cells, cell, row, quoted] = [[] as string[], '', 1, false];
  const endRow = (): void => {
    cells.push(cell);
    if (cells.some((one) => one.trim() !== '')) rows.push({ row, cells });
    if (rows.length > mostRows) throw sheetFault('too-large');
    [cells, cell] = [[], ''];
    row += 1;
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === separator) {
      cells.push(cell);
      cell = '';
    } else if (sign === '\n') endRow();
    else if (sign !== '\r') cell += sign;
  }
  if (cell !== '' || cells.length > 0) endRow();
  return rows;
}

function countOf(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

function decode(bytes: Buffer): string {
  const [first, second] = bytes;
  const marked = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  for (const encoding of marked === null ? ['utf-8', 'gb18030'] : [marked])
    try {
      // Some programs put the mark of UTF-8 before what they write in GBK.
      const said = encoding === 'gb18030' && bytes.indexOf(UTF_8_MARK) === 0 ? bytes.subarray(3) : bytes;
      const text = new TextDecoder(encoding, { fatal: true }).decode(said);
      // What is no text at all is one in some encoding all the same.
      if (!text.includes('\0')) return text;
    } catch {
      // The next encoding.
    }
  throw sheetFault('encoding');
}
