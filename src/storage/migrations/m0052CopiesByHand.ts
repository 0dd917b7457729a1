import type { Connection } from 'mongoose';
import type { Migration } from './migration';

const OF_THESE = { partialFilterExpression: { byHand: true } } as const;
const INDEXES = [
  { name: 'own-posts-by-hand', key: { byHand: 1, createdAt: 1, _id: 1 }, ...OF_THESE },
  { name: 'own-posts-by-hand-of-subtree', key: { unitPath: 1, byHand: 1, createdAt: 1, _id: 1 }, ...OF_THESE },
] as const;

/** Items with a copy that a person has to publish are listed beside the manual tasks. */
async function up(connection: Connection): Promise<void> {
  const posts = connection.collection('own-posts');
  await posts.createIndexes(INDEXES.map(({ key, ...index }) => ({ ...index, key: { ...key } })) as never);
  // Those that are changed meanwhile say it of themselves.
  await posts.updateMany({ byHand: { $exists: false }, 'copies.state': 'manual' }, { $set: { byHand: true } });
  await posts.updateMany({ byHand: { $exists: false } }, { $set: { byHand: false } });
}

export const m0052CopiesByHand: Migration = { version: 52, title: 'copies of own posts beside manual tasks', up };
