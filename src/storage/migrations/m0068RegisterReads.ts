import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/**
 * Websites that were given to another unit are few: the index holds nothing of the others. Secrets are found by whoever
 * answers for them.
 */
async function up(connection: Connection): Promise<void> {
  await connection
    .collection('sites')
    .createIndex(
      { 'moved.at': 1, _id: 1 },
      { name: 'sites-moving', partialFilterExpression: { 'moved.at': { $gt: new Date(0) } } },
    );
  await connection
    .collection('credentials')
    .createIndex({ 'grantedBy.personId': 1, _id: 1 }, { name: 'credentials-granted-by' });
}

export const m0068RegisterReads: Migration = { version: 68, title: 'what the register reads often', up };
