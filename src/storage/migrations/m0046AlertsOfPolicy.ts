import type { Connection } from 'mongoose';
import { BUILDING, type Migration } from './migration';

/** What is not resolved and about a policy: narrowed to whose word it is. */
export const ALERTS_OF_POLICY_INDEX = {
  name: 'alerts-of-policy',
  key: { 'subject.policyId': 1, seq: -1, _id: -1 },
  partialFilterExpression: { live: true, 'subject.policyId': { $gt: '' } },
} as const;

async function up(connection: Connection): Promise<void> {
  const { key, ...index } = ALERTS_OF_POLICY_INDEX;
  await connection.collection('alerts').createIndexes([{ ...index, key: { ...key } }], BUILDING);
}

export const m0046AlertsOfPolicy: Migration = { version: 46, title: 'alerts by policy', up };
