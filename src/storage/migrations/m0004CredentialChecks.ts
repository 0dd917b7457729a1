import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/** Former name of a stored field → its name. */
const RENAMED = {
  nextCanaryAt: 'nextCheckAt',
  lastCanaryAt: 'lastCheckAt',
  lastCanaryOutcome: 'lastCheckOutcome',
  lastCanaryCode: 'lastCheckCode',
  canaryLease: 'checkLease',
} as const;

const FORMER_INDEX = 'canaries-due';
const CREDENTIAL_CHECK_INDEX = { name: 'checks-due', key: { nextCheckAt: 1, _id: 1 } } as const;

/** Fields and index of the credential check get its name. Safe to repeat: a row that has the new names is left alone. */
async function renameCanaries(connection: Connection): Promise<void> {
  const credentials = connection.collection('credentials');
  await credentials.updateMany({ nextCanaryAt: { $exists: true } }, { $rename: RENAMED });
  const { name, key } = CREDENTIAL_CHECK_INDEX;
  await credentials.createIndex(key, { name });
  if (await credentials.indexExists(FORMER_INDEX)) await credentials.dropIndex(FORMER_INDEX);
}

export const m0004CredentialChecks: Migration = {
  version: 4,
  title: 'the credential check by its name',
  up: renameCanaries,
};
