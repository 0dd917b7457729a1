import type { Connection } from 'mongoose';
import type { Migration } from './migration';

const PENDING = { partialFilterExpression: { 'outbox.eventId': { $gt: '' } }, name: 'outbox-pending' } as const;

/** Submissions are listed by the day they came, and counted by month; months and decisions are read whole. */
async function up(connection: Connection): Promise<void> {
  const submissions = connection.collection('submissions');
  await submissions.createIndex({ shownAt: -1, _id: -1 }, { name: 'submissions-by-day' });
  await submissions.createIndex({ unitPath: 1, shownAt: -1, _id: -1 }, { name: 'submissions-of-subtree' });
  await submissions.createIndex({ state: 1, shownAt: -1, _id: -1 }, { name: 'submissions-by-state' });
  await submissions.createIndex({ kind: 1, shownAt: -1, _id: -1 }, { name: 'submissions-by-kind' });
  await submissions.createIndex({ cameIn: 1, shownAt: -1, _id: -1 }, { name: 'submissions-sent' });
  await submissions.createIndex({ 'author.id': 1, shownAt: -1, _id: -1 }, { name: 'submissions-of-author' });
  await submissions.createIndex({ month: 1, shownAt: -1, _id: -1 }, { name: 'submissions-of-month' });
  await submissions.createIndex({ month: 1, _id: 1 }, { name: 'submissions-in-month' });
  await submissions.createIndex({ countsFor: 1, shownAt: -1, _id: -1 }, { name: 'submissions-for-unit' });
  await submissions.createIndex({ handedIn: 1, state: 1, _id: 1 }, { name: 'submissions-not-handed-in' });
  const months = connection.collection('submission-months');
  await months.createIndex({ month: 1, _id: 1 }, { name: 'submission-months' });
  await months.createIndex({ unitPath: 1, month: 1, _id: 1 }, { name: 'submission-months-of-subtree' });
  const decisions = connection.collection('award-decisions');
  await decisions.createIndex({ year: 1, _id: 1 }, { name: 'award-decisions-of-year' });
  for (const collection of [submissions, decisions]) await collection.createIndex({ 'outbox.eventId': 1 }, PENDING);
}

export const m0044Submissions: Migration = { version: 44, title: 'submissions, their months and awards', up };
