import path from 'node:path';
import type { PageReading } from '../../../../src/connectors/reading/guarded/pageReading';
import { readHere } from '../../../../src/connectors/reading/guarded/pageReading';
import { createReadingPool } from '../../../../src/connectors/reading/guarded/readingPool';
import {
  dateReading,
  endlessReading,
  greedyReading,
  lengthReading,
  silentReading,
  throwingReading,
  unsendableReading,
} from '../../support/unrulyReadings';

/** Long enough for a reading of a few bytes on any machine, short enough to wait for. */
const SHORT_MS = 2_000;
/** Nothing in these tests takes so long: a limit that is never reached. */
const NEVER_MS = 600_000;

const pools: PageReading[] = [];
const open = (threads: number, timeLimitMs: number): PageReading => {
  const pool = createReadingPool({
    file: path.join(__dirname, '../../support/unrulyReadings.ts'),
    threads,
    timeLimitMs,
    heapMegabytes: 64,
  });
  pools.push(pool);
  return pool;
};
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

const page = (text: string): Parameters<typeof lengthReading.read>[0] => ({
  response: { status: 200, headers: {}, body: Buffer.from(text), url: 'https://a.example/' },
});
const TOO_LONG = { kind: 'ended', reason: 'reading-took-too-long' };

describe('a reading in a thread of its own', () => {
  test('gives what it gives in the thread that asks, bytes and dates as they were', async () => {
    const pool = open(1, NEVER_MS);
    expect(await pool.run(lengthReading, page('甲乙'))).toEqual({ kind: 'read', value: 'bytes: 甲乙' });
    expect(await pool.run(lengthReading, page('甲乙'))).toEqual(await readHere.run(lengthReading, page('甲乙')));
    expect(await pool.run(dateReading, { at: new Date(1) })).toEqual({ kind: 'read', value: new Date(2) });
  });

  test.each([
    ['computes without end', endlessReading],
    ['waits without end', silentReading],
  ])('that %s is ended at its limit, and the thread after it reads on', async (_, reading) => {
    const pool = open(1, SHORT_MS);
    const [endless, next] = await Promise.all([pool.run(reading, {}), pool.run(lengthReading, page('后'))]);
    expect(endless).toEqual(TOO_LONG);
    expect(next).toEqual({ kind: 'read', value: 'bytes: 后' });
  });

  test('holds up neither the thread that asks nor the readings beside it', async () => {
    const pool = open(2, NEVER_MS);
    let isEnded = false;
    const endless = pool.run(endlessReading, {}).catch((error: unknown) => {
      isEnded = true;
      return error;
    });
    for (const text of ['一', '二', '三'])
      expect(await pool.run(lengthReading, page(text))).toEqual({ kind: 'read', value: `bytes: ${text}` });
    expect(isEnded).toBe(false);
    await pool.close();
    expect(await endless).toEqual(new Error('reading was stopped'));
  });

  test('that takes more memory than its thread may have ends alone', async () => {
    const pool = open(1, NEVER_MS);
    expect(await pool.run(greedyReading, {})).toEqual({ kind: 'ended', reason: 'reading-took-too-much-memory' });
    expect(await pool.run(lengthReading, page('后'))).toEqual({ kind: 'read', value: 'bytes: 后' });
  });

  test('that throws is told with its own message and place, and the thread reads on', async () => {
    const pool = open(1, NEVER_MS);
    const error = await pool.run(throwingReading, {}).catch((cause: unknown) => cause as Error);
    expect(error).toMatchObject({ message: 'the reader has a fault' });
    expect((error as Error).stack).toContain('unrulyReadings');
    expect(await pool.run(lengthReading, page('后'))).toEqual({ kind: 'read', value: 'bytes: 后' });
  });

  test('whose result or input cannot be handed over is a fault, not a wait without end', async () => {
    const pool = open(1, NEVER_MS);
    const uncloned = { message: expect.stringContaining('could not be cloned') as string };
    await expect(pool.run(unsendableReading, {})).rejects.toMatchObject(uncloned);
    await expect(pool.run(lengthReading, { ...page(''), extra: () => 1 } as never)).rejects.toMatchObject(uncloned);
    expect(await pool.run(lengthReading, page('后'))).toEqual({ kind: 'read', value: 'bytes: 后' });
  });

  test('that no thread knows is a fault', async () => {
    await expect(open(1, NEVER_MS).run({ name: 'unheard-of', read: () => 1 }, {})).rejects.toThrow('unheard-of');
  });
});

test('more readings than threads wait their turn and all are done', async () => {
  const pool = open(2, NEVER_MS);
  const texts = Array.from({ length: 50 }, (_, n) => String(n));
  const ends = await Promise.all(texts.map((text) => pool.run(lengthReading, page(text))));
  expect(ends).toEqual(texts.map((text) => ({ kind: 'read', value: `bytes: ${text}` })));
});

test('closing ends what is read and what waits, and nothing is read afterwards', async () => {
  const pool = open(1, NEVER_MS);
  const both = [pool.run(endlessReading, {}), pool.run(lengthReading, page('后'))].map((end) =>
    end.catch((error: unknown) => error),
  );
  await pool.close();
  expect(await Promise.all(both)).toEqual([new Error('reading was stopped'), new Error('reading was stopped')]);
  await expect(pool.run(lengthReading, page('再'))).rejects.toThrow('reading was stopped');
});

test('a thread that cannot be started is a fault of the reading that needed it', async () => {
  const pool = createReadingPool({
    file: path.join(__dirname, 'no-such-file.cjs'),
    threads: 1,
    timeLimitMs: NEVER_MS,
    heapMegabytes: 64,
  });
  await expect(pool.run(lengthReading, page(''))).rejects.toThrow('no-such-file');
  await pool.close();
});
