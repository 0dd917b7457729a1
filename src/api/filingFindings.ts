import type { Platform } from '../domain/accounts/account';
import type { CoverageRequirement, CoverageState, CoverageWeight } from '../domain/filings/coverage';
import type { FilingFindingState } from '../domain/filings/filingFinding';
import type { FilingFindingKind } from '../domain/filings/findingKinds';
import type { IsoInstant } from './wire';

/** Something that is wrong with what is filed (备案问题). */
export interface FilingFindingView {
  readonly id: string;
  readonly kind: FilingFindingKind;
  readonly severity: 'problem' | 'notice';
  readonly source: string;
  readonly clause: string;
  readonly state: FilingFindingState;
  readonly unitId: string;
  readonly unitName: string;
  /** The account's name, or the unit's. */
  readonly label: string;
  readonly platform: Platform | null;
  readonly accounts: readonly { readonly id: string; readonly name: string; readonly platform: Platform }[];
  /** What it goes back to, by name. */
  readonly facts: Readonly<Record<string, string>>;
  /** When it became so by the rule; null: not known. */
  readonly occurredAt: IsoInstant | null;
  readonly noticedAt: IsoInstant;
  readonly settledAt: IsoInstant | null;
  readonly acceptance: {
    readonly byName: string;
    readonly reason: string;
    readonly at: IsoInstant;
    readonly untilOn: string;
  } | null;
}

/** How many findings of a kind are not settled. */
export interface FilingCountView {
  readonly kind: FilingFindingKind;
  readonly severity: 'problem' | 'notice';
  readonly source: string;
  readonly clause: string;
  readonly open: number;
  readonly accepted: number;
}
/** `one-per-platform`: of several accounts of a unit on one platform, of which only those that have them are listed. */
export type CoverageQuestion = CoverageRequirement | 'one-per-platform';
export type CoverageRowState = CoverageState | 'accepted' | 'several';

/** How one unit meets one requirement that binds it. */
export interface CoverageRowView {
  readonly unitId: string;
  readonly unitName: string;
  readonly requirement: CoverageQuestion;
  readonly state: CoverageRowState;
  readonly lacking: readonly Platform[];
  /** Where it has several accounts. */
  readonly several: readonly Platform[];
  /** Where it has accounts in use, and how many. */
  readonly accounts: readonly { readonly platform: Platform; readonly count: number }[];
}
export interface CoverageView {
  readonly requirements: readonly {
    readonly requirement: CoverageQuestion;
    /** `off`: this office does not hold its units to it. */
    readonly weight: CoverageWeight;
    readonly source: string;
    readonly clause: string;
    readonly counts: Readonly<Record<CoverageRowState, number>>;
  }[];
  readonly items: readonly CoverageRowView[];
  readonly asOf: IsoInstant;
}
export interface FilingCountsView {
  readonly kinds: readonly FilingCountView[];
  readonly asOf: IsoInstant;
}
