import type { Connection } from 'mongoose';
import { readReview, reviewFields, type ReviewRow } from '../reviews/reviewRow';
import type { Migration } from './migration';

/** Delegations are looked up by who has them with every look at what waits, and by who gave them with every new one. */
const DELEGATION_INDEXES = [
  { name: 'delegations-received', key: { toId: 1, removedAt: 1, toDate: -1, _id: -1 } },
  { name: 'delegations-given', key: { fromId: 1, removedAt: 1, toDate: -1, _id: -1 } },
] as const;

/**
 * For whom a review waits is written anew as it is told from now on; a step that was taken beside it wrote it already.
 */
async function up(connection: Connection): Promise<void> {
  await connection
    .collection('review-delegations')
    .createIndexes(DELEGATION_INDEXES.map(({ key, ...index }) => ({ ...index, key: { ...key } })) as never);
  const reviews = connection.collection('reviews');
  for await (const row of reviews.find({ waits: true }, { sort: { waitsBy: 1, _id: 1 } })) {
    const { waitsFor, barred } = reviewFields(readReview(row as unknown as ReviewRow));
    await reviews.updateOne({ _id: row._id, version: row['version'] }, { $set: { waitsFor, barred } } as never);
  }
}

export const m0039WaitingReviews: Migration = { version: 39, title: 'for whom reviews wait', up };
