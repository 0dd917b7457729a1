import type { Connection } from 'mongoose';
import type { Migration } from './migration';
import { PENDING_INDEX } from './m0018SiteNames';

/** What is swept is found by, and what evidence rests on. */
export const RETENTION_INDEXES = {
  'look-days': [
    { name: 'look-days-of-account', key: { accountId: 1, on: -1, _id: -1 } },
    { name: 'look-days-by-day', key: { on: 1 } },
  ],
  'retention-runs': [
    { name: 'removals-of-class', key: { class: 1, on: -1 } },
    { name: 'removals-by-start', key: { startedAt: -1, _id: -1 } },
    PENDING_INDEX,
  ],
  obligations: [
    {
      name: 'fulfilments-by-look',
      key: { 'evidence.lookId': 1 },
      partialFilterExpression: { state: 'fulfilled' },
    },
    {
      name: 'fulfilments-by-post',
      key: { 'evidence.postId': 1 },
      partialFilterExpression: { state: 'fulfilled' },
    },
  ],
} as const;

async function up(connection: Connection): Promise<void> {
  for (const [collection, indexes] of Object.entries(RETENTION_INDEXES))
    await connection
      .collection(collection)
      .createIndexes(indexes.map(({ key, ...index }) => ({ ...index, key: { ...key } })) as never);
}

export const m0019Retention: Migration = { version: 19, title: 'what is kept how long', up };
