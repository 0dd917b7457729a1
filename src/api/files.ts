import type { FileGroup, FileType } from '../domain/files/fileKind';
import type { FileId } from '../domain/ids';

/** A file that was handed in. Its bytes: `/files/:id/content`. */
export interface FileView {
  readonly id: FileId;
  readonly name: string;
  readonly type: FileType;
  readonly group: FileGroup;
  readonly bytes: number;
  readonly sha256: string;
  /** In pixels; null: no picture. */
  readonly width: number | null;
  readonly height: number | null;
  readonly uploadedAt: string;
  readonly byName: string;
}
