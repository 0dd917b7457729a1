import type { StopOverride } from '../content/stopOverride';
import type { DutyId, InteractionId, PersonId, UnitId } from '../ids';
import { maskPersonalData } from '../privacy/maskPersonalData';
import type { Instant } from '../time/instant';
import type { InteractionKind } from './interactionKinds';

/** Where a message came in. */
export const INTERACTION_SOURCES = [
  'weibo-comment',
  'weibo-message',
  'wechat-comment',
  'wechat-message',
  'site-mailbox',
  'error-report-system', // 我为政府网站找错
  'public-form',
] as const;
export type InteractionSource = (typeof INTERACTION_SOURCES)[number];

/** `answered`: its answer has passed the review; it is archived by kind from then on. */
export const INTERACTION_STATES = ['received', 'in-review', 'answered', 'not-valid'] as const;
export type InteractionState = (typeof INTERACTION_STATES)[number];

export const INTERACTION_EVENTS = [
  'receive',
  'write',
  'submit',
  'return',
  'pass',
  'take-back',
  'reclassify',
  'set-aside', // it is no valid message
  'take-up', // it is one after all, or its answer does not do
  'show-where', // the answer stands in public there
  'rate',
] as const;
export type InteractionEvent = (typeof INTERACTION_EVENTS)[number];

/** Why a message is set aside: 有效来信 are answered, all of them. */
export const SET_ASIDE_REASONS = [
  'duplicate',
  'no-valid-message',
  'asker-withdrew',
  'out-of-remit',
  'opened-by-mistake',
  'other',
] as const;
export type SetAsideReason = (typeof SET_ASIDE_REASONS)[number];

/** Why an answer is not published. */
export const WITHHOLDING_REASONS = ['personal', 'asked-not-to', 'secret', 'no-public-interest', 'other'] as const;
export type WithholdingReason = (typeof WITHHOLDING_REASONS)[number];

export const SATISFACTION = ['satisfied', 'fairly', 'dissatisfied'] as const;
export type Satisfaction = (typeof SATISFACTION)[number];

/** What is answered, and whether it is published: one content, reviewed as a whole. */
export interface AnswerContent {
  readonly text: string;
  /** Null: question and answer are published, with personal data masked. */
  readonly withheld: WithholdingReason | null;
}

export interface Answer extends AnswerContent {
  readonly author: { readonly id: PersonId; readonly name: string };
  readonly contentHash: string;
  /** What stops it and was handed in anyway. Absent: nothing. */
  readonly overrides?: readonly StopOverride[];
  readonly writtenAt: Instant;
}

export interface InteractionEntry {
  readonly event: InteractionEvent;
  readonly by: PersonId | null;
  readonly name: string;
  readonly at: Instant;
  readonly words: string | null;
}

/** A message of somebody from outside, with its answer (留言). Whose it is says its duty. */
export interface Interaction {
  readonly id: InteractionId;
  readonly dutyId: DutyId;
  readonly source: InteractionSource;
  /** By its source; no two messages of a source share one. */
  readonly sourceId: string;
  readonly kind: InteractionKind;
  readonly title: string;
  readonly text: string;
  /** As the source shows them in public; null: not shown. */
  readonly authorName: string | null;
  readonly link: string | null;
  readonly receivedAt: Instant;
  /** Who was asked first. */
  readonly firstUnitId: UnitId;
  readonly state: InteractionState;
  readonly setAside: SetAsideReason | null;
  readonly answer: Answer | null;
  readonly handedIn: boolean;
  /** How many steps of its review it has followed. */
  readonly followed: number;
  readonly answeredAt: Instant | null;
  /** Whether question and answer are shown in public. */
  readonly isPublic: boolean;
  /** Where the answer stands; null: nowhere known. */
  readonly answerLink: string | null;
  readonly satisfaction: { readonly grade: Satisfaction; readonly words: string | null; readonly at: Instant } | null;
  /** The hash of the code its author asks by; null: they have none. */
  readonly codeHash: string | null;
  /** Whether its duty knows how it stands. */
  readonly isTold: boolean;
  /** By which its answer is reviewed: another one for each review that ended. */
  readonly reviewKey: InteractionId;
  readonly thread: readonly InteractionEntry[];
  /** Its text, its answer and who wrote it went when their time was over. Absent: they are there. */
  readonly isTextGone?: boolean;
  /** Counts its changes. */
  readonly version: number;
}

/** What the hash of an answer is made of. */
export function reviewedAnswer({ text, withheld }: AnswerContent): Readonly<Record<string, unknown>> {
  return { text, withheld };
}

/** Question and answer as they are shown in public: without personal data. Null: they are not. */
export function publishedOf({
  title,
  text,
  answer,
  isPublic,
}: Pick<Interaction, 'title' | 'text' | 'answer' | 'isPublic'>): {
  readonly title: string;
  readonly question: string;
  readonly answer: string;
} | null {
  if (!isPublic || answer === null) return null;
  return {
    title: maskPersonalData(title),
    question: maskPersonalData(text),
    answer: maskPersonalData(answer.text),
  };
}

/** Whoever wrote some of the answer before, or handed in what stops it: they pass nothing of it either. */
export function formerWriters({ thread, answer }: Pick<Interaction, 'thread' | 'answer'>): readonly PersonId[] {
  const wrote = thread.flatMap(({ event, by }) => (event === 'write' && by !== null ? [by] : []));
  const overrode = (answer?.overrides ?? []).map(({ by }) => by.id);
  return [...new Set([...wrote, ...overrode])].filter((id) => id !== answer?.author.id);
}
