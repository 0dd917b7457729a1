import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/** What posts that are seen again are found by: those dated in the future, and those whose change is not told yet. */
export const SEEN_AGAIN_INDEXES = [
  {
    name: 'posts-dated-ahead',
    key: { accountId: 1, countedAt: 1 },
    partialFilterExpression: { standing: 'future-dated' },
  },
  {
    name: 'outbox-pending',
    key: { 'outbox.eventId': 1 },
    partialFilterExpression: { 'outbox.eventId': { $gt: '' } },
  },
] as const;

async function up(connection: Connection): Promise<void> {
  await connection
    .collection('posts')
    .createIndexes(SEEN_AGAIN_INDEXES.map(({ key, ...index }) => ({ ...index, key: { ...key } })) as never);
}

export const m0006PostsSeenAgain: Migration = { version: 6, title: 'posts seen again', up };
