import type { Connection } from 'mongoose';
import type { Migration } from './migration';

const PENDING = { partialFilterExpression: { 'outbox.eventId': { $gt: '' } }, name: 'outbox-pending' } as const;

/**
 * Messages are looked up by what each is known by. Duties are listed by their deadline, whatever else is asked of them,
 * and counted by the month of their event.
 */
async function up(connection: Connection): Promise<void> {
  const duties = connection.collection('duties');
  const byDue = { dueBy: 1, _id: 1 } as const;
  await duties.createIndex(byDue, { name: 'duties-by-deadline' });
  await duties.createIndex({ unitPath: 1, ...byDue }, { name: 'duties-of-subtree' });
  await duties.createIndex({ state: 1, ...byDue }, { name: 'duties-by-state' });
  await duties.createIndex({ isOwed: 1, ...byDue }, { name: 'duties-owed' });
  await duties.createIndex({ isLate: 1, ...byDue }, { name: 'duties-late' });
  await duties.createIndex({ isTransferred: 1, ...byDue }, { name: 'duties-transferred' });
  await duties.createIndex({ subject: 1, ...byDue }, { name: 'duties-by-subject' });
  await duties.createIndex({ ruleKey: 1, ...byDue }, { name: 'duties-by-rule' });
  await duties.createIndex({ category: 1, ...byDue }, { name: 'duties-by-category' });
  await duties.createIndex({ month: 1, ...byDue }, { name: 'duties-of-month' });
  await duties.createIndex({ isAsked: 1, ...byDue }, { name: 'duties-asked' });
  await duties.createIndex({ provisional: 1, isOwed: 1, _id: 1 }, { name: 'duties-provisional' });
  await duties.createIndex({ isOwed: 1, _id: 1 }, { name: 'duties-still-owed' });
  const interactions = connection.collection('interactions');
  await interactions.createIndex({ source: 1, sourceId: 1 }, { unique: true, name: 'interactions-by-source' });
  await interactions.createIndex({ source: 1, receivedAt: -1, _id: -1 }, { name: 'interactions-since' });
  await interactions.createIndex({ dutyId: 1, _id: 1 }, { name: 'interactions-of-duty' });
  await interactions.createIndex({ reviewKey: 1, _id: 1 }, { name: 'interactions-of-review' });
  await interactions.createIndex({ codeHash: 1, _id: 1 }, { name: 'interactions-by-code' });
  await interactions.createIndex({ isFinished: 1, _id: 1 }, { name: 'interactions-unfinished' });
  await interactions.createIndex({ isPublic: 1, answeredAt: -1, _id: -1 }, { name: 'interactions-published' });
  for (const collection of [duties, interactions]) await collection.createIndex({ 'outbox.eventId': 1 }, PENDING);
}

export const m0059Duties: Migration = { version: 59, title: 'duties with their clocks, and messages', up };
