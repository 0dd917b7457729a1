import type { Connection } from 'mongoose';
import type { Migration } from './migration';

const PENDING = {
  name: 'outbox-pending',
  key: { 'outbox.eventId': 1 },
  partialFilterExpression: { 'outbox.eventId': { $gt: '' } },
} as const;

/** Every index of what is told to the next above, by collection. */
const ESCALATION_INDEXES = {
  'escalation-ladders': [{ name: 'present', key: { removedAt: 1, _id: 1 } }, PENDING],
  escalations: [
    { name: 'escalations-due', key: { state: 1, nextAt: 1, _id: 1 } },
    { name: 'escalations-of-alert', key: { alertId: 1, openedSeq: 1, _id: 1 } },
    { name: 'escalations-of-ladder', key: { ladderId: 1, state: 1 } },
    { name: 'escalations-ended', key: { endedAt: 1 } },
    PENDING,
  ],
} as const;

async function up(connection: Connection): Promise<void> {
  for (const [collection, indexes] of Object.entries(ESCALATION_INDEXES))
    await connection
      .collection(collection)
      .createIndexes(indexes.map(({ key, ...index }) => ({ ...index, key: { ...key } })) as never);
}

export const m0031Escalations: Migration = { version: 31, title: 'what nobody acknowledges is told to the next', up };
