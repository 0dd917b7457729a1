import fc from 'fast-check';
import {
  calmNeededMs,
  causeOf,
  incidentsFrom,
  OWN_NETWORK_KEY,
  type OutcomeCount,
} from '../../../src/domain/accounts/incident';
import { LOOK_OUTCOMES } from '../../../src/domain/accounts/look';
import { MINUTE_MS } from '../../../src/domain/time/instant';

const row = (
  platform: OutcomeCount['platform'],
  outcome: string,
  accounts: number,
  detail = outcome,
): OutcomeCount => ({ platform, outcome, detail, accounts });
const open = (...rows: OutcomeCount[]): string[] => incidentsFrom(rows).open.map(({ key }) => key);
const close = (current: OutcomeCount['platform'], ...rows: OutcomeCount[]): readonly string[] =>
  incidentsFrom(rows, [{ key: `${current}:refused`, platform: current }]).close;

describe('an incident opens', () => {
  test.each([
    [5, 11, true, '5 of 16 (31 %)'],
    [4, 0, false, 'four accounts, though all of them'],
    [30, 70, true, 'exactly 30 %'],
    [29, 71, false, '29 %'],
  ])(
    "at five accounts and 30 %% of the platform's looks: %i blind beside %i seen is %p (%s)",
    (blind, seen, expected) => {
      expect(open(row('weibo', 'refused', blind), row('weibo', 'items', seen))).toEqual(
        expected ? ['weibo:refused'] : [],
      );
    },
  );

  test('for one cause, though it shows in several codes, and names the commonest', () => {
    const found = incidentsFrom([
      row('portal', 'unreachable', 3, 'timeout'),
      row('portal', 'unreachable', 4, 'http-502'),
      row('portal', 'items', 2),
      row('weibo', 'items', 50),
    ]);
    expect(found.open).toEqual([{ key: 'portal:unreachable', platform: 'portal', reason: 'http-502', accounts: 7 }]);
  });

  test('never for sight, however many', () => {
    expect(open(row('weibo', 'items', 100), row('wechat', 'proven-empty', 100))).toEqual([]);
  });

  test('once: not again while it is open', () => {
    expect(incidentsFrom([row('weibo', 'refused', 50)], [{ key: 'weibo:refused', platform: 'weibo' }])).toEqual({
      open: [],
      close: [],
    });
  });

  test('as one for our own line when no platform can be reached', () => {
    const rows = [row('weibo', 'unreachable', 50), row('wechat', 'unreachable', 20), row('portal', 'unreachable', 80)];
    expect(incidentsFrom(rows).open).toEqual([
      { key: OWN_NETWORK_KEY, platform: null, reason: 'unreachable', accounts: 150 },
    ]);
    expect(open(...rows.slice(0, 2), row('portal', 'items', 80))).toEqual(['weibo:unreachable', 'wechat:unreachable']);
  });
});

describe('an incident closes', () => {
  test('below half of the share, however few look meanwhile', () => {
    expect(close('weibo', row('weibo', 'refused', 15), row('weibo', 'items', 85))).toEqual([]);
    expect(close('weibo', row('weibo', 'refused', 14), row('weibo', 'items', 86))).toEqual(['weibo:refused']);
    expect(close('weibo', row('weibo', 'refused', 3))).toEqual([]);
    expect(close('weibo', row('weibo', 'refused', 1))).toEqual([]);
    expect(close('weibo', row('weibo', 'refused', 1), row('weibo', 'items', 6))).toEqual(['weibo:refused']);
    expect(close('weibo', row('weibo', 'items', 10))).toEqual(['weibo:refused']);
  });

  test('not for want of looks: a window without any proves nothing', () => {
    expect(close('weibo')).toEqual([]);
    expect(close('weibo', row('portal', 'items', 10))).toEqual([]);
  });

  test('of our own line when any platform is reached again', () => {
    const current = [{ key: OWN_NETWORK_KEY, platform: null }];
    expect(incidentsFrom([row('weibo', 'items', 50), row('portal', 'unreachable', 50)], current)).toEqual({
      open: [{ key: 'portal:unreachable', platform: 'portal', reason: 'unreachable', accounts: 50 }],
      close: [OWN_NETWORK_KEY],
    });
    expect(incidentsFrom([], current).close).toEqual([]);
  });
});

test('what is opened now is neither open already nor closed by the same looks', () => {
  const rows = fc.array(
    fc.record({
      platform: fc.constantFrom('weibo', 'wechat', 'portal'),
      outcome: fc.constantFrom(...LOOK_OUTCOMES),
      detail: fc.constantFrom('a', 'b'),
      accounts: fc.nat(40),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(rows, (outcomes) => {
      const first = incidentsFrom(outcomes as OutcomeCount[]);
      const again = incidentsFrom(outcomes as OutcomeCount[], first.open);
      expect(again).toEqual({ open: [], close: [] });
    }),
    { numRuns: 200 },
  );
});

describe('whose looks an incident is about', () => {
  test.each(LOOK_OUTCOMES)('%s is read back from the key of its platform', (outcome) => {
    expect(causeOf({ key: `wechat:${outcome}`, platform: 'wechat' })).toEqual({ platform: 'wechat', outcome });
  });

  test("our own line is everybody's, on all platforms that could not be reached", () => {
    expect(causeOf({ key: OWN_NETWORK_KEY, platform: null })).toEqual({ platform: null, outcome: 'unreachable' });
  });
});

test('of two codes as common as each other the first by name is the reason, in whatever order they were counted', () => {
  const rows = [row('portal', 'unreachable', 4, 'timeout'), row('portal', 'unreachable', 4, 'http-502')];
  expect(incidentsFrom(rows).open.map(({ reason }) => reason)).toEqual(['http-502']);
  expect(incidentsFrom([...rows].reverse()).open.map(({ reason }) => reason)).toEqual(['http-502']);
});

test('one platform refused beside one unreachable is no trouble of our own line', () => {
  expect(open(row('weibo', 'unreachable', 9), row('wechat', 'refused', 9))).toEqual([
    'weibo:unreachable',
    'wechat:refused',
  ]);
  expect(open(row('weibo', 'unreachable', 9), row('wechat', 'unreachable', 9))).toEqual([OWN_NETWORK_KEY]);
  expect(open(row('weibo', 'unreachable', 9))).toEqual(['weibo:unreachable']);
});

describe('an incident is told as over', () => {
  test.each([
    [0, 0],
    [1, 30],
    [2, 60],
    [3, 120],
    [4, 180],
    [40, 180],
  ])(
    'after %i earlier ones of its cause within half a day: when it has been calm for %i minutes',
    (earlier, minutes) => {
      expect(calmNeededMs(earlier)).toBe(minutes * MINUTE_MS);
    },
  );
});
