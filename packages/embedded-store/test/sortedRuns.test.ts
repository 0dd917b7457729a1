import fc from 'fast-check';
import { SortedRuns } from '../src/plan/sortedRuns';

describe('SortedRuns', () => {
  test('gives what a stable sort gives, and with a limit the beginning of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30_000 }),
        fc.integer({ min: 1, max: 50 }),
        fc.option(fc.integer({ min: 1, max: 6_000 })),
        fc.integer(),
        (count, keys, limit, seed) => {
          const items = Array.from({ length: count }, (_, i) => ({
            key: String(Math.abs(Math.imul(i + 1, seed | 1)) % keys).padStart(3, '0'),
            i,
          }));
          const runs = new SortedRuns<number>(limit ?? Infinity);
          for (const { key, i } of items) runs.add(key, i, 10);
          const expected = [...items]
            .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
            .map(({ i }) => i)
            .slice(0, limit ?? undefined);
          expect([...runs.inOrder()]).toEqual(expected);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('refuses to hold more than 100 MB, and with a limit holds only what it needs', () => {
    const all = new SortedRuns<number>(Infinity);
    expect(() => {
      for (let i = 0; i < 200; i++) all.add(String(i), i, 1024 * 1024);
    }).toThrow(/Sort exceeded memory limit/);
    const few = new SortedRuns<number>(3);
    for (let i = 0; i < 200_000; i++) few.add(String(999_999 - i), i, 2_000);
    expect([...few.inOrder()]).toEqual([199_999, 199_998, 199_997]);
    const large = new SortedRuns<number>(2);
    for (let i = 0; i < 1_000; i++) large.add(String(i).padStart(4, '0'), i, 1024 * 1024);
    expect([...large.inOrder()]).toEqual([0, 1]);
  });
});
