import type { DomainEvent } from '../domain/alerts/alert';
import type { ImportId, PersonId, UnitId } from '../domain/ids';
import type { RegisterImport } from '../domain/register/import';
import type { Instant } from '../domain/time/instant';
import type { Page, PageRequest } from './paging';

/** Whose imports are seen; null: those of everybody. Otherwise one's own, handed in with what one sees now. */
export type ImportSight = { readonly personId: PersonId; readonly readerUnitId: UnitId | null } | null;

/**
 * What belongs to an import and is too much for its row: what the file says, what is told of it, what its rows come to,
 * what is registered, what it has done, and what of that could not be taken back.
 */
export type ImportPart = 'written' | 'messages' | 'rows' | `plan:${string}` | 'applied' | 'kept';

export interface ImportChange {
  readonly to: Partial<Omit<RegisterImport, 'id'>>;
  readonly event?: DomainEvent;
}

export interface Imports {
  insert(imported: RegisterImport): Promise<void>;
  byId(id: ImportId, sight: ImportSight): Promise<RegisterImport | null>;
  /** Newest first. */
  list(sight: ImportSight, page: PageRequest): Promise<Page<RegisterImport>>;
  /** As it was put; null: it was not. */
  part<T>(id: ImportId, part: ImportPart): Promise<T | null>;
  /**
   * Replaces the part; what a killed process has put of it is replaced as well. Throws `Refusal` `invalid-input` where
   * it is more than can be read again.
   */
  putPart(id: ImportId, part: ImportPart, value: unknown): Promise<void>;
  removePart(id: ImportId, part: ImportPart): Promise<void>;
  /** Compare-and-set on the state, with an event that is carried to the ledger. */
  move(id: ImportId, from: RegisterImport['state'], change: ImportChange): Promise<boolean>;
  /** One that is to be gone on with, and that nobody goes on with; it counts the attempt. */
  claim(request: {
    readonly now: Instant;
    readonly owner: string;
    readonly leaseMs: number;
    readonly token: string;
  }): Promise<RegisterImport | null>;
  /** Says how far it is and keeps the lease until then. False: the lease was lost. */
  advance(
    id: ImportId,
    token: string,
    to: { readonly progress: RegisterImport['progress']; readonly untilAt: Instant },
  ): Promise<boolean>;
  /** Ends a piece of work and frees the import. False: the lease was lost. */
  settle(id: ImportId, token: string, change: ImportChange): Promise<boolean>;
  /** Drafts of one person but the newest: what nobody applied is not kept. */
  removeDrafts(of: PersonId, except: ImportId): Promise<void>;
}
