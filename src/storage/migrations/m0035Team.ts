import type { Connection } from 'mongoose';
import type { Migration } from './migration';

const PENDING = { partialFilterExpression: { 'outbox.eventId': { $gt: '' } }, name: 'outbox-pending' } as const;

/** Liaisons and courses are found by unit, by those above it, and by name or day. */
async function up(connection: Connection): Promise<void> {
  const liaisons = connection.collection('liaisons');
  await liaisons.createIndex({ unitId: 1, untilOn: 1, duty: 1 }, { name: 'liaisons-of-unit' });
  await liaisons.createIndex({ unitPath: 1, untilOn: 1, name: 1, _id: 1 }, { name: 'liaisons-of-subtree' });
  await liaisons.createIndex({ untilOn: 1, name: 1, _id: 1 }, { name: 'liaisons-current' });
  await liaisons.createIndex({ name: 1, _id: 1 }, { name: 'liaisons-by-name' });
  const courses = connection.collection('courses');
  await courses.createIndex({ heldOn: -1, _id: -1 }, { name: 'courses-by-day' });
  await courses.createIndex({ unitPath: 1, heldOn: -1, _id: -1 }, { name: 'courses-of-subtree' });
  for (const collection of [liaisons, courses]) await collection.createIndex({ 'outbox.eventId': 1 }, PENDING);
}

export const m0035Team: Migration = { version: 35, title: 'liaisons and courses', up };
