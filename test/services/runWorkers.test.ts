import { runWorkers, tally } from '../../src/services/runWorkers';

const run = (max: number, signal = new AbortController().signal) => ({ owner: 'test', max, signal });
/** Steps that end one by one, as the test says; `most`: how many were under way at once. */
function countingSteps(count: number): {
  readonly step: () => Promise<number | null>;
  readonly seen: { most: number };
} {
  const seen = { most: 0 };
  let [begun, underWay] = [0, 0];
  return {
    seen,
    step: async () => {
      begun += 1;
      underWay += 1;
      const mine = begun;
      seen.most = Math.max(seen.most, underWay);
      await Promise.resolve();
      underWay -= 1;
      return mine > count ? null : mine;
    },
  };
}

describe('workers', () => {
  test.each([
    ['as many slots as allowed', 3, 100, 10, 3],
    ['no more slots than steps are asked for', 8, 2, 10, 2],
    ['one slot at least', 0, 100, 3, 1],
  ])('run in %s', async (_which, concurrency, max, count, most) => {
    const { step, seen } = countingSteps(count);
    const results = await runWorkers(run(max), concurrency, step);
    expect([seen.most, results.length]).toEqual([most, Math.min(max, count)]);
  });

  test('do no step more than asked for, and none where none is', async () => {
    const { step } = countingSteps(100);
    expect(await runWorkers(run(5), 2, step)).toEqual([1, 2, 3, 4, 5]);
    expect(await runWorkers(run(0), 2, step)).toEqual([]);
  });

  test('begin nothing more once they are told to stop', async () => {
    const stop = new AbortController();
    let steps = 0;
    const results = await runWorkers(run(100, stop.signal), 1, async () => {
      steps += 1;
      if (steps === 3) stop.abort();
      return steps;
    });
    expect(results).toEqual([1, 2, 3]);
  });

  test('lose the slot of a step that throws and no other; the first error is told when all are done', async () => {
    let steps = 0;
    const ended: string[] = [];
    const work = runWorkers(run(6), { slots: 3, onSlotEnd: () => ended.push('slot') }, async () => {
      steps += 1;
      if (steps <= 2) throw new Error(`step ${steps}`);
      return steps;
    });
    await expect(work).rejects.toThrow('step 1');
    expect([steps, ended]).toEqual([6, ['slot', 'slot', 'slot']]);
  });
});

test('words are counted', () => {
  expect(tally([])).toEqual({});
  expect(tally(['items', 'blind', 'items'])).toEqual({ items: 2, blind: 1 });
});
