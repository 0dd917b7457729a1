import { open, type RootDatabase } from 'lmdb';
import { CommandError } from '../commandError';
import { checkDataFile } from './checkDataFile';
import { asUnusable } from './storeUnusableError';

/** A half-open range of keys, read upwards or (`reverse`) downwards. */
export interface KeyRange {
  readonly start: Buffer;
  readonly end: Buffer;
}

export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

/** An ordered store of byte keys: all that the rest of the embedded store knows about LMDB. */
export interface KeyValueStorage {
  get(key: Buffer): Buffer | undefined;
  /** As `get`, without a copy: the bytes are overwritten by the next read of any key. */
  peek(key: Buffer): Buffer | undefined;
  /** Only inside a transaction. */
  put(key: Buffer, value: Uint8Array): void;
  /** Only inside a transaction. */
  remove(key: Buffer): void;
  /** At most `limit` entries in key order; holds nothing open afterwards. */
  read(range: KeyRange, options: { limit: number; reverse?: boolean }): Entry[];
  /** At most `limit`, which should be small or infinite: LMDB skips to it whether the range is that long or not. */
  count(range: KeyRange, limit: number): number;
  /** Runs writes as one transaction that is on disk when this returns; undoes them all when `work` throws. */
  transact(work: () => void): void;
  /**
   * As `transact`, with the wait for the disk in a thread of its own: resolves when it is on disk. `work` itself runs in
   * this thread, some turns later. What it wrote may be read some turns before this resolves.
   */
  transactAside(work: () => void): Promise<void>;
  /** Writes a consistent copy of the file while the store goes on. */
  copyTo(path: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens or creates the data file. Throws StoreUnusableError when it is damaged, or cannot be opened for another reason.
 */
export function openStorage(path: string): KeyValueStorage {
  const database = openFile(path);
  return {
    get: (key) => copyOf(readShared(database, key)),
    peek: (key) => readShared(database, key),
    put: (key, value) => {
      database.putSync(key, value as Buffer);
    },
    remove: (key) => {
      database.removeSync(key);
    },
    read: (range, options) => readRange(database, range, options),
    count: (range, limit) => countUpTo(database, range, limit),
    transact: (work) => commit(database, work),
    transactAside: (work) => commitAside(database, work),
    copyTo: (target) => database.backup(target, true),
    close: () => database.close(),
  };
}

function openFile(path: string): RootDatabase<Buffer, Buffer> {
  checkDataFile(path);
  try {
    return open<Buffer, Buffer>({
      path,
      noSubdir: true,
      keyEncoding: 'binary',
      // As the encoding `binary`, but for how values of a range are copied.
      encoder: { encode: (value: Uint8Array) => value, decode: createCopy() },
      cache: false,
      maxReaders: 16,
      eventTurnBatching: false,
      // Flushed before anybody can see it: what cannot be flushed is undone, here and aside.
      overlappingSync: false,
    });
  } catch (error) {
    throw asUnusable(error, path);
  }
}

/** LMDB hands out its own reading buffer, with a length that is not its size: a view of the part that was read. */
function readShared(database: RootDatabase<Buffer, Buffer>, key: Buffer): Buffer | undefined {
  const shared = database.getBinaryFast(key);
  return shared === undefined ? undefined : Buffer.from(shared.buffer, shared.byteOffset, shared.length);
}

/** Twice as fast as the library's own copying. */
function copyOf(shared: Buffer | undefined): Buffer | undefined {
  if (shared === undefined) return undefined;
  const copy = Buffer.allocUnsafe(shared.length);
  copy.set(shared);
  return copy;
}

const slabBytes = 16 * 1024;

/**
 * Copies what lies in LMDB's reading buffer to one after the other in shared memory: some memory of its own for each
 * value costs more than reading it. Slabs are small, since who keeps one value keeps its slab.
 */
function createCopy(): (shared: Uint8Array, size: number) => Buffer {
  let slab = Buffer.alloc(0);
  let used = 0;
  return (shared, size) => {
    const bytes = Buffer.from(shared.buffer, shared.byteOffset, size);
    if (size > slabBytes / 4) return Buffer.from(bytes);
    if (used + size > slab.length) {
      slab = Buffer.allocUnsafeSlow(slabBytes);
      used = 0;
    }
    const copy = slab.subarray(used, used + size);
    copy.set(bytes);
    used += size;
    return copy;
  };
}

/** LMDB's own count goes on to the end of the range, whatever its limit: a key at the limit is found sooner. */
function countUpTo(database: RootDatabase<Buffer, Buffer>, range: KeyRange, limit: number): number {
  if (limit <= 0) return 0;
  if (Number.isFinite(limit) && keyAt(database, range, limit - 1) !== undefined) return limit;
  return database.getKeysCount({ start: range.start, end: range.end });
}

function keyAt(database: RootDatabase<Buffer, Buffer>, { start, end }: KeyRange, skipped: number): Buffer | undefined {
  const [key] = [...database.getKeys({ start, end, offset: skipped, limit: 1 })];
  // Skipping pays no heed to the end.
  return key !== undefined && Buffer.compare(key, end) < 0 ? key : undefined;
}

function readRange(
  database: RootDatabase<Buffer, Buffer>,
  { start, end }: KeyRange,
  { limit, reverse = false }: { limit: number; reverse?: boolean },
): Entry[] {
  const options = reverse
    ? { start: end, end: start, reverse: true, exclusiveStart: true, inclusiveEnd: true, limit }
    : { start, end, limit };
  const entries: Entry[] = [];
  for (const { key, value } of database.getRange(options)) entries.push({ key, value });
  return entries;
}

function commit(database: RootDatabase<Buffer, Buffer>, work: () => void): void {
  try {
    database.transactionSync(work);
  } catch (error) {
    throw storageFailure(error);
  }
}

/**
 * As a transaction within the one that the library's own thread commits: only such a one is undone by itself when the work
 * throws. The library reports a failed commit as an error with the cause in a promise of its own.
 */
async function commitAside(database: RootDatabase<Buffer, Buffer>, work: () => void): Promise<void> {
  try {
    await database.childTransaction(work);
  } catch (error) {
    throw storageFailure(await causeOf(error));
  }
}

async function causeOf(error: unknown): Promise<unknown> {
  const { commitError } = (error ?? {}) as { readonly commitError?: Promise<never> };
  return commitError === undefined ? error : commitError.catch((cause: unknown) => cause);
}

/** Maps what LMDB and the file system report to one of MongoDB's codes; other errors pass unchanged. */
function storageFailure(error: unknown): unknown {
  if (error instanceof CommandError || !(error instanceof Error)) return error;
  // LMDB reports a write that was cut short, as on a full disk, as an input/output error.
  if (/no space|MDB_MAP_FULL|disk quota|file too large|input\/output/i.test(error.message)) {
    return new CommandError(
      'OutOfDiskSpace',
      `The data could not be written: the disk is full, over its quota, or failing (${error.message}). What was acknowledged before is safe.`,
    );
  }
  return error;
}
