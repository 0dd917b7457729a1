import { hash } from 'node:crypto';
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

/** Where the clock of a test store stands when a test begins. */
const START = '2026-09-18T02:00:00Z';

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
export const hasher: Hasher = { sha256: (text) => hash('sha256', text, 'hex') };

const ROOMY = { totalBytes: 1_000_000_000_000, freeBytes: 900_000_000_000 };

/** A database of its own for a test file or for each test. */
export interface TestStore {
  readonly clock: TestClock;
  /**
   * Another process, as far as the store can tell: own connection, own locks. Without a name: the database of the
   * running test.
   */
  open(options?: Partial<StorageOptions>): Promise<Storage>;
  /** As `open`, but `closeAll` leaves it open: it ends with `stop`. */
  openForFile(options?: Partial<StorageOptions>): Promise<Storage>;
  /** The driver's own view of the current database, for looking behind the repositories. */
  raw(): Promise<Connection>;
  freshDatabase(): void;
  /** Empties the current database and keeps its schema: building all indexes anew takes longer than most tests. */
  empty(): Promise<void>;
  /** Closes every connection opened so far, except those kept for the whole file. */
  closeAll(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * In the store of the run (test/runner/storeOfRun.cjs), in `MONGODB_URI` where that is set, else in a store of its own.
 *
 * With `migrated`: the worker's one database that is brought up to date once and then handed from file to file, for as
 * long as no file has looked behind the repositories, which alone could change its schema. What is in it is anybody's.
 * Also for what tries the product from outside its own tests.
 *
 * @public
 */
export async function startTestStore({ migrated = false } = {}): Promise<TestStore> {
  const given = process.env['MONGODB_URI'] ?? process.env['STORE_OF_RUN'];
  const dataDir = given === undefined ? fs.mkdtempSync(path.join(os.tmpdir(), 'storage-test-')) : '';
  const own = given === undefined ? await startEmbeddedStore({ dataDir }) : null;
  const base = given ?? own?.uri ?? '';
  const clock = createTestClock(START);
  const open: (() => Promise<void>)[] = [];
  const openForFile: (() => Promise<void>)[] = [];
  const databases: string[] = [];
  let database = '';
  const freshDatabase = (): void => {
    database = `test-${process.pid}-${Date.now().toString(36)}-${nextHex().slice(-6)}`;
    databases.push(database);
  };
  const reusable = migrated && base === process.env['STORE_OF_RUN'] ? `test-${process.pid}-migrated` : null;
  if (reusable === null) freshDatabase();
  else database = reusable;
  let shared: { readonly database: string; readonly connection: Promise<Connection> } | null = null;
  const behind = (): Promise<Connection> => {
    if (shared?.database === database) return shared.connection;
    const before = shared?.connection;
    const connect = async (): Promise<Connection> => {
      await (await before)?.destroy();
      return mongoose
        .createConnection(withDatabase(base, database), { autoIndex: false, autoCreate: false })
        .asPromise();
    };
    shared = { database, connection: connect() };
    return shared.connection;
  };
  const raw = (): Promise<Connection> => {
    if (database === reusable && !databases.includes(reusable)) databases.push(reusable);
    return behind();
  };
  const opening = async (options: Partial<StorageOptions> = {}, closers: (() => Promise<void>)[]): Promise<Storage> => {
    const storage = await openStorage({ uri: withDatabase(base, database), clock, ids, hasher, ...options });
    closers.push(() => storage.close());
    // What happens to be free on the disk of this machine is no matter of a test.
    const now = async () => ({ ...(await storage.sizes.now()), disk: ROOMY });
    return { ...storage, sizes: { ...storage.sizes, now } };
  };
  const closeAll = async (): Promise<void> => {
    for (const close of open.splice(0)) await close();
  };
  return {
    clock,
    raw,
    freshDatabase,
    closeAll,
    empty: async () => {
      const connection = await behind();
      const names = (await connection.listCollections())
        .map(({ name }) => name)
        .filter((name) => name !== 'migrations');
      await Promise.all(names.map((name) => connection.collection(name).deleteMany({})));
    },
    open: (options) => opening(options, open),
    openForFile: (options) => opening(options, openForFile),
    stop: async () => {
      await closeAll();
      for (const close of openForFile.splice(0)) await close();
      for (const name of databases) {
        database = name;
        await (await behind()).dropDatabase();
      }
      await (await shared?.connection)?.destroy();
      await own?.close();
      if (own !== null) fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

interface TestStoreUse {
  /**
   * What each test finds: the file's one database `emptied`, its storage open; an empty database `of-its-own`, with no
   * schema and nothing open; or the database as it was `kept` from the test before. Default `emptied`.
   */
  readonly database?: 'emptied' | 'of-its-own' | 'kept';
  /** Where the store's clock stands when a test begins. */
  readonly startAt?: string | Date;
  /** How `storage` is opened. */
  readonly storage?: Partial<StorageOptions>;
}

/**
 * Registers the hooks of a test file that needs a store and returns what they make: the store, and one storage that
 * stays open for the whole file. Both exist while hooks and tests run, not while they are declared.
 */
export function useTestStore(use: TestStoreUse = {}): { readonly store: TestStore; readonly storage: Storage } {
  const { database = 'emptied', startAt = START } = use;
  let started: TestStore | null = null;
  let opened: Storage | null = null;
  const store = standInFor(() => started);
  beforeAll(async () => {
    started = await startTestStore({ migrated: database !== 'of-its-own' });
    started.clock.set(new Date(startAt));
    if (database === 'of-its-own') return;
    if (database === 'kept') await started.empty();
    opened = await started.openForFile(use.storage);
  });
  beforeEach(async () => {
    if (database === 'kept') return;
    store.clock.set(new Date(startAt));
    if (database === 'emptied') await store.empty();
    else store.freshDatabase();
  });
  afterEach(() => store.closeAll());
  afterAll(() => store.stop());
  return { store, storage: standInFor(() => opened) };
}

/** Something whose every property is read from what `current` returns at that moment; it can be spread as well. */
export function standInFor<T extends object>(current: () => T | null): T {
  const thing = (): T => {
    const now = current();
    if (now === null) throw new Error('What a test works with exists only while hooks and tests run.');
    return now;
  };
  return new Proxy({} as T, {
    get: (_target, property): unknown => Reflect.get(thing(), property),
    set: (_target, property, value): boolean => Reflect.set(thing(), property, value),
    ownKeys: () => Reflect.ownKeys(thing()),
    getOwnPropertyDescriptor: (_target, property) => ({
      value: Reflect.get(thing(), property) as unknown,
      enumerable: true,
      configurable: true,
    }),
  });
}

function withDatabase(uri: string, database: string): string {
  const parts = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/.exec(uri);
  if (parts === null) throw new Error('unexpected address of the test store');
  return `${parts[1]}/${database}${parts[2] ?? ''}`;
}
