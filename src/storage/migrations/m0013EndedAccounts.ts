import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/** What cancelled accounts still owe is found through them. */
export const ENDED_INDEX = {
  name: 'accounts-cancelled',
  key: { _id: 1, status: 1 },
  partialFilterExpression: { status: 'cancelled' },
} as const;

async function up(connection: Connection): Promise<void> {
  const { key, ...options } = ENDED_INDEX;
  await connection.collection('accounts').createIndex(key, options);
}

export const m0013EndedAccounts: Migration = { version: 13, title: 'duties end with the account', up };
