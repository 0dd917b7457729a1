import type { HttpResponse } from '../../outbound/http';
import { blind } from '../../outbound/readFailures';
import type { Blind } from '../../outbound/readFailures';

/**
 * One kind of reading: what came over the line, made into what we need of it. Pure, and both sides plain values, so that
 * it can be done in another thread. Its name is its address there.
 */
export interface ReadingJob<Input extends object, Output> {
  readonly name: string;
  readonly read: (input: Input) => Output | Promise<Output>;
}

/** What is read of one answer. */
export interface AnswerInput {
  readonly response: HttpResponse;
}

/** How a reading ended. One that was ended from outside says nothing about the page, only that it was not read. */
export type ReadingEnd<Output> =
  { readonly kind: 'read'; readonly value: Output } | { readonly kind: 'ended'; readonly reason: ReadingReason };

/** Reads pages without holding up anything else. */
export interface PageReading {
  /** Does one reading. Rejects only with what the reading itself threw: a fault of ours, told with its stack. */
  run<Input extends object, Output>(job: ReadingJob<Input, Output>, input: Input): Promise<ReadingEnd<Output>>;
  /** Ends the threads. What is being read then rejects. */
  close(): Promise<void>;
}

/** Why a reading was ended: a closed list, with what to tell the officer. */
const READING_REASONS = {
  'reading-took-too-long': '页面的解析超过时限，已中止：页面可能异常，其余账号不受影响',
  'reading-took-too-much-memory': '页面的解析占用内存过多，已中止：页面可能异常，其余账号不受影响',
} as const;
export type ReadingReason = keyof typeof READING_REASONS;

/** The blind end of a reading that was ended: the page was there, and nobody knows what it says. */
export function unreadBy(reason: ReadingReason): Blind {
  return blind('unparsed', { remedy: 'ask-a-person', code: reason, message: READING_REASONS[reason] });
}

/** Reads in the thread that asks, without a limit: for what reads one page and ends. */
export const readHere: PageReading = {
  run: async (job, input) => ({ kind: 'read', value: await job.read(input) }),
  close: () => Promise.resolve(),
};
