import { coalesce, sharedRead, sharedReads } from '../../src/storage/coalesce';

/** Batches as they are run; each ends when it is told to. */
function batches(): {
  readonly run: (items: readonly string[]) => Promise<readonly string[]>;
  readonly seen: string[][];
  end(): void;
  /** The end of the batch that began first, to be told later. */
  take(): (() => void) | undefined;
} {
  const seen: string[][] = [];
  const ends: (() => void)[] = [];
  return {
    seen,
    run: async (items) => {
      seen.push([...items]);
      await new Promise<void>((resolve) => ends.push(resolve));
      return items.map((item) => `${item}!`);
    },
    end: () => ends.shift()?.(),
    take: () => ends.shift(),
  };
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a call that comes alone waits for nobody', async () => {
  const together = batches();
  const call = coalesce(together.run);
  const answer = call('a');
  expect(together.seen).toEqual([['a']]);
  together.end();
  expect(await answer).toBe('a!');
});

test('calls that come meanwhile run together, in order, and each gets its own result', async () => {
  const together = batches();
  const call = coalesce(together.run);
  const answers = ['a', 'b', 'c', 'd'].map(call);
  expect(together.seen).toEqual([['a']]);
  together.end();
  await turn();
  expect(together.seen).toEqual([['a'], ['b', 'c', 'd']]);
  together.end();
  expect(await Promise.all(answers)).toEqual(['a!', 'b!', 'c!', 'd!']);
  void call('e');
  expect(together.seen).toHaveLength(3);
});

test('a batch is never larger than it may be', async () => {
  const together = batches();
  const call = coalesce(together.run, { maxBatch: 2 });
  const answers = ['a', 'b', 'c', 'd', 'e'].map(call);
  for (let batch = 0; batch < 3; batch += 1) {
    together.end();
    await turn();
  }
  expect(together.seen).toEqual([['a'], ['b', 'c'], ['d', 'e']]);
  together.end();
  expect(await Promise.all(answers)).toHaveLength(5);
});

test('what is wrong with one call is told to it alone', async () => {
  const runs: string[][] = [];
  const call = coalesce(async (items: readonly string[]) => {
    runs.push([...items]);
    if (items.includes('bad')) throw new Error('bad');
    return items;
  });
  const answers = await Promise.allSettled(['a', 'b', 'bad', 'c'].map(call));
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(runs).toEqual([['a'], ['b', 'bad', 'c'], ['b'], ['bad'], ['c']]);
  expect(await call('later')).toBe('later');
});

test('fewer results than calls are an error of every call, not a result of the wrong one', async () => {
  const call = coalesce(async (items: readonly string[]) => items.slice(1));
  await expect(call('a')).rejects.toThrow('0 results for 1 calls.');
});

test('calls wait for a batch that does not come back no longer than is said, and it for nobody', async () => {
  const together = batches();
  const call = coalesce(together.run, { patienceMs: 1 });
  const lost = call('lost');
  const later = ['a', 'b'].map(call);
  while (together.seen.length < 2) await turn();
  expect(together.seen).toEqual([['lost'], ['a', 'b']]);
  const [endLost, endLater] = [together.take(), together.take()];
  endLater?.();
  expect(await Promise.all(later)).toEqual(['a!', 'b!']);
  endLost?.();
  expect(await lost).toBe('lost!');
  void call('c');
  expect(together.seen).toHaveLength(3);
});

test('a read is shared by those who asked before it began, and by nobody who asked while it was under way', async () => {
  const ends: ((found: number) => void)[] = [];
  const ask = sharedRead(() => new Promise<number>((resolve) => ends.push(resolve)));
  const first = ask();
  const [second, third] = [ask(), ask()];
  expect(ends).toHaveLength(1);
  ends[0]?.(1);
  expect(await first).toBe(1);
  await turn();
  expect(ends).toHaveLength(2);
  const fourth = ask();
  ends[1]?.(2);
  expect(await Promise.all([second, third])).toEqual([2, 2]);
  await turn();
  ends[2]?.(3);
  expect(await fourth).toBe(3);
});

test('a shared read that fails fails for each who waited for it, and the next one is made anew', async () => {
  let reads = 0;
  const ask = sharedRead(async () => {
    reads += 1;
    await turn();
    if (reads < 4) throw new Error(`read ${reads}`);
    return reads;
  });
  const asked = await Promise.allSettled([ask(), ask()]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  while (reads < 3) await ask().catch(() => null);
  expect(await ask()).toBe(4);
});

test('reads that fail together are not asked for one by one', async () => {
  const runs: string[][] = [];
  const away = async (items: readonly string[]): Promise<readonly string[]> => {
    runs.push([...items]);
    await turn();
    throw new Error('away');
  };
  const read = coalesce(away, { patienceMs: 60_000 });
  const asked = await Promise.allSettled(['a', 'b', 'c'].map(read));
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(runs).toEqual([['a'], ['b', 'c']]);
});

test('of many questions each is read for itself, and shared by those who asked the same before it began', async () => {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const shared = sharedReads<string>();
  const ask = (question: string): Promise<string> =>
    shared(question, async () => {
      const name = `${question}${begun.filter((one) => one.startsWith(question)).length}`;
      begun.push(name);
      await new Promise<void>((resolve) => ends.push(resolve));
      return name;
    });
  const answers = [ask('a'), ask('b'), ask('a'), ask('a')];
  expect(begun).toEqual(['a0', 'b0']);
  for (const end of ends.splice(0)) end();
  await turn();
  expect(begun).toEqual(['a0', 'b0', 'a1']);
  ends.shift()?.();
  expect(await Promise.all(answers)).toEqual(['a0', 'b0', 'a1', 'a1']);
  // Nothing is kept: who asks later is told what is there then.
  const later = ask('a');
  expect(begun.at(-1)).toBe('a2');
  ends.shift()?.();
  expect(await later).toBe('a2');
});

test('a question that fails can be asked again', async () => {
  const shared = sharedReads<string>();
  await expect(shared('a', async () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await shared('a', async () => Promise.resolve('here'))).toBe('here');
});
