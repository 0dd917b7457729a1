import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/** What was told and has ended is found by when; silences by their ends, the last first. */
const ENDED_INDEXES = [
  ['notifications', { name: 'notifications-settled', key: { settledAt: 1 } }],
  ['messages', { name: 'messages-settled', key: { settledAt: 1 } }],
  ['silences', { name: 'silences-ended', key: { endsAt: 1, _id: 1 } }],
  ['silences', { name: 'silences-present', key: { removedAt: 1, endsAt: -1, _id: -1 } }],
] as const;

async function up(connection: Connection): Promise<void> {
  for (const [collection, { key, ...options }] of ENDED_INDEXES)
    await connection.collection(collection).createIndex({ ...key } as never, options);
}

export const m0026EndedNotifications: Migration = { version: 26, title: 'what was told, by when it ended', up };
