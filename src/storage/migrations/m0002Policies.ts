import type { Connection } from 'mongoose';
import { firstReadingAt } from '../../domain/policies/documentReading';
import { namesOf } from '../../domain/policies/interpretation';
import type { Policy } from '../../domain/policies/policy';
import type { Migration } from './migration';

const PAGE = 500;

/** Every index this step adds, by name. */
export const FOLLOWING_INDEXES = {
  policies: [
    { name: 'policies-by-name', key: { names: 1, _id: 1 } },
    { name: 'interpretations-by-name', key: { 'interprets.names': 1, 'interprets.policyId': 1, _id: 1 } },
    { name: 'documents-due', key: { 'reading.nextAt': 1, _id: 1 } },
    {
      name: 'policies-to-follow',
      key: { _id: 1, awaitsFollowing: 1 },
      partialFilterExpression: { awaitsFollowing: true },
    },
  ],
  obligations: [{ name: 'obligations-of-policy-version', key: { policyId: 1, policyVersion: 1, accountId: 1 } }],
  'publish-jobs': [{ name: 'calls-of-account', key: { accountId: 1, createdAt: 1 } }],
  'mandate-rules': [
    {
      name: 'outbox-pending',
      key: { 'outbox.eventId': 1 },
      partialFilterExpression: { 'outbox.eventId': { $gt: '' } },
    },
  ],
} as const;

/** Policies recorded before they were followed get what the following reads; those that have it stay as they are. */
async function completePolicies(connection: Connection): Promise<void> {
  const policies = connection.collection<Omit<Policy, 'id'> & { _id: string }>('policies');
  for (;;) {
    const rows = await policies
      .find({ awaitsFollowing: { $exists: false } })
      .limit(PAGE)
      .toArray();
    if (rows.length === 0) return;
    await policies.bulkWrite(
      rows.map((row) => ({
        updateOne: {
          filter: { _id: row._id },
          update: {
            $set: {
              names: namesOf(row),
              withdrawal: null,
              interprets: null,
              awaitsFollowing: false,
              reading: { nextAt: firstReadingAt(row, row.firstSeenAt), attempts: 0, goneSinceAt: null },
            },
          },
        },
      })),
    );
  }
}

async function up(connection: Connection): Promise<void> {
  await completePolicies(connection);
  for (const [collection, indexes] of Object.entries(FOLLOWING_INDEXES))
    await connection
      .collection(collection)
      .createIndexes(indexes.map(({ key, ...index }) => ({ ...index, key: { ...key } })));
}

export const m0002Policies: Migration = { version: 2, title: 'policies followed', up };
