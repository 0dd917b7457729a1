import path from 'node:path';
import { Catalog } from './catalog';
import { DocumentWriter } from './documentWriter';
import { checkFormat } from './formatVersion';
import { openStorage, type KeyValueStorage } from './keyValueStorage';
import { WriteQueue, type Transaction } from './writeQueue';

/** The name of the data file in the data folder. */
export const dataFileName = 'store.lmdb';

export interface EngineOptions {
  readonly dataDir: string;
  /** Milliseconds since 1970; decides what has expired. */
  readonly now: () => number;
}

/** An open data file with everything that reads and writes it. */
export interface Engine {
  readonly storage: KeyValueStorage;
  readonly catalog: Catalog;
  readonly writer: DocumentWriter;
  readonly dataFile: string;
  readonly now: () => number;
  /** Grows with every transaction: what was read before may have changed since. */
  version(): number;
  /** Runs work in the next group commit; see {@link WriteQueue.run}. */
  write<T>(work: (transaction: Transaction) => T): Promise<T>;
  close(): Promise<void>;
}

/** Opens the data file of a folder that the caller has locked. */
export function openEngine({ dataDir, now }: EngineOptions): Engine {
  const dataFile = path.join(dataDir, dataFileName);
  const storage = openStorage(dataFile);
  checkFormat(storage);
  const catalog = new Catalog(storage);
  let version = 0;
  const queue = new WriteQueue(storage, {
    beforeCommit: () => catalog.saveCounters(),
    afterCommit: (stored) => {
      version += 1;
      catalog.settleCounters(stored);
    },
  });
  return {
    storage,
    catalog,
    dataFile,
    now,
    version: () => version,
    writer: new DocumentWriter(storage, catalog),
    write: (work) => queue.run(work),
    close: async () => {
      await queue.run(() => undefined);
      await storage.close();
    },
  };
}
