import type { PageReading, ReadingEnd } from './pageReading';
import { createReadingSeat } from './readingSeat';
import type { SeatSettings, Waiting } from './readingSeat';

export interface PoolSettings extends SeatSettings {
  /** At least two: while one is held by a page that never ends, the others are read. */
  readonly threads: number;
}

/**
 * Reads pages in a few threads, one reading at a time in each, first come first served. A reading that takes longer than
 * its limit, or more memory than its thread may have, ends with its thread; another takes its place.
 */
export function createReadingPool(settings: PoolSettings): PageReading {
  const waiting: Waiting[] = [];
  let isClosed = false;
  const seats = Array.from({ length: settings.threads }, () => createReadingSeat(settings, () => takeNext()));

  function takeNext(): void {
    for (
      let free = seats.find((seat) => seat.isFree());
      free !== undefined;
      free = seats.find((seat) => seat.isFree())
    ) {
      const next = waiting.shift();
      if (next === undefined) return;
      free.take(next);
    }
  }

  return {
    run: <Output>(job: { readonly name: string }, input: object) =>
      new Promise<ReadingEnd<Output>>((resolve, reject) => {
        if (isClosed) {
          reject(new Error('reading was stopped'));
          return;
        }
        waiting.push({
          order: { name: job.name, input },
          settle: (end) => resolve(end as ReadingEnd<Output>),
          reject,
        });
        takeNext();
      }),
    async close() {
      isClosed = true;
      for (const { reject } of waiting.splice(0)) reject(new Error('reading was stopped'));
      await Promise.all(seats.map((seat) => seat.close()));
    },
  };
}
