import type { Connection } from 'mongoose';
import { BUILDING, type Migration } from './migration';

export const IN_USE_INDEXES = [
  { name: 'accounts-in-use', key: { status: 1, unitId: 1, platform: 1 } },
  { name: 'accounts-in-use-of-subtree', key: { unitPath: 1, status: 1, unitId: 1, platform: 1 } },
] as const;

/** Which units have accounts in use on which platforms is counted by the entries of an index, no account is read. */
async function up(connection: Connection): Promise<void> {
  await connection
    .collection('accounts')
    .createIndexes(IN_USE_INDEXES.map(({ key, ...index }) => ({ ...index, key: { ...key } })) as never, BUILDING);
}

export const m0053AccountsInUse: Migration = { version: 53, title: 'accounts in use by unit and platform', up };
