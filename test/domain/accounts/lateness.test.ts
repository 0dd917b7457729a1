import { latenessBound, latenessOf } from '../../../src/domain/accounts/lateness';
import { lookHostOf } from '../../../src/domain/accounts/lookHost';
import { DAY_MS } from '../../../src/domain/time/instant';

test('the lateness of looks is told as bounds that half and all but one in a hundred keep', () => {
  expect([latenessBound(-5), latenessBound(1_000), latenessBound(1_001), latenessBound(9e9)]).toEqual([
    1_000,
    1_000,
    2_000,
    DAY_MS,
  ]);
  expect(latenessOf([])).toEqual({ looks: 0, p50Ms: null, p99Ms: null });
  expect(
    latenessOf([
      { withinMs: 5_000, looks: 1 },
      { withinMs: 1_000, looks: 99 },
    ]),
  ).toEqual({ looks: 100, p50Ms: 1_000, p99Ms: 1_000 });
  expect(
    latenessOf([
      { withinMs: 5_000, looks: 2 },
      { withinMs: 1_000, looks: 98 },
    ]),
  ).toEqual({ looks: 100, p50Ms: 1_000, p99Ms: 5_000 });
});

test("the server a look asks is the platform's, or the portal's own", () => {
  const account = {
    platform: 'portal' as const,
    externalId: 'column-7',
    homeUrl: 'https://home.example.gov.cn/a',
    settings: {},
  };
  expect([
    lookHostOf({ ...account, platform: 'weibo' }),
    lookHostOf(account),
    lookHostOf({ ...account, settings: { listUrl: 'http://User@LIST.example.gov.cn:8080/x' } }),
    lookHostOf({ ...account, homeUrl: '' }),
  ]).toEqual(['weibo', 'home.example.gov.cn', 'list.example.gov.cn:8080', 'portal']);
});
