import type { Connection } from 'mongoose';
import type { Migration } from './migration';
import { PENDING_INDEX } from './m0018SiteNames';

/** What is sealed of the ledger leaves a line of it behind. */
async function up(connection: Connection): Promise<void> {
  const { key, ...options } = PENDING_INDEX;
  await connection.collection('ledger-segments').createIndex({ ...key }, options);
}

export const m0021LedgerSegments: Migration = { version: 21, title: 'sealed parts of the ledger', up };
