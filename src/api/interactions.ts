import type { StopOverrideView } from './content';
import type {
  InteractionEvent,
  InteractionSource,
  InteractionState,
  Satisfaction,
  SetAsideReason,
  WithholdingReason,
} from '../domain/duties/interaction';
import type { InteractionKind } from '../domain/duties/interactionKinds';
import type { DutyDetailView, DutyView } from './duties';
import type { IsoInstant } from './wire';

/** What a person can do with a message. */
export const INTERACTION_ACTS = ['write', 'submit', 'reclassify', 'set-aside', 'take-up', 'show-where'] as const;
export type InteractionAct = (typeof INTERACTION_ACTS)[number];

export interface InteractionView {
  readonly id: string;
  readonly title: string;
  readonly kind: InteractionKind;
  readonly source: InteractionSource;
  readonly state: InteractionState;
  readonly receivedAt: IsoInstant;
  readonly answeredAt: IsoInstant | null;
  readonly isPublic: boolean;
  readonly satisfaction: Satisfaction | null;
  /** Who owes the answer, by when. */
  readonly duty: DutyView;
  readonly version: number;
}

export interface InteractionDetailView extends Omit<InteractionView, 'duty'> {
  readonly text: string;
  /** Text, answer and author went when their time was over. */
  readonly isTextGone: boolean;
  readonly authorName: string | null;
  readonly link: string | null;
  readonly setAside: SetAsideReason | null;
  readonly answer: {
    readonly text: string;
    readonly withheld: WithholdingReason | null;
    readonly authorName: string;
    readonly writtenAt: IsoInstant;
  } | null;
  /** How question and answer read, or would read, in public; null: there is no answer, or it is withheld. */
  readonly shown: { readonly title: string; readonly question: string; readonly answer: string } | null;
  readonly answerLink: string | null;
  readonly satisfactionWords: string | null;
  readonly reviewId: string | null;
  /** What stops the answer as it is now and was handed in anyway. */
  readonly overrides: readonly StopOverrideView[];
  readonly acts: readonly InteractionAct[];
  readonly thread: readonly {
    readonly event: InteractionEvent;
    readonly name: string;
    readonly at: IsoInstant;
    readonly words: string | null;
  }[];
  readonly duty: DutyDetailView;
}

export const INTAKE_RESULTS = ['received', 'known', 'refused'] as const;

/** What became of one message that was handed in. */
export interface IntakeLineView {
  /** Its place in what was handed in, from 1. */
  readonly line: number;
  readonly sourceId: string;
  readonly result: (typeof INTAKE_RESULTS)[number];
  /** Null: it was refused. */
  readonly id: string | null;
  readonly field: string | null;
  readonly message: string | null;
}

export interface IntakeView {
  readonly received: number;
  readonly known: number;
  readonly refused: number;
  readonly lines: readonly IntakeLineView[];
}
