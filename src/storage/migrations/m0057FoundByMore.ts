import type { Connection } from 'mongoose';
import { BUILDING, type Migration } from './migration';

/**
 * Alerts are found by their reason, by a policy and by when they were noticed also where they are over, and messages
 * that wait for a further try beside what their desk sends meanwhile.
 */
export const FOUND_BY_MORE_INDEXES = {
  alerts: [
    { name: 'alerts-of-reason', key: { reason: 1, seq: -1, _id: -1 } },
    {
      name: 'alerts-of-any-policy',
      key: { 'subject.policyId': 1, seq: -1, _id: -1 },
      partialFilterExpression: { 'subject.policyId': { $gt: '' } },
    },
  ],
  'alert-changes': [{ name: 'changes-by-time', key: { changedAt: 1, _id: 1 } }],
  messages: [
    {
      name: 'messages-parked',
      key: { desk: 1, nextAt: 1, _id: 1 },
      partialFilterExpression: { state: 'ready' },
    },
  ],
} as const;

async function up(connection: Connection): Promise<void> {
  for (const [collection, indexes] of Object.entries(FOUND_BY_MORE_INDEXES))
    await connection
      .collection(collection)
      .createIndexes(indexes.map(({ key, ...index }) => ({ ...index, key: { ...key } })) as never, BUILDING);
}

export const m0057FoundByMore: Migration = { version: 57, title: 'alerts that are over are found by more', up };
