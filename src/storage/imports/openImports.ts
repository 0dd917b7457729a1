import type { Schema } from 'mongoose';
import type { Imports } from '../../ports/importStorage';
import type { Row, Table } from '../table';
import { createImportParts, importPartSchema, type ImportPartRow } from './importParts';
import { createImports, importSchema, type ImportRow } from './imports';

/** Opens files that were handed in, and the table of theirs that leaves events. */
export function openImports(open: <D extends Row>(name: string, schema: Schema) => Table<D>): {
  readonly imports: Imports;
  readonly source: Table<ImportRow>;
} {
  const source = open<ImportRow>('imports', importSchema);
  const parts = createImportParts(open<ImportPartRow>('import-parts', importPartSchema));
  return { imports: createImports(source, parts), source };
}
