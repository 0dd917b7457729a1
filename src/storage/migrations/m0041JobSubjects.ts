import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/** What publish jobs need since they publish more than reposts. */
export const JOB_SUBJECT_INDEXES = {
  'publish-jobs': [
    {
      name: 'one-job-per-policy',
      key: { accountId: 1, policyId: 1, policyVersion: 1 },
      unique: true,
      partialFilterExpression: { policyId: { $gt: '' } },
    },
    {
      name: 'one-job-per-copy',
      key: { ownPostId: 1, accountId: 1 },
      unique: true,
      partialFilterExpression: { ownPostId: { $gt: '' } },
    },
  ],
} as const;
/** Own items have no policy: of one account they would all be the same job. */
export const OUTGROWN_INDEX = { collection: 'publish-jobs', name: 'one-job-per-policy-version' } as const;

/** What a server says of an index, or a collection, that is not there. */
const GONE: ReadonlySet<unknown> = new Set([26, 27]);

/** A server that keeps one index for each key says that there is another one already. */
const OTHER_INDEX: ReadonlySet<unknown> = new Set([85, 86]);

async function up(connection: Connection): Promise<void> {
  try {
    await createThem(connection);
  } catch (error) {
    if (!OTHER_INDEX.has((error as { readonly code?: unknown }).code)) throw error;
    await dropOutgrown(connection);
    await createThem(connection);
  }
  await dropOutgrown(connection);
}

async function createThem(connection: Connection): Promise<void> {
  for (const [collection, indexes] of Object.entries(JOB_SUBJECT_INDEXES))
    await connection
      .collection(collection)
      .createIndexes(indexes.map(({ key, ...index }) => ({ ...index, key: { ...key } })) as never);
}

async function dropOutgrown(connection: Connection): Promise<void> {
  try {
    await connection.collection(OUTGROWN_INDEX.collection).dropIndex(OUTGROWN_INDEX.name);
  } catch (error) {
    if (!GONE.has((error as { readonly code?: unknown }).code)) throw error;
  }
}

export const m0041JobSubjects: Migration = { version: 41, title: 'publish jobs of own items', up };
