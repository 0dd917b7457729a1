import { EventEmitter } from 'node:events';
import os from 'node:os';
import threads from 'node:worker_threads';
import { openEntryProver } from '../../../../src/storage/alerts/proving/entryProver';
import { hasher } from '../../testStore';

const MANY = 100_000;
const batchFrom = (first: number) => ({ bytes: Buffer.alloc(0), starts: [], first });

/** A thread that answers what it is told to, and notes what becomes of it. */
class Thread extends EventEmitter {
  readonly postMessage = jest.fn();
  readonly terminate = jest.fn(() => Promise.resolve(0));
}

describe('threads that prove entries', () => {
  const started: Thread[] = [];
  const start = (): Thread => {
    const thread = new Thread();
    started.push(thread);
    return thread;
  };
  let starting: jest.SpyInstance;
  beforeEach(() => {
    started.length = 0;
    jest.spyOn(os, 'availableParallelism').mockReturnValue(3);
    starting = jest.spyOn(threads, 'Worker').mockImplementation(start as never);
  });
  afterEach(() => jest.restoreAllMocks());

  test('are ended where another cannot be started', () => {
    starting.mockImplementationOnce(start).mockImplementationOnce(() => {
      throw new Error('no more threads');
    });
    expect(() => openEntryProver(hasher, MANY)).toThrow('no more threads');
    expect(started.map(({ terminate }) => terminate.mock.calls.length)).toEqual([1]);
  });

  test('answer who asked, also after a batch that could not be handed over', async () => {
    jest.spyOn(os, 'availableParallelism').mockReturnValue(2);
    const prover = openEntryProver(hasher, MANY);
    const [thread] = started as [Thread];
    thread.postMessage.mockImplementationOnce(() => {
      throw new Error('cannot be posted');
    });
    await expect(prover.prove(batchFrom(1))).rejects.toThrow('cannot be posted');
    const asked = prover.prove(batchFrom(2));
    thread.emit('message', ['the second']);
    expect(await Promise.race([asked, new Promise((resolve) => setImmediate(resolve))])).toEqual(['the second']);
    await prover.close();
    expect(thread.terminate).toHaveBeenCalledTimes(1);
  });
});
