import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/** Reasons of before that leave a policy to a person. */
const UNDECIDED = ['authority-unknown', 'sector-unknown'];
export const AWAITED_INDEX = {
  name: 'policies-awaiting-a-person',
  key: { listedAt: -1, _id: -1 },
  partialFilterExpression: { awaitsPerson: true },
} as const;

/** Policies whose authority or field nothing states are found as such, to be decided by a person. */
async function up(connection: Connection): Promise<void> {
  const policies = connection.collection('policies');
  const awaited = { 'decision.reason': { $in: UNDECIDED } };
  await policies.updateMany({ ...awaited, awaitsPerson: { $exists: false } }, { $set: { awaitsPerson: true } });
  await policies.updateMany({ awaitsPerson: { $exists: false } }, { $set: { awaitsPerson: false } });
  const { key, ...options } = AWAITED_INDEX;
  await policies.createIndex(key, options);
}

export const m0014AwaitedPersons: Migration = { version: 14, title: 'policies that wait for a person', up };
