import type { ContentChecksView } from '../../../api/content';
import type { StopLift } from '../../../domain/content/stopOverride';
import type { InteractionDetailView, InteractionView, IntakeView } from '../../../api/interactions';
import type { ListView } from '../../../api/wire';
import type {
  InteractionSource,
  InteractionState,
  Satisfaction,
  SetAsideReason,
  WithholdingReason,
} from '../../../domain/duties/interaction';
import type { InteractionKind } from '../../../domain/duties/interactionKinds';
import type { InteractionId, UnitId } from '../../../domain/ids';
import type { Principal } from '../../../domain/people/role';
import type { Sheet } from '../../../domain/register/sheet';
import type { PageRequest } from '../../../ports/storage';
import type { Versioned } from '../../versioned';
import type { Counts } from '../../workRun';
import type { DutyQuery } from '../contract';

export interface IncomingMessage {
  readonly source: InteractionSource;
  readonly sourceId: string;
  /** Absent: an error report from the system of those, else an inquiry. */
  readonly kind?: InteractionKind;
  readonly title: string;
  readonly text: string;
  readonly authorName: string | null;
  readonly link: string | null;
  readonly receivedAt: string;
  /** Null: the unit of whoever hands it in, or the one named. */
  readonly unitId: UnitId | null;
  readonly unitName?: string;
}

export interface AnswerDraft {
  readonly text: string;
  readonly withheld: WithholdingReason | null;
}

/** A message as the public form takes it. */
export interface PublicMessage {
  readonly unitId: UnitId;
  readonly kind: InteractionKind;
  readonly title: string;
  readonly text: string;
}

/** What whoever wrote a message is told by its code. */
export interface PublicStanding {
  readonly title: string;
  readonly unitName: string;
  readonly state: InteractionState;
  /** In civil time; empty: not known yet. */
  readonly dueBy: string;
  readonly answer: string | null;
  readonly canRate: boolean;
}

export interface PublishedAnswer {
  readonly title: string;
  readonly question: string;
  readonly answer: string;
  readonly unitName: string;
  readonly answeredAt: string;
}

/** Messages from outside and their answers (互动留言). Refuses `not-found`, `forbidden`, `invalid-input`, `conflict`. */
export interface InteractionServices {
  list(
    query: Omit<DutyQuery, 'subject'> & { readonly kind?: InteractionKind },
    page: PageRequest,
    principal: Principal,
  ): Promise<ListView<InteractionView>>;
  /** By its own id, or by the key its answer is reviewed by. */
  show(id: InteractionId, principal: Principal): Promise<InteractionDetailView>;
  /** Takes messages in, each once: one that is known by its source stays as it is. */
  receive(messages: readonly IncomingMessage[], principal: Principal): Promise<IntakeView>;
  /** As `receive`, from the first sheet of a file. */
  receiveSheet(sheets: readonly Sheet[], principal: Principal): Promise<IntakeView>;
  write(of: Versioned<InteractionId>, draft: AnswerDraft, principal: Principal): Promise<InteractionDetailView>;
  /** What the checks find in the answer as it is; nothing while there is none. */
  checks(id: InteractionId, principal: Principal): Promise<ContentChecksView>;
  /**
   * Hands the answer in for its review; it is given once the last stage is passed. What a check stops (action
   * `content.override`) with a reason for each.
   */
  submit(
    of: Versioned<InteractionId>,
    principal: Principal,
    overrides?: readonly StopLift[],
  ): Promise<InteractionDetailView>;
  reclassify(of: Versioned<InteractionId>, kind: InteractionKind, principal: Principal): Promise<InteractionDetailView>;
  setAside(
    of: Versioned<InteractionId>,
    said: { readonly reason: SetAsideReason; readonly words: string },
    principal: Principal,
  ): Promise<InteractionDetailView>;
  takeUp(of: Versioned<InteractionId>, words: string, principal: Principal): Promise<InteractionDetailView>;
  showWhere(of: Versioned<InteractionId>, link: string, principal: Principal): Promise<InteractionDetailView>;

  /** For anybody: what the form needs. Throws `Refusal` `not-found` where the office has none. */
  form(): Promise<{ readonly units: readonly { readonly id: string; readonly name: string }[] }>;
  /** For anybody: takes one message and gives the code its author asks by. */
  receivePublic(message: PublicMessage): Promise<{ readonly code: string }>;
  standing(code: string): Promise<PublicStanding>;
  rate(code: string, said: { readonly grade: Satisfaction; readonly words: string }): Promise<void>;
  published(page: PageRequest): Promise<{
    readonly items: readonly PublishedAnswer[];
    readonly nextCursor: string | null;
  }>;

  /** Goes on with what was interrupted between a message, its duty and its review. */
  resumeInteractions(limit: number): Promise<Counts>;
}
