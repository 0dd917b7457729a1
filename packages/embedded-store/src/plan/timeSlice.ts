import { setImmediate as nextTurn } from 'node:timers/promises';
import { CommandError } from '../commandError';

/** Yielded by long reads in place of a result: let others have the thread before going on. */
export const pause = Symbol('pause');
export type Pause = typeof pause;

const sliceMs = 8;
const checkEvery = 16;

/** Measures how long a read has held the thread, and how long its command may take in all. */
export class TimeSlice {
  private until = performance.now() + sliceMs;
  private calls = 0;
  private readonly limitAt: number;

  /** @param maxTimeMs the command's own limit, 0 for none. */
  constructor(maxTimeMs = 0) {
    this.limitAt = maxTimeMs > 0 ? performance.now() + maxTimeMs : Infinity;
  }

  /** Whether it is time to pause. Cheap enough to ask for every document. Throws MaxTimeMSExpired. */
  isOver(): boolean {
    this.calls += 1;
    if (this.calls % checkEvery !== 0) return false;
    const now = performance.now();
    if (now > this.limitAt) throw new CommandError('MaxTimeMSExpired', 'operation exceeded time limit');
    return now > this.until;
  }

  /** Lets others have the thread, then starts a new slice. */
  async renew(): Promise<void> {
    await nextTurn();
    this.restart();
  }

  restart(): void {
    this.until = performance.now() + sliceMs;
  }
}

const pauseEvery = 256;

/** Items that are all at hand, with pauses between them: who takes them may have long work with each. */
export function* paced<T>(items: Iterable<T>): Generator<T | Pause> {
  let left = pauseEvery;
  for (const item of items) {
    if (left-- === 0) {
      left = pauseEvery;
      yield pause;
    }
    yield item;
  }
}

/** Runs a pausing read to its end, handing over each result; `onResult` returns false to stop early. */
export async function drain<T>(
  results: Iterator<T | Pause>,
  slice: TimeSlice,
  onResult: (result: T) => boolean | undefined,
): Promise<void> {
  for (;;) {
    const { done, value } = results.next();
    if (done === true) return;
    if (value === pause) await slice.renew();
    else if (onResult(value as T) === false) return;
    else if (slice.isOver()) await slice.renew();
  }
}

/** All results of a pausing read. */
export async function collect<T>(results: Iterator<T | Pause>, slice: TimeSlice): Promise<T[]> {
  const all: T[] = [];
  await drain(results, slice, (result) => {
    all.push(result);
    return undefined;
  });
  return all;
}
