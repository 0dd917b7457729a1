import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/** Indexes by which the server's own clock removed rows, and their keys. */
export const EXPIRY_INDEXES = [
  { collection: 'sessions', name: 'sessions-expired', key: { expiresAt: 1 } },
  { collection: 'tick-runs', name: 'tick-runs-expired', key: { startedAt: 1 } },
  { collection: 'authorisation-states', name: 'states-expired', key: { expiresAt: 1 } },
  { collection: 'platform-inbox', name: 'messages-forgotten', key: { forgetAt: 1 } },
  { collection: 'call-counts', name: 'call-counts-expired', key: { expiresAt: 1 } },
] as const;

/** What a server says of an index, or a collection, that is not there. */
const GONE: ReadonlySet<unknown> = new Set([26, 27]);

/**
 * The same indexes without the server's clock: what has expired is removed by ours (`expired.forget`). A server whose clock
 * is ahead removed sessions that were good and runs that were recent.
 */
async function up(connection: Connection): Promise<void> {
  for (const { collection, name, key } of EXPIRY_INDEXES) {
    try {
      await connection.collection(collection).dropIndex(name);
    } catch (error) {
      if (!GONE.has((error as { readonly code?: unknown }).code)) throw error;
    }
    await connection.collection(collection).createIndex({ ...key }, { name });
  }
}

export const m0009OwnExpiry: Migration = { version: 9, title: 'what has expired is removed by our own clock', up };
