import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/** How much the store held is read newest first. */
async function up(connection: Connection): Promise<void> {
  await connection.collection('store-sizes').createIndex({ at: -1 }, { name: 'store-sizes-by-time' });
}

export const m0020StoreSizes: Migration = { version: 20, title: 'how much the store holds', up };
