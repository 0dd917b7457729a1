import type { ImportKeptView, ImportMessageView, ImportRowView, ImportUndoView, ImportView } from '../../api/imports';
import type { ImportId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { RegisterKind } from '../../domain/register/columns';
import type { PlannedRow } from '../../domain/register/planning';
import type { RegisterTables } from '../../domain/register/registerTables';
import type { Sheet } from '../../domain/register/sheet';
import type { Page, PageRequest } from '../../ports/storage';
import type { Counts, WorkRun } from '../workRun';

/** A file as it was handed in, and what was read of it. */
export interface HandedIn {
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly sheets: readonly Sheet[];
  /** Whether what is there already and differs is changed as well. */
  readonly updates: boolean;
}

export interface ImportServices {
  /**
   * Checks a file and keeps it as a draft; nothing is registered (action `account.write`; units and people need
   * `people.manage`). Refuses `forbidden`.
   */
  handIn(file: HandedIn, principal: Principal): Promise<ImportView>;
  /** One's own; whoever sees the whole office sees those of everybody. */
  imports(page: PageRequest, principal: Principal): Promise<Page<ImportView>>;
  /** Refuses `not-found`. */
  oneImport(id: ImportId, principal: Principal): Promise<ImportView>;
  /** What is told of its cells, faults first, in the order of the file. Refuses `not-found`. */
  importMessages(
    id: ImportId,
    filter: PageRequest & { readonly sheet?: string },
    principal: Principal,
  ): Promise<Page<ImportMessageView> & { readonly sheets: readonly string[] }>;
  /** What its rows come to. Refuses `not-found`. */
  importRows(
    id: ImportId,
    filter: PageRequest & { readonly kind?: RegisterKind; readonly outcome?: PlannedRow['outcome'] },
    principal: Principal,
  ): Promise<Page<ImportRowView>>;
  /**
   * Begins to register it, all of it, in the background. It is checked again first: what was found then is shown
   * instead where anything is wrong now. Refuses `not-found`, `conflict` (faults; begun already; nothing to do).
   */
  applyImport(id: ImportId, principal: Principal): Promise<ImportView>;
  /**
   * What taking it back would do, or has done, and what of it cannot be taken back, line by line with the reason. Refuses
   * `not-found`, `forbidden` (units and people need `people.manage`), `conflict` (it is none that was carried out).
   */
  undoPlan(id: ImportId, page: PageRequest, principal: Principal): Promise<ImportUndoView & Page<ImportKeptView>>;
  /**
   * Begins to take it back, in the background: what it added goes where nothing has come of it, what it changed gets its
   * former values where nobody has changed them since. Refuses as `undoPlan`; `invalid-input` (`reason`); `conflict`
   * where nothing of it can be taken back.
   */
  undoImport(id: ImportId, reason: string, principal: Principal): Promise<ImportView>;
  /** Goes on with what was begun, by whichever process. */
  carryOut(run: Pick<WorkRun, 'owner'>): Promise<Counts>;
  /** What the caller may see of the register, as tables that can be handed in again. */
  exportTables(principal: Principal): Promise<RegisterTables>;
  /** The choices of a table to be filled in. */
  templateTables(principal: Principal): Promise<RegisterTables>;
}
