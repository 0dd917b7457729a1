import type { StopOverride } from '../content/stopOverride';
import type { FileId, LiaisonId, PersonId, SubmissionId, UnitId } from '../ids';
import type { Instant } from '../time/instant';
import type { Month } from './month';

/**
 * What the rule asks units to send in above all (晋城市 2019-06-06 通知 二、三): 重要政策文件信息, 涉及群众切身利益、需要公众广泛
 * 知晓的政府信息, 解读. Whatever else a unit sends is `other`.
 */
export const SUBMISSION_KINDS = ['policy-document', 'public-interest', 'interpretation', 'other'] as const;
export type SubmissionKind = (typeof SUBMISSION_KINDS)[number];

/** `sent`: passed all three stages in the unit, and lies with the office. */
export const SUBMISSION_STATES = [
  'draft',
  'in-review',
  'sent',
  'returned', // by the office, with words: it may be revised and sent again
  'adopted',
  'not-adopted',
  'refused', // within the unit
  'withdrawn',
] as const;
export type SubmissionState = (typeof SUBMISSION_STATES)[number];

/** What can happen to a submission. The first group is the unit's and its review's, the second the office's. */
export const SUBMISSION_EVENTS = [
  'write',
  'submit',
  'return-in-unit',
  'refuse-in-unit',
  'send',
  'withdraw',
  'hand-over',
  'adopt',
  'return',
  'decline',
  'reconsider',
  'assess',
] as const;
export type SubmissionEvent = (typeof SUBMISSION_EVENTS)[number];

/** Why the office returns a submission. The five 关 are those of 十 of the rule and 国办发〔2018〕123号. */
export const RETURN_REASONS = [
  'incomplete',
  'unclear',
  'wording',
  'policy',
  'legal',
  'secrecy',
  'inconsistent', // with what stands on another platform
  'other',
] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

/** Why the office does not use a submission. */
export const DECLINE_REASONS = ['duplicate', 'out-of-date', 'not-public', 'out-of-remit', 'other'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** One thing that was done, oldest first; what is said stands with who said it. */
export interface SubmissionEntry {
  readonly event: SubmissionEvent;
  /** Null: the product itself, following the review. */
  readonly by: PersonId | null;
  readonly name: string;
  readonly at: Instant;
  readonly reason: ReturnReason | DeclineReason | null;
  readonly words: string | null;
}

/** Where an adopted submission was used: on which site or account, and the post's own address where it has one. */
export interface SubmissionUse {
  readonly where: string;
  readonly link: string | null;
}

/** A criterion of quality that an adoption meets, with its points of that day and who said so. */
export interface MetCriterion {
  readonly key: string;
  readonly points: number;
  readonly by: PersonId;
  readonly name: string;
  readonly at: Instant;
}

export interface Adoption {
  readonly by: PersonId;
  readonly name: string;
  readonly at: Instant;
  readonly uses: readonly SubmissionUse[];
  readonly criteria: readonly MetCriterion[];
}

/** The 信息员 it is credited to, as the roster of the unit had them. */
export interface Informant {
  readonly liaisonId: LiaisonId;
  /** Null: nobody who can sign in. */
  readonly personId: PersonId | null;
  readonly name: string;
}

/** A picture or document that is sent in with the text, by its name there. */
export interface SubmissionAttachment {
  readonly fileId: FileId;
  readonly name: string;
}

/** What the unit writes; known by one hash. */
export interface SubmissionContent {
  readonly title: string;
  readonly body: string;
  readonly kind: SubmissionKind;
  /** 供稿科室. */
  readonly section: string;
  readonly attachments: readonly SubmissionAttachment[];
}

/** What the hash is made of: attachments by the hashes of their bytes. One without any has the hash it always had. */
export function reviewedSubmission(
  { title, body, kind, section, attachments }: SubmissionContent,
  hashOf: (id: FileId) => string,
): Readonly<Record<string, unknown>> {
  const files = attachments.map(({ fileId, name }) => ({ sha256: hashOf(fileId), name }));
  return { title, body, kind, section, ...(files.length === 0 ? {} : { attachments: files }) };
}

/** One item of information that a unit sends in (报送). */
export interface Submission extends SubmissionContent {
  /** Its text and attachments went when their time was over; what it counts for stays. */
  readonly isTextGone?: boolean;
  readonly id: SubmissionId;
  readonly unitId: UnitId;
  readonly unitPath: readonly UnitId[];
  readonly author: { readonly id: PersonId; readonly name: string };
  readonly informant: Informant;
  readonly state: SubmissionState;
  readonly contentHash: string;
  /** What stops its text as it is and was handed in anyway. Absent: nothing. */
  readonly overrides?: readonly StopOverride[];
  /** Whether its review knows that it was handed in. */
  readonly handedIn: boolean;
  /** How many steps of its review it has followed. */
  readonly followed: number;
  readonly createdAt: Instant;
  /** When it last passed the third stage; null: never. */
  readonly sentAt: Instant | null;
  /** What the office got then. */
  readonly sentHash: string | null;
  /** The month it counts for, and for which unit: where it was first sent. Both stay, whatever becomes of the unit. */
  readonly month: Month | null;
  readonly countsFor: UnitId | null;
  readonly adoption: Adoption | null;
  readonly thread: readonly SubmissionEntry[];
  /** Counts its changes. */
  readonly version: number;
}
