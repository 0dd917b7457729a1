import type { FileId, PersonId, UnitId } from '../ids';
import type { Role } from '../people/role';
import type { Instant } from '../time/instant';
import type { FileKind } from './fileKind';

/** What has a file: whoever may see the unit's things may read it. */
export interface FileHolder {
  /** Kind and id, such as `own-post:…`. */
  readonly subject: string;
  readonly unitId: UnitId;
}

/** A file as somebody handed it in. The same bytes handed in twice are two files and are stored once. */
export interface StoredFile extends FileKind {
  readonly id: FileId;
  /** As it is shown and saved; its ending says what the bytes are. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly by: { readonly personId: PersonId; readonly name: string; readonly role: Role };
  readonly uploadedAt: Instant;
  readonly holders: readonly FileHolder[];
  /** Since when nothing has it; null: something does. */
  readonly unheldSinceAt: Instant | null;
}
