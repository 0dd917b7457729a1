import fs from 'node:fs';
import path from 'node:path';
import { Catalog } from './catalog';
import { DocumentWriter } from './documentWriter';
import { checkFormat } from './formatVersion';
import { GroupCounts } from './groupCounts';
import { freeBytesOf, watchDiskRoom, type DiskRoom } from './diskRoom';
import { createCommitPlace } from './commitPlace';
import { openStorage, type KeyValueStorage } from './keyValueStorage';
import { asUnusable, StoreUnusableError } from './storeUnusableError';
import { createReadVersion } from './readVersion';
import { WriteQueue, type AroundCommit, type Sliced, type Transaction } from './writeQueue';

/** The name of the data file in the data folder. */
export const dataFileName = 'store.lmdb';

export interface EngineOptions {
  readonly dataDir: string;
  /** Milliseconds since 1970; decides what has expired. */
  readonly now: () => number;
  /** Bytes that may still be written on the folder's disk; what the system says by default. */
  readonly freeBytes?: () => number;
  /** Called with a line when the disk is nearly full, and when it is no more. */
  readonly onProgress?: (line: string) => void;
}

/** An open data file with everything that reads and writes it. */
export interface Engine {
  readonly storage: KeyValueStorage;
  readonly catalog: Catalog;
  readonly writer: DocumentWriter;
  readonly counts: GroupCounts;
  readonly dataFile: string;
  readonly now: () => number;
  /**
   * The same in two places only where nothing that can be read has changed in between: of a transaction that is being
   * brought to the disk nobody knows from which turn on it can be read.
   */
  version(): number;
  /** Called with every command that writes nothing: commits make way for those. */
  noteRead(): void;
  /** Transactions stored since the start. */
  commits(): number;
  /** Runs work in the next group commit; see {@link WriteQueue.run}. */
  write<T>(work: (transaction: Transaction) => T): Promise<T>;
  /** As `write` for a slice of long work, which ends by itself at `until`; longer slices while nobody waits. */
  writeSlice<T>(sliced: Sliced, work: (transaction: Transaction, until: number) => T): Promise<T>;
  close(): Promise<void>;
}

/** Opens the data file of a folder that the caller has locked. */
export function openEngine({
  dataDir,
  now,
  freeBytes = freeBytesOf(dataDir),
  onProgress = () => undefined,
}: EngineOptions): Engine {
  const dataFile = path.join(dataDir, dataFileName);
  const room = watchDiskRoom({ freeBytes, now: () => performance.now(), onChange: onProgress });
  if (!fs.existsSync(dataFile)) checkRoomToBegin(room);
  const storage = counted(openStorage(dataFile), room);
  const catalog = openCatalog(storage, dataFile);
  const counts = new GroupCounts();
  const reads = createReadVersion();
  let commits = 0;
  const place = createCommitPlace();
  const around: AroundCommit = {
    admit: () => room.check(),
    beforeCommit: () => {
      catalog.saveCounters();
      reads.unsettle();
      counts.unsettle();
    },
    afterCommit: (stored) => {
      commits += Number(stored);
      reads.settle();
      catalog.settle(stored);
      counts.settle(stored);
    },
  };
  const queue = new WriteQueue(storage, around, place);
  return {
    storage,
    catalog,
    dataFile,
    now,
    version: reads.version,
    commits: () => commits,
    noteRead: () => place.noteRead(),
    counts,
    writer: new DocumentWriter(storage, catalog, counts),
    write: (work) => queue.run(work),
    writeSlice: (sliced, work) => queue.runSlice(sliced, work),
    close: async () => {
      await queue.drained();
      await storage.close();
    },
  };
}

/** A new file needs room at once; one that is there can be read without. */
function checkRoomToBegin(room: DiskRoom): void {
  try {
    room.check();
  } catch (error) {
    throw new StoreUnusableError((error as Error).message);
  }
}

function openCatalog(storage: KeyValueStorage, dataFile: string): Catalog {
  try {
    checkFormat(storage);
    return new Catalog(storage);
  } catch (error) {
    void storage.close();
    throw asUnusable(error, dataFile);
  }
}

/** Tells the watch of the disk's room what is written. */
function counted(storage: KeyValueStorage, room: DiskRoom): KeyValueStorage {
  return {
    ...storage,
    put: (key, value) => {
      storage.put(key, value);
      room.wrote(key.length + value.length);
    },
  };
}
