import type { ChildProcess } from 'node:child_process';
import type { PublishJob } from '../../../src/domain/mandates/mandate';
import type { PublishJobId } from '../../../src/domain/ids';
import type { Storage } from '../../../src/ports/storage';
import type { OnMessage } from './storeRelay';

/** A machine struck down in the middle of publishing. */
export interface Strike {
  readonly onMessage: OnMessage;
  /** Of which machine; told once it runs. */
  aim(child: ChildProcess): void;
  /** The job it was at, as it was stored at that moment. */
  readonly struck: Promise<PublishJob>;
}

/** A message that says: the public call comes next. */
const isMark = (text: string): boolean =>
  text.includes('callMayHaveHappened') && text.includes('lease.token') && !text.includes('dueAt');
/** A message that says how an attempt ended. */
const isSettlement = (text: string): boolean => text.includes('lease.token') && text.includes('dueAt');
/** A message that asks for the next job. */
const isClaim = (text: string): boolean => text.includes('jobs-due');

/**
 * Freezes a machine that has marked its second call to a Weibo account and has not sent it: the store's reply waits for
 * it.
 */
export function freezeBeforeCall(
  storage: Storage,
): Strike & { readonly settledAfter: (job: PublishJob) => Promise<void> } {
  const strike = openStrike();
  let awaited: { readonly id: string; readonly resolve: () => void } | null = null;
  return {
    ...strike,
    onMessage: async (message) => {
      const text = message.toString('latin1');
      if (awaited !== null && isSettlement(text) && text.includes(awaited.id)) awaited.resolve();
      if (!strike.hasStruck() && isMark(text)) {
        const job = await jobIn(text, storage);
        if (job?.platform === 'weibo' && (await hasPublished(storage, job))) strike.hit('SIGSTOP', job);
      }
      return 'forward';
    },
    settledAfter: ({ id }) =>
      new Promise((resolve) => {
        awaited = { id, resolve };
      }),
  };
}

/** Kills a machine whose call went through, before the store hears of it. It takes no job until `mayBegin`. */
export function killAfterCall(storage: Storage, mayBegin: Promise<unknown>): Strike {
  const strike = openStrike();
  return {
    ...strike,
    onMessage: async (message) => {
      const text = message.toString('latin1');
      if (isClaim(text)) await mayBegin;
      if (strike.hasStruck()) return 'drop';
      if (!isSettlement(text) || !text.includes('submitted')) return 'forward';
      const job = await jobIn(text, storage);
      if (job === null) return 'forward';
      strike.hit('SIGKILL', job);
      return 'drop';
    },
  };
}

/** Takes no job until `mayBegin`. */
export function holdBack(mayBegin: Promise<unknown>): OnMessage {
  return async (message) => {
    if (isClaim(message.toString('latin1'))) await mayBegin;
    return 'forward';
  };
}

function openStrike(): Omit<Strike, 'onMessage'> & {
  hasStruck(): boolean;
  hit(signal: NodeJS.Signals, job: PublishJob): void;
} {
  let target: ChildProcess | null = null;
  let isDone = false;
  let tell: (job: PublishJob) => void = () => undefined;
  const struck = new Promise<PublishJob>((resolve) => {
    tell = resolve;
  });
  return {
    struck,
    aim: (child) => {
      target = child;
    },
    hasStruck: () => isDone,
    hit: (signal, job) => {
      if (target === null) throw new Error('struck before it was told at whom');
      isDone = true;
      target.kill(signal);
      tell(job);
    },
  };
}

/** Some accounts may not publish, whoever asks: what becomes of their jobs shows nothing. */
async function hasPublished(storage: Storage, { accountId }: PublishJob): Promise<boolean> {
  const { items } = await storage.publishJobs.list({}, { limit: 200, cursor: null }, null);
  return items.some((job) => job.accountId === accountId && isOut(job));
}

/** A platform has taken it. */
export function isOut({ state }: Pick<PublishJob, 'state'>): boolean {
  return state === 'submitted' || state === 'published';
}

async function jobIn(text: string, storage: Storage): Promise<PublishJob | null> {
  for (const [id] of text.matchAll(/[0-9a-f]{24}/g)) {
    const job = await storage.publishJobs.byId(id as PublishJobId);
    if (job !== null) return job;
  }
  return null;
}
