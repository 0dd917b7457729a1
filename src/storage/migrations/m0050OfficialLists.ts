import type { Connection } from 'mongoose';
import type { Migration } from './migration';

const PENDING = { partialFilterExpression: { 'outbox.eventId': { $gt: '' } }, name: 'outbox-pending' } as const;

/** Official lists are listed newest first, and looked up by their source; what they say is read by list and part. */
async function up(connection: Connection): Promise<void> {
  const lists = connection.collection('official-lists');
  await lists.createIndex({ at: -1, _id: -1 }, { name: 'official-lists-newest' });
  await lists.createIndex({ readerUnitId: 1, at: -1, _id: -1 }, { name: 'official-lists-of-reader' });
  await lists.createIndex({ source: 1, readerUnitId: 1, replacedAt: 1, _id: 1 }, { name: 'official-lists-standing' });
  await lists.createIndex({ 'outbox.eventId': 1 }, PENDING);
  const parts = connection.collection('official-list-parts');
  await parts.createIndex({ importId: 1, part: 1, place: 1 }, { name: 'official-list-parts' });
}

export const m0050OfficialLists: Migration = { version: 50, title: 'official lists', up };
