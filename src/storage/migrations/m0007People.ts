import type { Connection } from 'mongoose';
import type { Migration } from './migration';

export const PEOPLE_INDEX = {
  name: 'outbox-pending',
  key: { 'outbox.eventId': 1 },
  partialFilterExpression: { 'outbox.eventId': { $gt: '' } },
} as const;

/** People leave events behind like everything else that changes; sessions opened before count as of epoch nought. */
async function up(connection: Connection): Promise<void> {
  const { key, ...options } = PEOPLE_INDEX;
  await connection.collection('people').createIndex(key, options);
}

export const m0007People: Migration = { version: 7, title: 'changes of people reach the ledger with the change', up };
