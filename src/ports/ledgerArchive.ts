import type { DomainEvent } from '../domain/alerts/alert';
import type { LedgerSegment } from '../domain/alerts/ledgerSegment';

/** Where sealed parts of the ledger are kept as files. */
export interface LedgerFolder {
  /**
   * All lines or none, on the disk for good when it resolves; the same file again is replaced by itself, also where
   * several processes write it at once.
   */
  write(name: string, lines: readonly string[]): Promise<void>;
  /** Whether a file could be written, and this one is there (null: whichever); found out by writing one of no use. */
  state(name: string | null): Promise<'usable' | 'unreachable' | 'unwritable'>;
  /** Null: there is no such file, or it cannot be read as one. */
  read(name: string): Promise<readonly string[] | null>;
}

/** What the store knows of the files, and how entries leave it for them. */
export interface LedgerArchive {
  /** What is in files, in order. */
  segments(): Promise<readonly LedgerSegment[]>;
  /** Null: nothing is sealed. */
  newestSegment(): Promise<LedgerSegment | null>;
  /** Before it is sealed: in which files to look for what is told of a subject. May be repeated. */
  noteSubjects(segment: LedgerSegment, subjects: readonly string[]): Promise<void>;
  /**
   * Once the file is on the disk and its subjects are noted: from then on its entries are read from it. One range is
   * sealed once.
   */
  seal(segment: LedgerSegment, event: DomainEvent): Promise<void>;
  /** Removes rows of entries that are sealed, the oldest first. Returns how many. */
  removeSealed(limit: number): Promise<number>;
}
