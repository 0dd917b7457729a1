import type { Connection, Schema } from 'mongoose';
import type { Files } from '../../ports/fileStorage';
import type { Clock, Hasher, Ids } from '../../ports/runtime';
import type { Ending } from '../retention/endings';
import type { Row, Table } from '../table';
import { createFileBytes } from './fileBytes';
import { contentsEnding, filesEnding } from './fileEndings';
import { fileContentSchema, fileSchema, type FileContentRow, type FileRow } from './fileRows';
import { createFiles } from './files';

interface Opening {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly hasher: Hasher;
  readonly ids: Ids;
}

/** Opens files that were handed in, and what of them the retention removes. */
export function openFiles(
  open: <D extends Row>(name: string, schema: Schema) => Table<D>,
  { connection, clock, hasher, ids }: Opening,
): { readonly files: Files; readonly endings: Readonly<Record<'unheld-files' | 'unused-contents', Ending>> } {
  const files = open<FileRow>('files', fileSchema);
  const contents = open<FileContentRow>('file-contents', fileContentSchema);
  const bytes = createFileBytes(connection);
  return {
    files: createFiles({ files, contents, bytes, hasher, ids }),
    endings: {
      'unheld-files': filesEnding({ files, contents, clock }),
      'unused-contents': contentsEnding({ files, contents, bytes }),
    },
  };
}
