import { INTERACTION_SOURCES, type Interaction } from '../../domain/duties/interaction';
import type { InteractionId } from '../../domain/ids';
import type { Interactions } from '../../ports/dutyStorage';
import { leaving, outboxOf } from '../alerts/outbox';
import { batchSize, checkChoice, checkId, checkIds, checkText } from '../checkInput';
import { anyOf, atLeast } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import type { Filter, Table } from '../table';
import { interactionFields, readInteraction, type InteractionRow } from './interactionRow';

const NEWEST_FIRST: ListOrder<InteractionRow> = { by: 'answeredAt', direction: -1, kind: 'instant' };
const LONGEST_SOURCE_ID = 200;

const LISTED_WITHOUT = ['text', 'thread', 'outbox'] as const;
const readListed = (row: InteractionRow): Interaction => readInteraction({ ...row, text: '', thread: [] });

/** Read through their duties alone: whoever sees one of those sees the message. */
export function createInteractions(table: Table<InteractionRow>): Interactions {
  const one = async (filter: Filter): Promise<Interaction | null> => {
    const row = await table.one(filter);
    return row === null ? null : readInteraction(row);
  };
  return {
    receive: async (interaction, event) => {
      const row = { _id: checkId(interaction.id, 'interactionId'), ...interactionFields(interaction) };
      if ((await table.insert({ ...row, outbox: outboxOf([event]) })) === 'inserted')
        return { id: interaction.id, isNew: true };
      const stored = await table.one({
        source: checkChoice(interaction.source, INTERACTION_SOURCES, 'source'),
        sourceId: checkText(interaction.sourceId, 'sourceId', LONGEST_SOURCE_ID),
      });
      return { id: stored?._id ?? interaction.id, isNew: false };
    },
    byId: (id) => one({ _id: checkId(id, 'interactionId') }),
    ofReview: (key) => one({ reviewKey: checkId(key, 'reviewKey') }),
    ofDuties: async (ids) =>
      ids.length === 0
        ? []
        : (
            await table.many(
              { dutyId: anyOf(checkIds(ids, 'dutyIds')) },
              { sort: { dutyId: 1 }, limit: ids.length, without: LISTED_WITHOUT },
            )
          ).map(readListed),
    ofCode: (codeHash) => one({ codeHash: checkText(codeHash, 'codeHash', 64) }),
    move: async (expected, next, event) =>
      table.change(
        { _id: checkId(expected.id, 'interactionId'), version: expected.version },
        { $set: interactionFields(next), ...leaving([event]) },
      ),
    unfinished: async (limit) =>
      (await table.many({ isFinished: false }, { sort: { _id: 1 }, limit: batchSize(limit) })).map(readInteraction),
    markHandedIn: async ({ id, version, isTold }) => {
      await table.change(
        { _id: checkId<InteractionId>(id, 'interactionId'), version },
        { $set: { handedIn: true, isFinished: isTold } },
      );
    },
    markTold: async ({ id, version, state, handedIn }) => {
      await table.change(
        { _id: checkId<InteractionId>(id, 'interactionId'), version },
        { $set: { isTold: true, isFinished: state !== 'in-review' || handedIn } },
      );
    },
    published: (page) =>
      readPage(table, { filter: { isPublic: true }, order: NEWEST_FIRST, page, without: ['thread', 'outbox'] }, (row) =>
        readInteraction({ ...row, thread: [] }),
      ),
    countSince: (source, since, limit) =>
      table.countUpTo(
        { source: checkChoice(source, INTERACTION_SOURCES, 'source'), receivedAt: atLeast(since) },
        Math.max(1, limit),
      ),
  };
}
