import type { Connection } from 'mongoose';
import { ROLES } from '../../domain/people/role';
import { isDuplicateKey } from '../duplicateKey';
import type { Migration } from './migration';

const PENDING = { partialFilterExpression: { 'outbox.eventId': { $gt: '' } }, name: 'outbox-pending' } as const;

/**
 * Every role is a row that says what it may do otherwise than the product has it: nothing, until somebody changes it.
 */
async function up(connection: Connection): Promise<void> {
  const roles = connection.collection<{ _id: string }>('roles');
  await roles.createIndex({ 'outbox.eventId': 1 }, PENDING);
  for (const role of ROLES)
    await roles
      .insertOne({ _id: role, added: [], removed: [], version: 1, outbox: [] } as never)
      .catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
      });
}

export const m0055Roles: Migration = { version: 55, title: 'what roles may do', up };
