import type { RegisterTables } from '../../domain/register/registerTables';
import { safeText } from './safeText';
import { writeWorkbook } from './writeXlsx';

/** The tables as a workbook, a sheet each, with choices and a note for each column. */
export function writeRegisterXlsx(tables: RegisterTables): Buffer {
  return writeWorkbook(
    tables.map(({ name, columns, rows }) => ({
      name,
      lines: [columns.map(({ header }) => header), ...rows.map((cells) => cells.map((cell) => safeText(cell)))],
      widths: columns.map(({ width }) => width),
      helps: columns.map(({ header, note, choices }, column) => ({ column, choices, title: header, note })),
    })),
  );
}
