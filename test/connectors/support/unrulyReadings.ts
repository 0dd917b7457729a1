import { serveReadings } from '../../../src/connectors/reading/guarded/serveReadings';
import type { AnswerInput, ReadingJob } from '../../../src/connectors/reading/guarded/pageReading';

/** Readings that go wrong in every way a reading can, and one that does not. */
export const lengthReading: ReadingJob<AnswerInput, string> = {
  name: 'length',
  read: ({ response }) =>
    `${Buffer.isBuffer(response.body) ? 'bytes' : 'something'}: ${response.body.toString('utf8')}`,
};
export const endlessReading: ReadingJob<object, never> = {
  name: 'endless',
  read: () => {
    for (;;);
  },
};
/** Holds its thread without using it: what a promise that nobody keeps does. */
export const silentReading: ReadingJob<object, never> = {
  name: 'silent',
  read: () => new Promise<never>(() => undefined),
};
export const greedyReading: ReadingJob<object, number> = {
  name: 'greedy',
  read: () => {
    const kept: number[][] = [];
    for (;;) kept.push(Array.from({ length: 100_000 }, (_, n) => n / 3));
  },
};
export const throwingReading: ReadingJob<object, never> = {
  name: 'throwing',
  read: () => {
    throw new TypeError('the reader has a fault');
  },
};
/** What it gives cannot be handed from one thread to another. */
export const unsendableReading: ReadingJob<object, unknown> = { name: 'unsendable', read: () => () => 1 };
export const dateReading: ReadingJob<{ readonly at: Date }, Date> = {
  name: 'date',
  read: ({ at }) => new Date(at.getTime() + 1),
};

serveReadings([
  lengthReading,
  endlessReading,
  silentReading,
  greedyReading,
  throwingReading,
  unsendableReading,
  dateReading,
]);
