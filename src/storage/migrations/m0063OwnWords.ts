import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/** Words of a unit are listed newest first, and looked up by the units something belongs to. */
async function up(connection: Connection): Promise<void> {
  const words = connection.collection('own-words');
  const newest = { proposedAt: -1, _id: -1 } as const;
  await words.createIndex(newest, { name: 'own-words-newest' });
  await words.createIndex({ unitPath: 1, ...newest }, { name: 'own-words-of-subtree' });
  await words.createIndex({ state: 1, ...newest }, { name: 'own-words-by-state' });
  await words.createIndex({ ofUnitId: 1, state: 1, _id: 1 }, { name: 'own-words-of-unit' });
  await words.createIndex({ isApplied: 1, state: 1, _id: 1 }, { name: 'own-words-unapplied' });
  await words.createIndex(
    { 'outbox.eventId': 1 },
    { partialFilterExpression: { 'outbox.eventId': { $gt: '' } }, name: 'outbox-pending' },
  );
}

export const m0063OwnWords: Migration = { version: 63, title: 'words that units use as they are', up };
