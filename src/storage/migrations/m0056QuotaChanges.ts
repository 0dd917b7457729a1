import type { Connection } from 'mongoose';
import type { Migration } from './migration';

const PENDING = { partialFilterExpression: { 'outbox.eventId': { $gt: '' } }, name: 'outbox-pending' } as const;

/** What people change of the numbers that units owe is read whole; what it leaves for the ledger is found. */
async function up(connection: Connection): Promise<void> {
  await connection.collection('quota-changes').createIndex({ 'outbox.eventId': 1 }, PENDING);
}

export const m0056QuotaChanges: Migration = { version: 56, title: 'what units owe is changed', up };
