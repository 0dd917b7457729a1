import type { Connection } from 'mongoose';
import type { Migration } from './migration';

const PENDING = {
  name: 'outbox-pending',
  key: { 'outbox.eventId': 1 },
  partialFilterExpression: { 'outbox.eventId': { $gt: '' } },
} as const;

/** Every index of digests and reminders, by collection. */
const LETTER_INDEXES = {
  'digest-plans': [{ name: 'present', key: { removedAt: 1, _id: 1 } }, PENDING],
  letters: [
    { name: 'letters-waiting', key: { desk: 1, state: 1, waitsUntilAt: 1, _id: 1 } },
    { name: 'letters-of-plan', key: { planId: 1, queuedAt: -1, _id: -1 } },
    { name: 'letters-of-reminder', key: { reminderId: 1, queuedAt: 1, _id: 1 } },
    { name: 'letters-by-state', key: { state: 1 } },
    { name: 'letters-of-subtree', key: { unitPath: 1, queuedAt: -1 } },
    { name: 'letters-settled', key: { settledAt: 1 } },
  ],
  reminders: [
    { name: 'reminders-of-day', key: { about: 1, on: 1, unitId: 1, nth: 1, _id: 1 } },
    { name: 'reminders-newest', key: { at: -1, _id: -1 } },
    { name: 'reminders-of-subject', key: { about: 1, at: -1, _id: -1 } },
    { name: 'reminders-of-subtree', key: { unitPath: 1, at: -1, _id: -1 } },
    PENDING,
  ],
} as const;

async function up(connection: Connection): Promise<void> {
  for (const [collection, indexes] of Object.entries(LETTER_INDEXES))
    await connection
      .collection(collection)
      .createIndexes(indexes.map(({ key, ...index }) => ({ ...index, key: { ...key } })) as never);
}

export const m0027Letters: Migration = { version: 27, title: 'digests and reminders', up };
