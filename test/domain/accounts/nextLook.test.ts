import fc from 'fast-check';
import { NO_FACTS } from '../../../src/domain/accounts/facts';
import { LOOK_OUTCOMES } from '../../../src/domain/accounts/look';
import { nextLookAt, NEXT_LOOK_REASONS, paceOf, type NextLookInput } from '../../../src/domain/accounts/nextLook';
import { civilDateOf } from '../../../src/domain/time/civil';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/time/instant';

/** 10:00 in Beijing. */
const now = new Date('2026-09-18T02:00:00.000Z');
const calm: NextLookInput = {
  platform: 'weibo',
  outcome: 'items',
  facts: NO_FACTS,
  baseIntervalMs: 20 * MINUTE_MS,
  callsPerDay: null,
  callsToday: 0,
  consecutiveBlindLooks: 0,
  awaitingSightOf: 'nothing',
  submittedAgeMs: null,
  breachAt: null,
  retryAfterMs: null,
  now,
  jitter: 0.5,
};
const plan = (more: Partial<NextLookInput>): [number, string] => {
  const { at, reason } = nextLookAt({ ...calm, ...more });
  return [at.getTime() - (more.now ?? now).getTime(), reason];
};

describe('the routine', () => {
  test('is the base interval, spread by a tenth each way', () => {
    expect(plan({})).toEqual([20 * MINUTE_MS, 'routine']);
    expect(plan({ jitter: 0 })).toEqual([18 * MINUTE_MS, 'routine']);
    expect(plan({ jitter: 0.999 })[0]).toBeLessThan(22 * MINUTE_MS);
  });

  test('looks once right after the limit, so that a breach is proven when it happens', () => {
    expect(plan({ breachAt: new Date(now.getTime() + 5 * MINUTE_MS) })).toEqual([
      5 * MINUTE_MS + SECOND_MS,
      'limit-near',
    ]);
    expect(plan({ breachAt: new Date(now.getTime() + HOUR_MS) })).toEqual([20 * MINUTE_MS, 'routine']);
    expect(plan({ breachAt: now })).toEqual([20 * MINUTE_MS, 'routine']);
  });
});

describe('the pace of an account', () => {
  const days = (counts: readonly number[]): Record<string, number> =>
    Object.fromEntries(counts.map((count, back) => [civilDateOf(new Date(now.getTime() - back * DAY_MS)), count]));
  const habit = (counts: readonly number[], knownDays = 30) => ({
    ...NO_FACTS,
    dailyCounts: days(counts),
    firstSightAt: new Date(now.getTime() - knownDays * DAY_MS),
    lastSightAt: now,
  });

  test('follows its own habit: a busy account is looked at more often, a quiet one less, within bounds', () => {
    const delay = (counts: readonly number[], knownDays = 30): number =>
      plan({ facts: habit(counts, knownDays) })[0] / MINUTE_MS;
    expect(delay(Array.from({ length: 14 }, () => 1))).toBe(20);
    expect(delay(Array.from({ length: 14 }, () => 4))).toBe(10);
    expect(delay(Array.from({ length: 14 }, () => 40))).toBe(10);
    expect(delay([1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0])).toBe(40);
    expect(delay([])).toBe(40);
  });

  test('is the base while its habit is not known yet', () => {
    expect(paceOf(habit([9, 9], 2), now)).toBe(1);
    expect(paceOf(NO_FACTS, now)).toBe(1);
    expect(paceOf(habit([4, 4, 4], 3), now)).toBe(0.5);
  });
});

describe('a submitted repost', () => {
  test.each([
    [0, 5_000],
    [5_000, 10_000],
    [15_000, 45_000],
    [60_000, 240_000],
    [300_000, 600_000],
  ])('of age %i ms is looked for in %i ms', (age, delay) => {
    expect(plan({ awaitingSightOf: 'submitted-post', submittedAgeMs: age })).toEqual([delay, 'submitted-post']);
  });
  test('that still does not show after an hour is looked for at the routine pace', () => {
    expect(plan({ awaitingSightOf: 'submitted-post', submittedAgeMs: HOUR_MS })).toEqual([20 * MINUTE_MS, 'routine']);
  });
  test('never slows a quicker routine down', () => {
    expect(
      plan({ awaitingSightOf: 'submitted-post', submittedAgeMs: 5 * MINUTE_MS, baseIntervalMs: MINUTE_MS }),
    ).toEqual([MINUTE_MS, 'routine']);
  });
});

test('a manual task brings the next look within minutes', () => {
  expect(plan({ awaitingSightOf: 'manual-task' })).toEqual([5 * MINUTE_MS, 'manual-task']);
  expect(plan({ awaitingSightOf: 'manual-task', baseIntervalMs: MINUTE_MS })).toEqual([MINUTE_MS, 'routine']);
});

describe('blindness', () => {
  test.each([
    [1, 20],
    [2, 40],
    [3, 80],
    [4, 160],
    [5, 320],
    [6, 360],
    [30, 360],
  ])('after %i blind looks waits %i minutes', (blind, minutes) => {
    expect(plan({ outcome: 'unreachable', consecutiveBlindLooks: blind })).toEqual([minutes * MINUTE_MS, 'back-off']);
  });

  test('never waits longer than a quarter of what is left until the limit', () => {
    expect(
      plan({ outcome: 'refused', consecutiveBlindLooks: 9, breachAt: new Date(now.getTime() + 8 * HOUR_MS) }),
    ).toEqual([2 * HOUR_MS, 'back-off']);
    expect(
      plan({ outcome: 'refused', consecutiveBlindLooks: 9, breachAt: new Date(now.getTime() + MINUTE_MS) }),
    ).toEqual([30 * SECOND_MS, 'back-off']);
  });

  test('keeps the wait the platform asks for, up to a day', () => {
    expect(plan({ outcome: 'rate-limited', consecutiveBlindLooks: 1, retryAfterMs: HOUR_MS })).toEqual([
      HOUR_MS,
      'platform-said-wait',
    ]);
    expect(plan({ outcome: 'rate-limited', consecutiveBlindLooks: 1, retryAfterMs: MINUTE_MS })).toEqual([
      20 * MINUTE_MS,
      'back-off',
    ]);
    expect(plan({ outcome: 'rate-limited', consecutiveBlindLooks: 1, retryAfterMs: 30 * DAY_MS })[0]).toBe(DAY_MS);
    expect(
      plan({
        outcome: 'rate-limited',
        consecutiveBlindLooks: 1,
        retryAfterMs: HOUR_MS,
        breachAt: new Date(now.getTime() + HOUR_MS),
      }),
    ).toEqual([HOUR_MS, 'platform-said-wait']);
  });
});

describe('a daily quota', () => {
  test('is spread over the rest of the civil day, less a reserve', () => {
    // 14 hours left, 100 calls less 10 in reserve less 20 spent: 70 looks, 12 minutes each.
    expect(plan({ callsPerDay: 100, callsToday: 20, baseIntervalMs: MINUTE_MS })).toEqual([
      12 * MINUTE_MS,
      'quota-planned',
    ]);
    expect(plan({ callsPerDay: 100, callsToday: 20, baseIntervalMs: HOUR_MS })).toEqual([HOUR_MS, 'routine']);
  });

  test('keeps its reserve for submitted reposts', () => {
    expect(plan({ callsPerDay: 100, callsToday: 90 })).toEqual([14 * HOUR_MS + 10 * MINUTE_MS, 'quota-spent']);
    expect(plan({ callsPerDay: 100, callsToday: 89 })[1]).toBe('quota-planned');
    expect(plan({ callsPerDay: 100, callsToday: 99, awaitingSightOf: 'submitted-post', submittedAgeMs: 0 })).toEqual([
      5_000,
      'submitted-post',
    ]);
    expect(plan({ callsPerDay: 100, callsToday: 100, awaitingSightOf: 'submitted-post', submittedAgeMs: 0 })[1]).toBe(
      'quota-spent',
    );
  });

  test('is never exceeded over a whole day, whatever happens in it', () => {
    const step = fc.record({
      outcome: fc.constantFrom(...LOOK_OUTCOMES),
      awaitingSightOf: fc.constantFrom('nothing', 'submitted-post', 'manual-task'),
      submittedAgeMs: fc.nat(HOUR_MS),
      jitter: fc.double({ min: 0, max: 0.999, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: SECOND_MS, max: 6 * HOUR_MS }),
        (steps, callsPerDay, baseIntervalMs) => {
          const spent = new Map<string, number>();
          let at = new Date('2026-09-17T16:00:00.000Z');
          for (let index = 0; index < 400 && at < new Date('2026-09-20T16:00:00.000Z'); index += 1) {
            const day = civilDateOf(at);
            spent.set(day, (spent.get(day) ?? 0) + 1);
            const next = nextLookAt({
              ...calm,
              ...(steps[index % steps.length] ?? steps[0]),
              consecutiveBlindLooks: 1,
              callsPerDay,
              callsToday: spent.get(day) ?? 0,
              baseIntervalMs,
              now: at,
            });
            expect(next.at.getTime()).toBeGreaterThan(at.getTime());
            at = next.at;
          }
          for (const [day, calls] of spent) expect([day, Math.max(calls, callsPerDay)]).toEqual([day, callsPerDay]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test('whatever the input, the next look is ahead, within two days, and has a reason of the list', () => {
  const input = fc.record({
    platform: fc.constantFrom('weibo', 'wechat', 'portal'),
    outcome: fc.constantFrom(...LOOK_OUTCOMES),
    baseIntervalMs: fc.integer({ min: 1, max: DAY_MS }),
    callsPerDay: fc.option(fc.nat(2000), { nil: null }),
    callsToday: fc.nat(3000),
    consecutiveBlindLooks: fc.nat(1000),
    awaitingSightOf: fc.constantFrom('nothing', 'submitted-post', 'manual-task'),
    submittedAgeMs: fc.option(fc.nat(DAY_MS), { nil: null }),
    breachAt: fc.option(
      fc.integer({ min: -DAY_MS, max: 20 * DAY_MS }).map((ms) => new Date(now.getTime() + ms)),
      { nil: null },
    ),
    retryAfterMs: fc.option(fc.nat(30 * DAY_MS), { nil: null }),
    jitter: fc.double({ min: 0, max: 0.999, noNaN: true }),
  });
  fc.assert(
    fc.property(input, (given) => {
      const { at, reason } = nextLookAt({ ...calm, ...given } as NextLookInput);
      const delay = at.getTime() - now.getTime();
      expect(delay).toBeGreaterThanOrEqual(2 * SECOND_MS);
      expect(delay).toBeLessThanOrEqual(2 * DAY_MS);
      expect(NEXT_LOOK_REASONS).toContain(reason);
      const isBlind = given.outcome !== 'items' && given.outcome !== 'proven-empty';
      if (isBlind && reason === 'back-off' && given.breachAt !== null && given.breachAt > now) {
        expect(delay).toBeLessThanOrEqual(Math.max((given.breachAt.getTime() - now.getTime()) / 4 + 1, 30 * SECOND_MS));
      }
    }),
    { numRuns: 400 },
  );
});
