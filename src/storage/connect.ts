import mongoose, { type Connection } from 'mongoose';

/** Time limits of one connection. Every operation ends in one of them: a store that hangs must not hang the product. */
const CONNECT_TIMEOUT_MS = 5_000;
const OPERATION_TIMEOUT_MS = 60_000;
const POOL_SIZE = 24;

/**
 * Opens a connection of our own (never mongoose's global one), which builds no index and no collection by itself: that
 * is for the numbered migrations alone. Filters are sanitised: an operator works only where our own code marked it as
 * trusted. Rejects within seconds when no server is reached; the message never contains the URI, because a URI carries a
 * password.
 */
export async function connect(uri: string, timeoutMs = CONNECT_TIMEOUT_MS): Promise<Connection> {
  const connection = mongoose.createConnection();
  try {
    await connection.openUri(uri, {
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
      sanitizeFilter: true,
      serverSelectionTimeoutMS: timeoutMs,
      connectTimeoutMS: timeoutMs,
      socketTimeoutMS: OPERATION_TIMEOUT_MS,
      maxPoolSize: POOL_SIZE,
      // Leases, jobs, obligations and numbers given out must outlive an election and a power cut: all writes do.
      writeConcern: { w: 'majority', journal: true, wtimeoutMS: OPERATION_TIMEOUT_MS / 2 },
      readPreference: 'primary',
    });
    return connection;
  } catch (cause) {
    await connection.destroy(true).catch(() => undefined);
    throw new Error(`The store does not answer: ${reasonOf(cause)}. Check MONGODB_URI and that the server runs.`);
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.name : 'unknown failure';
}

/** One round trip. Rejects when the store has not responded within `timeoutMs`. */
export async function pingStore(connection: Connection, timeoutMs: number): Promise<void> {
  const db = connection.db;
  if (db === undefined) throw new Error('The store is not connected.');
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`The store did not answer within ${timeoutMs} ms.`)), timeoutMs);
  });
  try {
    await Promise.race([db.command({ ping: 1 }), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** The store's own clock, on a replica set its primary's. */
export async function storeTime(connection: Connection): Promise<Date> {
  const db = connection.db;
  if (db === undefined) throw new Error('The store is not connected.');
  const { localTime } = await db.command({ hello: 1 });
  if (!(localTime instanceof Date)) throw new Error('The store does not tell its time.');
  return localTime;
}
