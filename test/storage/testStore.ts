import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import mongoose, { type Connection } from 'mongoose';
import { startEmbeddedStore } from '@gov-matrix/embedded-store';
import type { Clock, Hasher, Ids } from '../../src/ports/runtime';
import type { Storage } from '../../src/ports/storage';
import { openStorage, type StorageOptions } from '../../src/storage/index';

/** A clock that stands until it is moved. */
export interface TestClock extends Clock {
  set(at: Date): void;
  pass(ms: number): void;
}

export function createTestClock(start: string): TestClock {
  let now = new Date(start);
  return {
    now: () => now,
    set: (at) => {
      now = at;
    },
    pass: (ms) => {
      now = new Date(now.getTime() + ms);
    },
  };
}

let counter = 0;
const nextHex = (): string => {
  counter += 1;
  return counter.toString(16).padStart(24, '0');
};
export const ids: Ids = {
  id: <T extends string>() => nextHex() as T,
  eventId: () => nextHex() as ReturnType<Ids['eventId']>,
  secret: () => `secret-${nextHex()}`,
};
export const hasher: Hasher = { sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex') };

/** One server for a test file, a database of its own for each test. `MONGODB_URI` puts a real server in its place. */
export interface TestStore {
  readonly clock: TestClock;
  /**
   * Another process, as far as the store can tell: own connection, own locks. Without a name: the database of the
   * running test.
   */
  open(options?: Partial<StorageOptions>): Promise<Storage>;
  /** The driver's own view of the current database, for looking behind the repositories. */
  raw(): Promise<Connection>;
  freshDatabase(): void;
  /** Empties the current database and keeps its schema: building all indexes anew takes longer than most tests. */
  empty(): Promise<void>;
  closeAll(): Promise<void>;
  stop(): Promise<void>;
}

export async function startTestStore(): Promise<TestStore> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'storage-test-'));
  const embedded = process.env['MONGODB_URI'] === undefined ? await startEmbeddedStore({ dataDir }) : null;
  const base = process.env['MONGODB_URI'] ?? embedded?.uri ?? '';
  const clock = createTestClock('2026-09-18T02:00:00Z');
  const open: (() => Promise<void>)[] = [];
  const databases: string[] = [];
  let database = '';
  const freshDatabase = (): void => {
    database = `test-${process.pid}-${Date.now().toString(36)}-${nextHex().slice(-6)}`;
    databases.push(database);
  };
  freshDatabase();
  let shared: { readonly database: string; readonly connection: Connection } | null = null;
  const raw = async (): Promise<Connection> => {
    if (shared?.database === database) return shared.connection;
    const connection = await mongoose
      .createConnection(withDatabase(base, database), { autoIndex: false, autoCreate: false })
      .asPromise();
    open.push(() => connection.close());
    shared = { database, connection };
    return connection;
  };
  const closeAll = async (): Promise<void> => {
    shared = null;
    for (const close of open.splice(0)) await close();
  };
  return {
    clock,
    raw,
    freshDatabase,
    closeAll,
    empty: async () => {
      const connection = await raw();
      const names = (await connection.listCollections())
        .map(({ name }) => name)
        .filter((name) => name !== 'migrations');
      await Promise.all(names.map((name) => connection.collection(name).deleteMany({})));
    },
    open: async (options = {}) => {
      const storage = await openStorage({ uri: withDatabase(base, database), clock, ids, hasher, ...options });
      open.push(() => storage.close());
      return storage;
    },
    stop: async () => {
      await closeAll();
      for (const name of embedded === null ? databases : []) {
        database = name;
        await (await raw()).dropDatabase();
      }
      await closeAll();
      await embedded?.close();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function withDatabase(uri: string, database: string): string {
  const parts = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/.exec(uri);
  if (parts === null) throw new Error('unexpected address of the test store');
  return `${parts[1]}/${database}${parts[2] ?? ''}`;
}
