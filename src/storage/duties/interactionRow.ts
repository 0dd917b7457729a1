import type { InteractionId } from '../../domain/ids';
import type { Interaction } from '../../domain/duties/interaction';
import type { Instant } from '../../domain/time/instant';
import { outboxField, type WithOutbox } from '../alerts/outbox';
import { count, documentSchema, flag, instant, partSchema, stopOverridesPart, text } from '../schemaParts';
import type { Row } from '../table';

export interface InteractionRow extends Row, Omit<Interaction, 'id'>, WithOutbox {
  readonly _id: InteractionId;
  /** Whether its duty and its review know how it stands. */
  readonly isFinished: boolean;
  /** When it was answered or set aside; null: it is owed. */
  readonly endedAt: Instant | null;
}

export const interactionSchema = documentSchema({
  _id: text,
  ...{ dutyId: text, source: text, sourceId: text, kind: text, title: text, text, authorName: text, link: text },
  ...{ receivedAt: instant, firstUnitId: text, state: text, setAside: text },
  answer: partSchema({
    ...{ text, withheld: text, contentHash: text, writtenAt: instant },
    author: partSchema({ id: text, name: text }),
    overrides: stopOverridesPart,
  }),
  ...{ handedIn: flag, followed: count, answeredAt: instant, isPublic: flag, answerLink: text },
  satisfaction: partSchema({ grade: text, words: text, at: instant }),
  ...{ codeHash: text, isTold: flag, reviewKey: text, isFinished: flag },
  thread: { type: [partSchema({ event: text, by: text, name: text, at: instant, words: text })] },
  ...{ isTextGone: flag, endedAt: instant },
  version: count,
  outbox: outboxField,
});

/** What of a row is the message, with what it is looked up by. */
export function interactionFields(interaction: Interaction): Omit<InteractionRow, '_id' | 'outbox'> {
  const { id: _id, thread, ...fields } = interaction;
  const { isTold, state, handedIn, answeredAt } = interaction;
  const setAsideAt = state === 'not-valid' ? (thread.at(-1)?.at ?? null) : null;
  return {
    ...{ ...fields, thread: [...thread], isFinished: isTold && (state !== 'in-review' || handedIn) },
    endedAt: state === 'answered' ? answeredAt : setAsideAt,
  };
}

export function readInteraction({
  _id,
  outbox: _outbox,
  isFinished: _finished,
  endedAt: _ended,
  ...rest
}: InteractionRow): Interaction {
  return { id: _id, ...rest };
}
