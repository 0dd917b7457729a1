import type { Connection } from 'mongoose';
import type { Migration } from './migration';

const PENDING = { partialFilterExpression: { 'outbox.eventId': { $gt: '' } }, name: 'outbox-pending' } as const;

/** Plans are read whole, newest first; entries by their key, and all of a plan. */
async function up(connection: Connection): Promise<void> {
  const plans = connection.collection('onboarding-plans');
  const entries = connection.collection('onboarding-entries');
  await plans.createIndex({ declaredAt: -1, _id: -1 }, { name: 'onboarding-plans-newest' });
  await entries.createIndex({ planId: 1, _id: 1 }, { name: 'onboarding-entries-of-plan' });
  await entries.createIndex({ unitPath: 1, planId: 1, _id: 1 }, { name: 'onboarding-entries-of-subtree' });
  for (const collection of [plans, entries]) await collection.createIndex({ 'outbox.eventId': 1 }, PENDING);
}

export const m0049Onboarding: Migration = { version: 49, title: 'joining head accounts', up };
