import fs from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { inUse, StoreInUseError } from './store/directoryLock';
import { StoreUnusableError } from './store/storeUnusableError';
import type { WorkerInput, WorkerMessage } from './worker';

export { backupEmbeddedStore, contentsOfBackup, restoreEmbeddedStore, type StoreContents } from './backup';
export { StoreInUseError } from './store/directoryLock';
export { StoreUnusableError } from './store/storeUnusableError';

export interface EmbeddedStoreOptions {
  /** The folder that holds the data; made when it is not there. Must be on a local disk. */
  readonly dataDir: string;
  /** The database that `uri` names, for clients that name none themselves; `test` by default, as drivers have it. */
  readonly databaseName?: string;
  /** Called with what the store is doing, a line at a time. */
  readonly onProgress?: (line: string) => void;
  /** How often expired documents are looked for; a minute by default, as MongoDB does. */
  readonly expiryEveryMs?: number;
}

/** A running store. */
export interface EmbeddedStore {
  /** A MongoDB connection string for mongoose or the driver, as it is. */
  readonly uri: string;
  /** Finishes what is being written, closes every connection and releases the folder. */
  close(): Promise<void>;
}

const minuteMs = 60_000;

/** Folders this thread has open: a second start is refused without asking the system. */
const open = new Set<string>();

/**
 * Starts the store in a thread of its own and resolves when it accepts connections. Throws StoreInUseError when the folder
 * is already open in this or another living process, and StoreUnusableError, with a sentence for the operator, when the
 * folder cannot be written or its data file is damaged.
 */
export async function startEmbeddedStore({
  dataDir,
  databaseName = 'test',
  onProgress = () => undefined,
  expiryEveryMs = minuteMs,
}: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  const folder = prepareFolder(dataDir);
  if (open.has(folder)) throw inUse(dataDir, 'this process');
  open.add(folder);
  try {
    onProgress(`embedded store: opening ${folder}`);
    const { worker, address } = await startWorker({ dataDir: folder, expiryEveryMs }, onProgress);
    onProgress('embedded store: ready');
    const uri = `mongodb://${address}/${encodeURIComponent(databaseName)}?directConnection=true`;
    return { uri, close: closeOnce(worker, folder) };
  } catch (error) {
    open.delete(folder);
    throw error;
  }
}

/** Makes the folder where needed, and checks that files can be written in it. */
function prepareFolder(dataDir: string): string {
  try {
    fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    fs.accessSync(dataDir, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
    return fs.realpathSync(dataDir);
  } catch (error) {
    const reason = (error as Error).message;
    throw new StoreUnusableError(
      `数据目录 ${dataDir} 不可写：${reason}。请改为可写，或另选一个目录。` +
        ` (The data folder ${dataDir} cannot be written: ${reason}. Make it writable, or choose another one.)`,
    );
  }
}

const failures = {
  'in-use': (message: string) => new StoreInUseError(message),
  unusable: (message: string) => new StoreUnusableError(message),
  fault: (message: string) => new Error(message),
};

function startWorker(
  input: WorkerInput,
  onProgress: (line: string) => void,
): Promise<{ worker: Worker; address: string }> {
  const worker = spawn(input);
  return new Promise((resolve, reject) => {
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'progress') onProgress(message.line);
      if (message.kind === 'ready') resolve({ worker, address: message.address });
      if (message.kind === 'failed') reject(failures[message.reason](message.message));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the embedded store ended while starting (exit code ${code})`)));
  });
}

/** From TypeScript sources (tests, development) the worker needs the loader; from built files it does not. */
function spawn(workerData: WorkerInput): Worker {
  if (!__filename.endsWith('.ts')) return new Worker(path.join(__dirname, 'worker.js'), { workerData });
  return new Worker(path.join(__dirname, 'worker.ts'), {
    workerData,
    execArgv: ['--require', require.resolve('tsx/cjs')],
  });
}

function closeOnce(worker: Worker, folder: string): () => Promise<void> {
  let closing: Promise<void> | null = null;
  return () =>
    (closing ??= new Promise<void>((resolve) => {
      worker.once('exit', () => {
        open.delete(folder);
        resolve();
      });
      worker.postMessage('close');
    }));
}
