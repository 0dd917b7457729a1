import type { DiskLevel } from '../domain/retention/diskEstimate';
import type { RetentionClass, WhatStays } from '../domain/retention/retentionRules';
import type { IsoInstant } from './wire';

/** What is kept how long, how much there is, and how long the disk lasts. */
export interface StorageView {
  readonly asOf: IsoInstant;
  readonly documentBytes: number;
  /** With indexes. */
  readonly storedBytes: number;
  /** Null: the server does not tell. */
  readonly disk: { readonly totalBytes: number; readonly freeBytes: number } | null;
  readonly level: DiskLevel;
  /** Null: not known yet. */
  readonly bytesADay: number | null;
  /** Null: the store does not grow, or it is not known. */
  readonly daysLeft: number | null;
  readonly rules: readonly RetentionRuleView[];
  /** Entries of the ledger that are in files. */
  readonly sealedEntries: number;
}
export interface RetentionRuleView {
  readonly class: RetentionClass | 'ledger';
  readonly days: number;
  /** What no configuration may go below, and where that comes from. */
  readonly leastDays: number;
  readonly clause: string;
  readonly stays: WhatStays;
}

/** What a run has removed of one class. */
export interface RemovalView {
  readonly class: RetentionClass;
  /** The civil day of the run. */
  readonly on: string;
  /** What was older went. */
  readonly before: IsoInstant;
  readonly startedAt: IsoInstant;
  /** Null: it goes on. */
  readonly endedAt: IsoInstant | null;
  readonly removed: number;
  /** Kept though old enough, as evidence. */
  readonly kept: number;
}

/** What is kept of the looks at an account on one day. */
export interface LookDayView {
  readonly on: string;
  readonly looks: number;
  readonly seen: number;
  readonly failures: readonly { readonly outcome: string; readonly detail: string; readonly count: number }[];
  readonly firstSightAt: IsoInstant | null;
  readonly lastSightAt: IsoInstant | null;
  readonly longestGapMs: number | null;
}
