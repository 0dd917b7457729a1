import type { PersonId, ReviewId, UnitId } from '../ids';
import type { Action } from '../people/role';
import type { LiaisonDuty } from '../team/liaison';
import type { Instant } from '../time/instant';

/** What can be reviewed. Every kind has the same table and a flow of its own. */
export const REVIEW_KINDS = ['mandate', 'own-post', 'submission', 'answer', 'case-step', 'report'] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];

/**
 * Who may take a stage: whoever carries one of the actions or holds one of the duties, and whoever is named. All of
 * them must see the subject.
 */
export interface Takers {
  readonly actions: readonly Action[];
  readonly people: readonly PersonId[];
  /** Whoever holds one of these duties in the subject's unit or one above it. Absent: none. */
  readonly duties?: readonly LiaisonDuty[];
  /** `office`: only those who see the whole office. `unit`: the unit's own people and those above it. */
  readonly within: 'office' | 'unit';
}

/** One stage a subject passes, e.g. 初审. */
export interface ReviewStageRule {
  readonly key: string;
  readonly title: string;
  readonly titleEn: string;
  readonly takers: Takers;
}

/** 保密审查: a gate of its own, passed before one of the stages and by somebody who passes no stage. */
export interface SecrecyRule {
  /** The stage that cannot be passed before. */
  readonly before: string;
  readonly takers: Takers;
}

/** How subjects of one kind are reviewed, in one unit and those below it or, where it is null, everywhere. */
export interface ReviewFlow {
  readonly kind: ReviewKind;
  readonly unitId: UnitId | null;
  readonly stages: readonly ReviewStageRule[];
  readonly secrecy: SecrecyRule | null;
  /** Where a return leads: to the stage before, or to whoever wrote it. */
  readonly returnsTo: 'previous' | 'author';
  /** Whether the names of who wrote, reviewed and issued it stand at the foot of what is published. */
  readonly footNames: boolean;
  /** The document the flow comes from. */
  readonly clause: string;
  /** Counts its changes; a review says which version it follows. */
  readonly version: number;
}

export const REVIEW_STATES = ['open', 'returned', 'passed', 'refused', 'withdrawn'] as const;
/** `returned`: waits for its author. `refused` before the last stage and `withdrawn` are final. */
export type ReviewState = (typeof REVIEW_STATES)[number];

/** What a reviewer can do. */
export const REVIEWER_STEPS = ['pass', 'return', 'refuse', 'withdraw'] as const;
export type ReviewerStep = (typeof REVIEWER_STEPS)[number];
/** What stands in the thread: what reviewers do, the secrecy gate, and what becomes of the content. */
export const THREAD_STEPS = [...REVIEWER_STEPS, 'secrecy-pass', 'secrecy-fail', 'resubmit', 'change'] as const;
export type ThreadStep = (typeof THREAD_STEPS)[number];

export interface TakenStep {
  readonly step: ThreadStep;
  /** The stage it was taken at; null: it was at none. */
  readonly stage: string | null;
  readonly by: PersonId | 'rule';
  readonly name: string;
  /** For whom a delegate acted. */
  readonly insteadOf?: { readonly id: PersonId; readonly name: string };
  readonly at: Instant;
  /** In the person's words; every step against the subject has some. */
  readonly words?: string;
  /** The content it was taken of. */
  readonly contentHash: string;
}

/** 密级. Only what carries none can be published. */
export const CLASSIFICATIONS = ['none', 'work-secret', 'confidential', 'secret', 'top-secret'] as const;
export type Classification = (typeof CLASSIFICATIONS)[number];
/** 公开范围: 主动公开, 依申请公开, 不予公开. Only the first can be published. */
export const DISCLOSURES = ['proactive', 'on-request', 'withheld'] as const;
export type Disclosure = (typeof DISCLOSURES)[number];

/** What the secrecy gate found: of the text with its pictures and attachments, by the hash of them all. */
export interface SecrecyResult {
  readonly result: 'pass' | 'fail';
  readonly by: PersonId;
  readonly name: string;
  readonly at: Instant;
  readonly contentHash: string;
  readonly classification: Classification;
  readonly disclosure: Disclosure;
  /** For whom a delegate examined it. */
  readonly insteadOf?: TakenStep['insteadOf'];
}

/** One subject under review, with everything that was done to it, oldest first. */
export interface Review {
  readonly id: ReviewId;
  readonly kind: ReviewKind;
  readonly subjectId: string;
  readonly title: string;
  /** Null: it concerns the whole office. */
  readonly unitId: UnitId | null;
  readonly unitPath: readonly UnitId[];
  /** Who wrote it; null: the product made it by a rule. */
  readonly author: { readonly id: PersonId; readonly name: string } | null;
  /** Who wrote it before it was handed over: they pass nothing of it either. Absent: nobody. */
  readonly formerAuthors?: readonly PersonId[];
  readonly flow: ReviewFlow;
  readonly state: ReviewState;
  /** How many stages are passed. */
  readonly passed: number;
  /** The one who is to take the next stage; null: whoever may. */
  readonly assigneeId: PersonId | null;
  /** The subject's own deadline; the review has none of its own. */
  readonly dueBy: Instant | null;
  /** Over the text, the pictures and the attachments. */
  readonly contentHash: string;
  readonly secrecy: SecrecyResult | null;
  readonly steps: readonly TakenStep[];
  readonly openedAt: Instant;
  /** Counts its changes. */
  readonly version: number;
  /** Whether the subject knows how its review stands. */
  readonly carried: boolean;
}

/** What a review is opened with. */
export type NewReview = Pick<
  Review,
  'kind' | 'subjectId' | 'title' | 'unitId' | 'unitPath' | 'author' | 'formerAuthors' | 'dueBy' | 'contentHash'
>;
