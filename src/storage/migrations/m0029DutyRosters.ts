import type { Connection } from 'mongoose';
import type { Migration } from './migration';

const PENDING = {
  name: 'outbox-pending',
  key: { 'outbox.eventId': 1 },
  partialFilterExpression: { 'outbox.eventId': { $gt: '' } },
} as const;

/** Every index of who is on duty, by collection. */
const DUTY_INDEXES = {
  'duty-rosters': [{ name: 'present', key: { removedAt: 1, _id: 1 } }, PENDING],
  'duty-days': [{ name: 'duty-days-of-roster', key: { rosterId: 1, date: 1 } }, PENDING],
  'duty-substitutions': [{ name: 'substitutions-present', key: { removedAt: 1, toDate: -1, _id: -1 } }, PENDING],
} as const;

async function up(connection: Connection): Promise<void> {
  for (const [collection, indexes] of Object.entries(DUTY_INDEXES))
    await connection
      .collection(collection)
      .createIndexes(indexes.map(({ key, ...index }) => ({ ...index, key: { ...key } })) as never);
}

export const m0029DutyRosters: Migration = { version: 29, title: 'who is on duty', up };
