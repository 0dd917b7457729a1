import { Worker } from 'node:worker_threads';
import { startPatientTimer } from '../../outbound/patientTimer';
import type { ReadingEnd, ReadingReason } from './pageReading';
import type { ReadingMessage, ReadingOrder } from './threadMessages';

export interface SeatSettings {
  /** The file the thread runs: it calls `serveReadings`. */
  readonly file: string;
  /** For one reading, from when a thread takes it up. */
  readonly timeLimitMs: number;
  /** Heap of one thread. */
  readonly heapMegabytes: number;
}

/** One reading that somebody waits for. */
export interface Waiting {
  readonly order: ReadingOrder;
  readonly settle: (end: ReadingEnd<unknown>) => void;
  readonly reject: (error: Error) => void;
}

/** A place at which one reading at a time is done, in a thread of its own that is started when it is first needed. */
export interface ReadingSeat {
  isFree(): boolean;
  /** Only when it is free. */
  take(reading: Waiting): void;
  close(): Promise<void>;
}

/** For a thread to load what it reads with, however busy the machine. */
const START_LIMIT_MS = 60_000;

/** `onFree` is called whenever a reading has ended and the next can be taken. */
export function createReadingSeat(settings: SeatSettings, onFree: () => void): ReadingSeat {
  let worker: Worker | null = null;
  let isReady = false;
  let current: Waiting | null = null;
  let stopTimer: (() => void) | null = null;
  const ending = new Set<Promise<unknown>>();

  /** Takes the reading that is being done off the seat; null where it has ended meanwhile. */
  const release = (): Waiting | null => {
    const done = current;
    current = null;
    stopTimer?.();
    stopTimer = null;
    return done;
  };
  /** The thread is given up: the next reading starts another. */
  const drop = (): void => {
    const old = worker;
    worker = null;
    isReady = false;
    if (old === null) return;
    old.removeAllListeners();
    // A thread that is ended in the middle may still report its end as an error.
    old.on('error', () => undefined);
    const end = old.terminate().finally(() => ending.delete(end));
    ending.add(end);
  };
  const endBy = (reason: ReadingReason): void => {
    const done = release();
    drop();
    done?.settle({ kind: 'ended', reason });
    onFree();
  };
  const fail = (error: Error): void => {
    const done = release();
    drop();
    done?.reject(error);
    onFree();
  };
  /**
   * This process may have been held up itself, with the answer waiting behind the clock: it is taken first. Where all
   * of it stood still, the thread did so too and has its time given back.
   */
  const limit = (ms: number, onPassed: () => void): void => {
    const mine = startPatientTimer(ms, () => {
      setImmediate(() =>
        setImmediate(() => {
          if (stopTimer === mine) onPassed();
        }),
      );
    });
    stopTimer = mine;
  };
  const begin = (): void => {
    if (current === null || worker === null) return;
    stopTimer?.();
    limit(settings.timeLimitMs, () => endBy('reading-took-too-long'));
    try {
      worker.postMessage(current.order);
    } catch (error) {
      // What cannot be sent is a mistake of the reading, not of the thread.
      release()?.reject(new Error(`a page could not be handed over: ${String(error)}`, { cause: error }));
      onFree();
    }
  };
  const hear = (message: ReadingMessage): void => {
    if (message.kind === 'ready') {
      isReady = true;
      begin();
      return;
    }
    const done = release();
    if (message.kind === 'read') done?.settle({ kind: 'read', value: message.value });
    else done?.reject(Object.assign(new Error(message.message), { stack: message.stack }));
    onFree();
  };
  const start = (): Worker => {
    const started = spawn(settings);
    started.on('message', hear);
    started.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') endBy('reading-took-too-much-memory');
      else fail(error);
    });
    started.on('exit', (code) => fail(new Error(`a reading thread ended by itself (exit code ${code})`)));
    // The reading that waits keeps the process alive by its time limit; an idle thread keeps nothing.
    started.unref();
    return started;
  };
  return {
    isFree: () => current === null,
    take(reading) {
      current = reading;
      worker ??= start();
      if (isReady) begin();
      else limit(START_LIMIT_MS, () => fail(new Error('a reading thread did not start')));
    },
    async close() {
      const done = release();
      drop();
      done?.reject(new Error('reading was stopped'));
      await Promise.all(ending);
    },
  };
}

/** From TypeScript sources (tests, development) the thread needs the loader; from built files it does not. */
function spawn({ file, heapMegabytes }: SeatSettings): Worker {
  return new Worker(file, {
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    ...(file.endsWith('.ts') ? { execArgv: ['--require', require.resolve('tsx/cjs')] } : {}),
  });
}
