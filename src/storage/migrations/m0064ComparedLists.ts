import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/** Official lists whose comparison is to be gone on with, by when nobody holds it any more. */
async function up(connection: Connection): Promise<void> {
  await connection
    .collection('official-lists')
    .createIndex({ 'lease.untilAt': 1, _id: 1 }, { name: 'official-lists-to-compare' });
}

export const m0064ComparedLists: Migration = { version: 64, title: 'official lists to be compared', up };
