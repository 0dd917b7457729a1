import fc from 'fast-check';
import { shareOf } from '../../../src/connectors/outbound/hostShare';
import type { Caller } from '../../../src/ports/hostSharing';

const callers = (workers: number, webs: number): readonly Caller[] => [
  ...Array.from({ length: workers }, (_, index) => ({ id: `worker-${index}`, works: true })),
  ...Array.from({ length: webs }, (_, index) => ({ id: `web-${index}`, works: false })),
];

test('whoever they are and however many, together they have exactly the places of a host', () => {
  fc.assert(
    fc.property(
      fc.record({
        workers: fc.nat({ max: 9 }),
        webs: fc.nat({ max: 4 }),
        perHost: fc.integer({ min: 1, max: 16 }),
        host: fc.domain(),
      }),
      ({ workers, webs, perHost, host }) => {
        const all = callers(workers, webs);
        const shares = all.map(({ id }) => shareOf(id, all, { host, perHost }));
        const own = shares.reduce((sum, share) => sum + share.own, 0);
        const common = shares.some(({ hasCommon }) => hasCommon) ? 1 : 0;
        if (workers > 0) expect(own + common).toBe(perHost);
        else expect(own).toBe(0);
        // Nobody is shut out.
        expect(shares.every(({ own: places, hasCommon }) => places > 0 || hasCommon)).toBe(true);
      },
    ),
  );
});

test.each([
  ['one that works alone has all of them', 1, 0, [{ own: 4, hasCommon: false }]],
  [
    'two split them',
    2,
    0,
    [
      { own: 2, hasCommon: false },
      { own: 2, hasCommon: false },
    ],
  ],
  [
    'one place is taken in turn where there is one that serves people',
    1,
    1,
    [
      { own: 3, hasCommon: true },
      { own: 0, hasCommon: true },
    ],
  ],
])('%s', (_what, workers, webs, shares) => {
  const all = callers(workers, webs);
  expect(all.map(({ id }) => shareOf(id, all, { host: 'a.gov.cn', perHost: 4 }))).toEqual(shares);
});

test('what is left over goes to another process at another host', () => {
  const all = callers(3, 0);
  const favoured = new Map<string, number>();
  for (let at = 0; at < 300; at += 1)
    for (const { id } of all)
      if (shareOf(id, all, { host: `host-${at}.gov.cn`, perHost: 4 }).own === 2)
        favoured.set(id, (favoured.get(id) ?? 0) + 1);
  expect([...favoured.values()].reduce((sum, count) => sum + count, 0)).toBe(300);
  expect(Math.min(...favoured.values())).toBeGreaterThan(50);
});
