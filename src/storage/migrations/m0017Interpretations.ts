import type { Connection } from 'mongoose';
import type { Migration } from './migration';

export const INTERPRETATIONS_INDEX = {
  name: 'interpretations-of-policy',
  key: { 'interprets.policyId': 1, _id: 1 },
  partialFilterExpression: { 'interprets.policyId': { $gt: '' } },
} as const;

/** What explains a document is found by the document, to be offered with its repost. */
async function up(connection: Connection): Promise<void> {
  const { key, ...options } = INTERPRETATIONS_INDEX;
  await connection.collection('policies').createIndex(key, options);
}

export const m0017Interpretations: Migration = { version: 17, title: 'interpretations by their document', up };
