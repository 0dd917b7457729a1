import type { ImportId, PersonId, UnitId } from '../ids';
import type { Role } from '../people/role';
import type { Instant } from '../time/instant';
import type { RegisterKind } from './columns';
import type { PlannedRow } from './planning';

/** What an import did, in figures. */
export interface ImportedCounts {
  readonly units: number;
  /** Those made for columns that name no site among them. */
  readonly sites: { readonly added: number; readonly changed: number };
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly people: number;
}

/** How far an import is: rows of a kind that are done, of how many; null where nobody knows yet. */
export interface ImportProgress {
  readonly part: RegisterKind | 'ledger';
  readonly done: number;
  readonly total: number | null;
}

/**
 * `draft`: checked, and nothing of it is registered. `applying` and `undoing` are gone on with by whichever process is
 * there. `failed`: what was registered of it stays, and it may be applied again.
 */
export const IMPORT_STATES = ['draft', 'applying', 'applied', 'failed', 'undoing', 'undone'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** Rows by what becomes of them. */
export type KindCounts = Readonly<Record<RegisterKind, number>>;
export interface PlanCounts {
  readonly new: KindCounts;
  readonly unchanged: KindCounts;
  readonly differs: KindCounts;
}

/** A file that somebody has handed in, with what it would do, did, and what became of that. */
export interface RegisterImport {
  readonly id: ImportId;
  /** In whose name it is carried out, also after the process has died. */
  readonly by: { readonly personId: PersonId; readonly name: string; readonly role: Role };
  /** The unit they see everything through; null: the whole office. */
  readonly readerUnitId: UnitId | null;
  readonly uploadedAt: Instant;
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Whether what is there already and differs is changed as well. */
  readonly updates: boolean;
  readonly state: ImportState;
  readonly counts: PlanCounts;
  readonly faults: number;
  readonly notices: number;
  readonly progress: ImportProgress | null;
  readonly appliedAt: Instant | null;
  readonly outcome: ImportedCounts | null;
  /** Why it could not be carried out, for people. */
  readonly failure: string | null;
  readonly undo: ImportUndo | null;
  /** Names the plan that is carried out: the one of whoever began it, and of nobody who tried at the same time. */
  readonly planToken?: string;
  /** How often it was gone on with since it was begun. */
  readonly attempts?: number;
}

export interface ImportUndo {
  readonly by: { readonly personId: PersonId; readonly name: string; readonly role: Role };
  /** The unit they see everything through; null: the whole office. */
  readonly readerUnitId: UnitId | null;
  readonly reason: string;
  readonly at: Instant;
  /** What is gone of each kind; null: it is not over. */
  readonly removed: KindCounts | null;
  /** What has its former values again; null: it is not over. */
  readonly restored: KindCounts | null;
  /** What stays, because something came of it. */
  readonly kept: number;
}

/** Why something that an import did cannot be taken back. */
export const KEPT_REASONS = [
  'has-posts',
  'has-tasks',
  'has-findings',
  'has-cases',
  'has-alerts',
  'has-credential',
  'has-work', // reviews, own posts, submissions
  'has-records', // duties, courses, reminders, letters
  'has-units',
  'has-accounts',
  'has-sites',
  'has-people',
  'is-set-up', // a rule of telling, a roster, a desk or a flow names it
  'is-named', // a person, by something somebody has given them
  'signed-in',
  'changed-since',
  'in-use', // looked at or moved at this moment
  'unit-closed', // the unit it was of before
  'not-reached', // whoever takes the import back does not manage it
  'refused', // the register does not take its former values any more
] as const;
export type KeptReason = (typeof KEPT_REASONS)[number];

/** Something an import did that stays. */
export interface Kept {
  readonly kind: RegisterKind;
  readonly ref: string;
  readonly name: string;
  /** Of what was changed, the field; empty: it was added. */
  readonly field: string;
  readonly reason: KeptReason;
}

/** How many rows come to what, by kind. */
export function countPlan(rows: readonly Pick<PlannedRow, 'kind' | 'outcome'>[]): PlanCounts {
  const count = (outcome: PlannedRow['outcome']): KindCounts => {
    const counts = { ...NO_ROWS };
    for (const row of rows) if (row.outcome === outcome) counts[row.kind] += 1;
    return counts;
  };
  return { new: count('new'), unchanged: count('unchanged'), differs: count('differs') };
}

/** None of any kind. */
export const NO_ROWS: KindCounts = { units: 0, sites: 0, accounts: 0, people: 0, liaisons: 0 };
