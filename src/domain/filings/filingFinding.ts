import type { Platform } from '../accounts/platforms';
import type { AccountId, FilingFindingId, PersonId, UnitId } from '../ids';
import type { CivilDate, Instant } from '../time/instant';
import type { FilingFindingKind } from './findingKinds';

/** `open`: somebody has to see to it. `accepted`: a person has said why it may be so. `settled`: its cause is gone. */
export const FILING_FINDING_STATES = ['open', 'accepted', 'settled'] as const;
export type FilingFindingState = (typeof FILING_FINDING_STATES)[number];

/** What the finding goes back to, as it is shown: names, dates, addresses. Several names are parted by `、`. */
export type FilingFacts = Readonly<Record<string, string>>;

/** What is wrong, before it is stored. */
export interface FilingProblem {
  /** What it is about: one finding for each key, whatever becomes of it. */
  readonly key: string;
  readonly kind: FilingFindingKind;
  /** What it is called by: the account's name, or the unit's. */
  readonly label: string;
  readonly platform: Platform | null;
  /** The accounts it is about, by id; none: it is registered nowhere. */
  readonly accountIds: readonly AccountId[];
  readonly facts: FilingFacts;
  /** What it rests on: an acceptance of something else does not hold for it. */
  readonly basis: string;
  /** Dated by the rule: when it became so; null: that is not known. */
  readonly occurredAt: Instant | null;
}

export interface FilingAcceptance {
  readonly by: PersonId;
  readonly name: string;
  readonly reason: string;
  readonly at: Instant;
  /** The last day on which it holds. */
  readonly untilOn: CivilDate;
}

export interface FilingFinding extends FilingProblem {
  readonly id: FilingFindingId;
  readonly unitId: UnitId;
  readonly unitPath: readonly UnitId[];
  readonly state: FilingFindingState;
  readonly noticedAt: Instant;
  readonly settledAt: Instant | null;
  readonly acceptance: FilingAcceptance | null;
  /** Counts its changes: whoever changes it names the one they read. */
  readonly version: number;
}

/** The longest time an acceptance holds without being said again. */
export const LONGEST_ACCEPTANCE_DAYS = 366;
