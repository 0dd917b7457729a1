import { setImmediate as nextTurn } from 'node:timers/promises';
import { CommandError } from '../commandError';
import type { CommitPlace } from './commitPlace';
import type { KeyValueStorage } from './keyValueStorage';

/** What a piece of work may do besides writing. */
export interface Transaction {
  /** Restores what was changed in memory if the transaction turns out not to be stored. */
  onAbort(undo: () => void): void;
}

/** Work that is done in slices: how long each usually lasts, and how much is left to do. */
export interface Sliced {
  readonly usualMs: number;
  readonly left: number;
}

interface Queued {
  readonly work: (transaction: Transaction) => unknown;
  readonly isShort: boolean;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** What goes with every transaction: last inside it, and after it was stored or undone. */
export interface AroundCommit {
  /** Throws when nothing may be written now: all that waits is rejected with it. */
  admit(): void;
  /** Others are served between this and `afterCommit`, while the transaction is brought to the disk. */
  beforeCommit(): void;
  afterCommit(stored: boolean): void;
}

type Settle = () => void;

/** How long one transaction may run before it commits and lets others have the thread. */
const sliceMs = 15;
/** However long nobody has waited for a transaction, whoever comes then waits no longer for it. */
const longestMs = 120;
/** As much of anything takes no longer than what is done at once. */
const shortWork = 16;

/**
 * Group commit: all work that arrived since the last commit runs in one transaction, in order, and each caller is
 * resolved only when that transaction is on disk. Work is synchronous and short; long commands queue themselves in
 * slices. One transaction after the other: while one is brought to the disk aside (see CommitPlace), reads go on and what
 * is to be written gathers for the next.
 */
export class WriteQueue {
  private queue: Queued[] = [];
  private committing: Promise<void> | null = null;

  constructor(
    private readonly storage: KeyValueStorage,
    private readonly around: AroundCommit,
    private readonly place: CommitPlace,
  ) {}

  /**
   * Queues work and returns its result once that is durable. A CommandError thrown by the work is the caller's alone:
   * work must check before it writes. Any other error undoes the transaction, and the others in it run again without
   * it.
   */
  run<T>(work: (transaction: Transaction) => T): Promise<T> {
    return this.add(work, true);
  }

  /** As `run` for a slice of long work, which is to end by itself at `until` (of `performance.now()`). */
  runSlice<T>({ usualMs, left }: Sliced, work: (transaction: Transaction, until: number) => T): Promise<T> {
    const isShort = left <= shortWork;
    return this.add((transaction) => {
      const lengthMs = Math.min(usualMs * this.place.stretch(), longestMs);
      const until = performance.now() + lengthMs;
      const result = work(transaction, until);
      if (!isShort && performance.now() >= until) this.place.noteFullSlice();
      return result;
    }, isShort);
  }

  private add<T>(work: (transaction: Transaction) => T, isShort: boolean): Promise<T> {
    if (isShort) this.place.noteShortWrite();
    return new Promise<T>((resolve, reject) => {
      this.queue.push({ work, isShort, resolve: resolve as (value: unknown) => void, reject });
      this.schedule();
    });
  }

  /** Resolves when all that was queued before is stored or rejected. */
  async drained(): Promise<void> {
    while (this.committing !== null) await this.committing;
  }

  private schedule(): void {
    this.committing ??= this.commitAll();
  }

  private async commitAll(): Promise<void> {
    do {
      // What arrives in the same turn goes together.
      await nextTurn();
      await this.commitBatch();
    } while (this.queue.length > 0);
    this.committing = null;
  }

  private async commitBatch(): Promise<void> {
    try {
      this.around.admit();
    } catch (error) {
      for (const item of this.queue.splice(0)) item.reject(error);
      return;
    }
    const taken: Queued[] = [];
    const settlements: Settle[] = [];
    const undos: (() => void)[] = [];
    const failed: { current: Queued | null } = { current: null };
    let isUndone = false;
    const undo = (): void => {
      isUndone = true;
      for (const one of undos.reverse()) one();
      this.around.afterCommit(false);
    };
    const work = (): void => {
      try {
        const until = performance.now() + sliceMs;
        do {
          const item = this.queue.shift() as Queued;
          taken.push(item);
          failed.current = item;
          settlements.push(runOne(item, { onAbort: (one) => undos.push(one) }));
          failed.current = null;
        } while (this.queue.length > 0 && performance.now() < until);
        const together = [...taken, ...this.queue];
        if (together.length > 1 && together.some(({ isShort }) => isShort)) this.place.noteShortWrite();
        this.around.beforeCommit();
      } catch (error) {
        // At once: nobody is to read with what is in memory of a transaction that is gone.
        undo();
        throw error;
      }
    };
    try {
      if (this.place.begin() === 'aside') await this.storage.transactAside(work);
      else this.storage.transact(work);
    } catch (error) {
      if (!isUndone) {
        undo();
        this.place.distrust();
      }
      this.place.end();
      this.recover(taken.length === 0 ? this.queue.splice(0) : taken, failed.current, error);
      return;
    }
    this.place.end();
    this.around.afterCommit(true);
    for (const settle of settlements) settle();
  }

  /** The commit failed: all work in it is rejected. One piece of work failed: it alone is rejected, the rest runs again. */
  private recover(taken: readonly Queued[], culprit: Queued | null, error: unknown): void {
    if (culprit === null || error instanceof CommandError) {
      for (const item of taken) item.reject(error);
      return;
    }
    culprit.reject(error);
    this.queue = [...taken.filter((item) => item !== culprit), ...this.queue];
  }
}

function runOne(item: Queued, transaction: Transaction): Settle {
  try {
    const value = item.work(transaction);
    return () => item.resolve(value);
  } catch (error) {
    if (!(error instanceof CommandError) || error.codeName === 'OutOfDiskSpace') throw error;
    return () => item.reject(error);
  }
}
