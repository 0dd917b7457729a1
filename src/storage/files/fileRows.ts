import type { StoredFile } from '../../domain/files/file';
import type { FileId, PersonId, UnitId } from '../../domain/ids';
import type { Role } from '../../domain/people/role';
import type { Instant } from '../../domain/time/instant';
import { count, documentSchema, instant, partSchema, text } from '../schemaParts';
import type { Row } from '../table';

/** The bytes that files have in common. */
export interface FileContentRow extends Row {
  readonly _id: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Only one that is `whole` is given to files, one a hash; `broken`: its bytes are no longer what they were. */
  readonly state: 'arriving' | 'whole' | 'broken' | 'going';
  /** Since when perhaps no file has it, which is looked up before it goes; null: some file had it. */
  readonly unusedSinceAt: Instant | null;
}

export interface FileRow extends Row {
  readonly _id: FileId;
  readonly contentId: string;
  readonly name: string;
  readonly type: StoredFile['type'];
  readonly width: number | null;
  readonly height: number | null;
  readonly sha256: string;
  readonly bytes: number;
  readonly by: { readonly personId: PersonId; readonly name: string; readonly role: Role };
  readonly uploadedAt: Instant;
  readonly holders: { readonly subject: string; readonly unitId: UnitId }[];
  readonly unheldSinceAt: Instant | null;
}

export const fileContentSchema = documentSchema({
  _id: text,
  sha256: text,
  bytes: count,
  state: text,
  unusedSinceAt: instant,
});

export const fileSchema = documentSchema({
  _id: text,
  contentId: text,
  name: text,
  type: text,
  width: count,
  height: count,
  sha256: text,
  bytes: count,
  by: partSchema({ personId: text, name: text, role: text }),
  uploadedAt: instant,
  holders: { type: [partSchema({ subject: text, unitId: text })] },
  unheldSinceAt: instant,
});

export function fileOf({ _id, contentId: _contentId, ...row }: FileRow): StoredFile {
  return { id: _id, ...row };
}
