import type {
  Classification,
  Disclosure,
  ReviewFlow,
  ReviewKind,
  ReviewState,
  Takers,
  ThreadStep,
} from '../domain/reviews/review';

type InstantText = string;
/** A civil date, `YYYY-MM-DD`. */
type DateText = string;

/** What whoever asks can do with a review now. */
export const REVIEW_ACTS = ['pass', 'return', 'refuse', 'withdraw', 'secrecy', 'assign', 'name-takers'] as const;
export type ReviewAct = (typeof REVIEW_ACTS)[number];

/** Why whoever asks cannot pass the stage that comes next: a closed list. */
export const PASS_OBSTACLES = [
  'not-yours',
  'author',
  'self-approval',
  'assigned',
  'secrecy-missing',
  'secrecy-failed',
] as const;
export type PassObstacle = (typeof PASS_OBSTACLES)[number];

export interface ReviewStageView {
  readonly key: string;
  readonly title: string;
  readonly titleEn: string;
  /** Who passed it so that it still counts; null: nobody. */
  readonly passed: { readonly name: string; readonly insteadOfName: string | null; readonly at: InstantText } | null;
}

export interface ReviewStepView {
  readonly step: ThreadStep;
  /** The key of the stage it was taken at. */
  readonly stage: string | null;
  /** Empty: a rule. */
  readonly name: string;
  readonly insteadOfName: string | null;
  readonly at: InstantText;
  readonly reason: string | null;
}

export interface SecrecyView {
  /** The stage that cannot be passed before. */
  readonly before: string;
  /** `missing`: nobody has examined what it says now. */
  readonly result: 'missing' | 'pass' | 'fail';
  readonly name: string | null;
  /** For whom a delegate examined it. */
  readonly insteadOfName: string | null;
  readonly at: InstantText | null;
  readonly classification: Classification | null;
  readonly disclosure: Disclosure | null;
}

/** One subject under review, as whoever asks sees it. */
export interface ReviewView {
  readonly id: string;
  readonly kind: ReviewKind;
  readonly subjectId: string;
  readonly title: string;
  readonly unitId: string | null;
  /** Empty: it concerns the whole office. */
  readonly unitName: string;
  readonly state: ReviewState;
  /** The key of the stage that comes next; null: none. */
  readonly stage: string | null;
  readonly stages: readonly ReviewStageView[];
  readonly authorName: string | null;
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
  /** The subject's own deadline. */
  readonly dueBy: InstantText | null;
  /** Null: it has no secrecy gate. */
  readonly secrecy: SecrecyView | null;
  readonly steps: readonly ReviewStepView[];
  readonly openedAt: InstantText;
  readonly clause: string;
  /** Who wrote, reviewed and issued it, where the unit wants that at the foot; null: it does not. */
  readonly footNames: readonly { readonly title: string; readonly titleEn: string; readonly name: string }[] | null;
  readonly contentHash: string;
  /** What whoever asks can do now. */
  readonly acts: readonly ReviewAct[];
  /** Why they cannot pass what comes next; null: they can, or nothing comes. */
  readonly passObstacle: PassObstacle | null;
  /** The stages still to be taken, and `secrecy`, for which people alone are named who have all left. */
  readonly stuckAt: readonly string[];
  readonly version: number;
}

export interface DelegationView {
  readonly id: string;
  readonly fromId: string;
  readonly fromName: string;
  readonly toId: string;
  readonly toName: string;
  readonly kinds: readonly ReviewKind[];
  readonly fromDate: DateText;
  readonly toDate: DateText;
  readonly reason: string;
  /** It counts today. */
  readonly current: boolean;
  /** Whoever asks can end it. */
  readonly removable: boolean;
  readonly version: number;
}

export interface TakersView extends Takers {
  /** The names of `people`. */
  readonly names: readonly string[];
  /** People alone are named, and all of them have left. */
  readonly isStuck: boolean;
}

/** How a kind is reviewed in a unit and below it; `source`: where that is written. */
export interface ReviewFlowView extends Omit<ReviewFlow, 'stages' | 'secrecy' | 'unitId'> {
  readonly unitId: string | null;
  readonly source: 'configured' | 'office' | 'unit' | 'superior';
  /** The unit whose flow it is; empty: the office's or the configured one. */
  readonly sourceName: string;
  readonly stages: readonly {
    readonly key: string;
    readonly title: string;
    readonly titleEn: string;
    readonly takers: TakersView;
  }[];
  readonly secrecy: { readonly before: string; readonly takers: TakersView } | null;
}

/** Somebody who can be named for a stage, or act for somebody. */
export interface ReviewerView {
  readonly id: string;
  readonly name: string;
}
