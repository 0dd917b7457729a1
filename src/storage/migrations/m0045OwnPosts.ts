import type { Connection } from 'mongoose';
import type { Migration } from './migration';

const PENDING = {
  name: 'outbox-pending',
  key: { 'outbox.eventId': 1 },
  partialFilterExpression: { 'outbox.eventId': { $gt: '' } },
} as const;

/** Every index of own items. */
const OWN_POST_INDEXES = [
  { name: 'own-posts-all', key: { createdAt: -1, _id: -1 } },
  { name: 'own-posts-by-state', key: { state: 1, createdAt: -1, _id: -1 } },
  { name: 'own-posts-of-author', key: { authorId: 1, createdAt: -1, _id: -1 } },
  { name: 'own-posts-of-unit', key: { unitId: 1, createdAt: -1, _id: -1 } },
  { name: 'own-posts-of-subtree', key: { unitPath: 1, createdAt: -1, _id: -1 } },
  { name: 'tails', key: { tails: 1 } },
  { name: 'own-posts-due', key: { workAt: 1, _id: 1 } },
  { name: 'own-posts-open', key: { open: 1, createdAt: 1, _id: 1 }, partialFilterExpression: { open: true } },
  { name: 'own-posts-watching', key: { watched: 1, watchedUntilAt: -1, _id: 1 } },
  PENDING,
] as const;

async function up(connection: Connection): Promise<void> {
  await connection
    .collection('own-posts')
    .createIndexes(OWN_POST_INDEXES.map(({ key, ...index }) => ({ ...index, key: { ...key } })) as never);
}

export const m0045OwnPosts: Migration = { version: 45, title: 'own items', up };
