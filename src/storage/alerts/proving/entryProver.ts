import os from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Hasher } from '../../../ports/runtime';
import { createProveEntries, type EntryBatch, type ProvenRun } from './proveEntries';

/** Where batches of entries are proven. */
export interface EntryProver {
  /** So many batches may wait to be proven: with more only memory would be filled. */
  readonly ahead: number;
  /** Rejects where the proving itself fails, which says nothing of the entries. */
  prove(batch: EntryBatch): Promise<readonly ProvenRun[]>;
  close(): Promise<void>;
}

/** A batch on its way to a thread, where bytes lose their kind. */
export type PostedBatch = Omit<EntryBatch, 'bytes'> & { readonly bytes: Uint8Array };

/** Fewer are proven in less time than a thread needs to start. */
const THREADS_FROM = 10_000;
/** The store reads no faster than two threads prove. */
const MOST_THREADS = 2;
/** One that is proven, one that is next. */
const BATCHES_A_THREAD = 2;

/** Threads beside this one for many entries, where there are processors for them; this thread otherwise. */
export function openEntryProver(hasher: Hasher, entries: number): EntryProver {
  const threads = Math.min(MOST_THREADS, os.availableParallelism() - 1);
  return entries < THREADS_FROM || threads < 1 ? proveHere(hasher) : proveInThreads(threads);
}

function proveHere(hasher: Hasher): EntryProver {
  const proveEntries = createProveEntries(hasher);
  return {
    ahead: 1,
    async prove(batch) {
      // What is asked of the store meanwhile is sent first.
      await nextTurn();
      return proveEntries(batch);
    },
    close: () => Promise.resolve(),
  };
}

function proveInThreads(count: number): EntryProver {
  const threads: ProvingThread[] = [];
  try {
    while (threads.length < count) threads.push(startThread());
  } catch (error) {
    // Nobody else knows of those that did start.
    for (const thread of threads) void thread.end();
    throw error;
  }
  let turn = 0;
  return {
    ahead: count * BATCHES_A_THREAD,
    prove(batch) {
      turn = (turn + 1) % count;
      return (threads[turn] as ProvingThread).prove(batch);
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.end()));
    },
  };
}

interface ProvingThread {
  prove(batch: EntryBatch): Promise<readonly ProvenRun[]>;
  end(): Promise<unknown>;
}

interface Waiting {
  readonly resolve: (runs: readonly ProvenRun[]) => void;
  readonly reject: (error: Error) => void;
}

/** Batches are answered in the order in which they are given. */
function startThread(): ProvingThread {
  const file = path.join(__dirname, `provingThread${path.extname(__filename)}`);
  // From TypeScript sources (tests, development) the thread needs the loader; from built files it does not.
  const worker = new Worker(file, file.endsWith('.ts') ? { execArgv: ['--require', require.resolve('tsx/cjs')] } : {});
  const waiting: Waiting[] = [];
  let ended: Error | null = null;
  const failAll = (error: Error): void => {
    ended ??= error;
    for (const { reject } of waiting.splice(0)) reject(ended);
  };
  worker.on('message', (runs: readonly ProvenRun[]) => waiting.shift()?.resolve(runs));
  worker.on('error', failAll);
  worker.on('exit', (code) => failAll(new Error(`a proving thread ended by itself (exit code ${code})`)));
  return {
    prove: (batch) =>
      new Promise((resolve, reject) => {
        if (ended !== null) return reject(ended);
        // Throws for what cannot be posted: no answer will come, so none is waited for.
        worker.postMessage(batch, ownMemory(batch.bytes));
        waiting.push({ resolve, reject });
      }),
    end: () => worker.terminate(),
  };
}

/** Handed over, not copied. A reply has memory of its own, unless it is so small that it lies in the pool. */
function ownMemory({ buffer, byteLength }: Buffer): readonly ArrayBuffer[] {
  return byteLength > Buffer.poolSize && buffer instanceof ArrayBuffer ? [buffer] : [];
}
