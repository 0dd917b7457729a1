import type { ImportProgress, ImportState, Kept, KindCounts, PlanCounts } from '../domain/register/import';
import type { FieldChange, PlannedRow } from '../domain/register/planning';
import type { SheetMessage } from '../domain/register/sheetFault';
import type { IsoInstant } from './wire';

/** A file that somebody handed in. */
export interface ImportView {
  readonly id: string;
  readonly byName: string;
  readonly uploadedAt: IsoInstant;
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly updates: boolean;
  readonly state: ImportState;
  readonly counts: PlanCounts;
  /** While there are any nothing of it is registered. */
  readonly faults: number;
  readonly notices: number;
  /** Of both together, how many are listed. */
  readonly listed: number;
  readonly progress: ImportProgress | null;
  readonly appliedAt: IsoInstant | null;
  readonly failure: string | null;
  readonly undo: {
    readonly byName: string;
    readonly reason: string;
    readonly at: IsoInstant;
    readonly removed: KindCounts | null;
    readonly restored: KindCounts | null;
    readonly kept: number;
  } | null;
}

/** What is told of a cell, a row or a sheet, in Chinese; `code` and `about` for those who word it themselves. */
export interface ImportMessageView extends SheetMessage {
  readonly isNotice: boolean;
  readonly message: string;
}

export interface ImportRowView extends Omit<PlannedRow, 'changes'> {
  /** `header`: as tables call the field. */
  readonly changes: readonly (FieldChange & { readonly header: string })[];
  /** The unit, site or account as it is registered; null: it is not. */
  readonly id: string | null;
}

/** Something an import did that cannot be taken back, and why; `header`: as tables call the field. */
export interface ImportKeptView extends Kept {
  readonly header: string;
}

/** What taking an import back does, or has done: how many go, and how many have their former values again. */
export interface ImportUndoView {
  readonly removes: KindCounts;
  readonly restores: KindCounts;
  readonly keptCount: number;
}

/** A table file. */
export interface TableFileView {
  readonly fileName: string;
  /** In base64. */
  readonly content: string;
}
