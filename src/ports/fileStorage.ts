import type { FileHolder, StoredFile } from '../domain/files/file';
import type { FileId, PersonId } from '../domain/ids';
import type { Instant } from '../domain/time/instant';

export interface Files {
  /**
   * Stores the bytes, once for all files that have the same, and then the file. Killed at any instant it leaves nothing
   * that can be read and what the retention removes after a day. Throws `Refusal` `store-full`.
   */
  put(file: Omit<StoredFile, 'holders' | 'unheldSinceAt'>, bytes: Uint8Array): Promise<void>;
  /** Order is not kept; unknown ids are left out. */
  meta(ids: readonly FileId[]): Promise<readonly StoredFile[]>;
  /** The bytes, whole and with the hash of the file; null: they are gone or are not what was stored. */
  read(id: FileId): Promise<Uint8Array | null>;
  /**
   * The subject has these files from now on; may be repeated. To be called before the subject is stored with them: a
   * process killed in between leaves files that stay, never a subject without its files. Returns those that are gone.
   */
  hold(ids: readonly FileId[], holder: FileHolder): Promise<readonly FileId[]>;
  /** The subject has these no more; may be repeated. What nothing has is removed by the retention. */
  release(ids: readonly FileId[], subject: string, at: Instant): Promise<void>;
  /** How much was handed in since, by one person or by all. */
  bytesSince(from: Instant, by: PersonId | null): Promise<number>;
}
