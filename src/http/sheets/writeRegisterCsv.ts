import type { RegisterTable } from '../../domain/register/registerTables';
import { safeText } from './safeText';

/** One table as a CSV file (RFC 4180) in UTF-8 with its mark, by which Excel knows the encoding. */
export function writeRegisterCsv({ columns, rows }: RegisterTable): Buffer {
  const lines = [columns.map(({ header }) => header), ...rows].map((cells) =>
    cells.map((cell) => `"${safeText(cell).replaceAll('"', '""')}"`).join(','),
  );
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`, 'utf8');
}
