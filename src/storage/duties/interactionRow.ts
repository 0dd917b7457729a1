import type { InteractionId } from '../../domain/ids';
import type { Interaction } from '../../domain/duties/interaction';
import { outboxField, type WithOutbox } from '../alerts/outbox';
import { count, documentSchema, flag, instant, partSchema, text } from '../schemaParts';
import type { Row } from '../table';

export interface InteractionRow extends Row, Omit<Interaction, 'id'>, WithOutbox {
  readonly _id: InteractionId;
  /** Whether its duty and its review know how it stands. */
  readonly isFinished: boolean;
}

export const interactionSchema = documentSchema({
  _id: text,
  ...{ dutyId: text, source: text, sourceId: text, kind: text, title: text, text, authorName: text, link: text },
  ...{ receivedAt: instant, firstUnitId: text, state: text, setAside: text },
  answer: partSchema({
    ...{ text, withheld: text, contentHash: text, writtenAt: instant },
    author: partSchema({ id: text, name: text }),
  }),
  ...{ handedIn: flag, followed: count, answeredAt: instant, isPublic: flag, answerLink: text },
  satisfaction: partSchema({ grade: text, words: text, at: instant }),
  ...{ codeHash: text, isTold: flag, reviewKey: text, isFinished: flag },
  thread: { type: [partSchema({ event: text, by: text, name: text, at: instant, words: text })] },
  version: count,
  outbox: outboxField,
});

/** What of a row is the message, with what it is looked up by. */
export function interactionFields(interaction: Interaction): Omit<InteractionRow, '_id' | 'outbox'> {
  const { id: _id, thread, ...fields } = interaction;
  const { isTold, state, handedIn } = interaction;
  return { ...fields, thread: [...thread], isFinished: isTold && (state !== 'in-review' || handedIn) };
}

export function readInteraction({ _id, outbox: _outbox, isFinished: _finished, ...rest }: InteractionRow): Interaction {
  return { id: _id, ...rest };
}
