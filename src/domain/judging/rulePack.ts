import type { ColumnClass, Platform } from '../accounts/account';
import type { CivilDate } from '../time/instant';

export interface Clause {
  /** Document and place, e.g. `国办秘函〔2019〕19号 附件1 政务新媒体单项否决 内容不更新`. */
  readonly source: string;
  /** The words of that document and nothing of ours. */
  readonly text: string;
  /** What we add to apply it: grades of our own, how a month is counted. Told apart wherever the clause is shown. */
  readonly howApplied?: string;
}

/** Silence limits in calendar days (24 h each) for one column class. Ascending: warn < breach < dormant < zombie. */
export interface SilenceRule {
  readonly id: string;
  readonly kind: 'silence';
  readonly columnClass: ColumnClass;
  readonly warnDays: readonly number[];
  readonly breachDays: number;
  readonly dormantDays: number | null;
  readonly zombieDays: number | null;
  readonly clause: Clause;
}

/**
 * Slow: at least `minPosts` in every `days` calendar days, or no gap longer than `maxGapHours`. Local rules, off
 * nationally.
 */
export interface SlowRule {
  readonly id: string;
  readonly kind: 'slow';
  readonly columnClass: ColumnClass;
  readonly measure:
    | { readonly by: 'count'; readonly minPosts: number; readonly days: number }
    | { readonly by: 'gap'; readonly maxGapHours: number; readonly windowDays: number };
  readonly clause: Clause;
}

/** Improper (乱发声): wording and privacy leaks that can be proven from the text itself. */
export interface WordingRule {
  readonly id: string;
  readonly kind: 'wording';
  readonly check: { readonly by: 'phrase'; readonly phrases: readonly string[] } | { readonly by: 'citizen-id' };
  readonly clause: Clause;
}

export type Rule = SilenceRule | SlowRule | WordingRule;

export interface RulePack {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly effectiveFrom: CivilDate;
  readonly effectiveUntil: CivilDate | null;
  /**
   * Empty lists mean no restriction. A pack with a narrower scope overrides a wider one rule by rule (same kind and
   * column class).
   */
  readonly scope: { readonly regions: readonly string[]; readonly platforms: readonly Platform[] };
  /** Sight older than this proves nothing any more about today: the verdict becomes `unknown`. */
  readonly proofMaxAgeHours: number;
  readonly rules: readonly Rule[];
}
