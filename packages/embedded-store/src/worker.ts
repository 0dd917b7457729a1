import { parentPort, workerData } from 'node:worker_threads';
import { StoreInUseError } from './store/directoryLock';
import { StoreUnusableError } from './store/storeUnusableError';
import { runServer } from './server';

/** What the worker is started with. */
export interface WorkerInput {
  readonly dataDir: string;
  readonly expiryEveryMs: number;
}

/** What the worker tells the thread that started it. */
export type WorkerMessage =
  | { readonly kind: 'ready'; readonly address: string }
  | { readonly kind: 'progress'; readonly line: string }
  | { readonly kind: 'failed'; readonly message: string; readonly reason: 'in-use' | 'unusable' | 'fault' }
  | { readonly kind: 'closed' };

function tell(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

async function serve({ dataDir, expiryEveryMs }: WorkerInput): Promise<void> {
  const server = await runServer({
    dataDir,
    expiryEveryMs,
    now: () => Date.now(),
    onProgress: (line) => tell({ kind: 'progress', line }),
  });
  parentPort?.once('message', () => {
    void server
      .close()
      .then(() => tell({ kind: 'closed' }))
      .finally(() => parentPort?.close());
  });
  tell({ kind: 'ready', address: server.address });
}

serve(workerData as WorkerInput).catch((error: unknown) => {
  tell({
    kind: 'failed',
    message: error instanceof Error ? error.message : String(error),
    reason: error instanceof StoreInUseError ? 'in-use' : error instanceof StoreUnusableError ? 'unusable' : 'fault',
  });
  parentPort?.close();
});
