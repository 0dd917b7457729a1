import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/** Sites are gone through in the order in which it is their turn. */
async function up(connection: Connection): Promise<void> {
  await connection.collection('site-crawls').createIndex({ nextAt: 1, _id: 1 }, { name: 'site-crawls-due' });
}

export const m0067SiteCrawls: Migration = { version: 67, title: 'links of websites', up };
