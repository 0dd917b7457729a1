import type { DocumentText } from '../domain/files/documentText';
import type { FileType } from '../domain/files/fileKind';

/** Reads what is written in handed-in files. */
export interface DocumentTexts {
  /**
   * The text of a file, by its SHA-256; `bytes` is asked for only where that was not read lately (null: the file is
   * gone). Never rejects for what stands in a file.
   */
  read(
    file: { readonly sha256: string; readonly type: FileType },
    bytes: () => Promise<Uint8Array | null>,
  ): Promise<DocumentText>;
}
