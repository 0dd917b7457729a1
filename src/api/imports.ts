import type { ImportProgress, ImportState, KeptReason, PlanCounts } from '../domain/register/import';
import type { RegisterKind } from '../domain/register/columns';
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
  readonly progress: ImportProgress | null;
  readonly appliedAt: IsoInstant | null;
  readonly failure: string | null;
  readonly undo: {
    readonly byName: string;
    readonly reason: string;
    readonly at: IsoInstant;
    readonly removed: Readonly<Record<RegisterKind, number>> | null;
    readonly kept: number;
  } | null;
}

/** What is told of a cell, a row or a sheet, in Chinese; `code` and `about` for those who word it themselves. */
export interface ImportMessageView extends SheetMessage {
  readonly isNotice: boolean;
  readonly message: string;
}

export interface ImportRowView extends Omit<PlannedRow, 'changes'> {
  readonly changes: readonly FieldChange[];
  /** The unit, site or account as it is registered; null: it is not. */
  readonly id: string | null;
}

export interface ImportKeptView {
  readonly kind: RegisterKind;
  readonly name: string;
  readonly reason: KeptReason;
}

/** A table file. */
export interface TableFileView {
  readonly fileName: string;
  /** In base64. */
  readonly content: string;
}
