import fc from 'fast-check';
import {
  nextCheckAt,
  nextWarningAt,
  stateAfterCheck,
  stateByTime,
  warningDue,
} from '../../../src/domain/credentials/credentialState';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/time/instant';

const now = new Date('2026-09-18T02:00:00.000Z');
const later = (ms: number): Date => new Date(now.getTime() + ms);

describe('the state of a credential', () => {
  test('by time is expiring in its last seven days and expired from its date on', () => {
    const state = (leftMs: number) => stateByTime({ state: 'working', expiresAt: later(leftMs) }, now);
    expect([state(7 * DAY_MS + 1), state(7 * DAY_MS), state(1), state(0)]).toEqual([
      'working',
      'expiring',
      'expiring',
      'expired',
    ]);
    expect(stateByTime({ state: 'working', expiresAt: null }, now)).toBe('working');
    expect(stateByTime({ state: 'untested', expiresAt: later(DAY_MS) }, now)).toBe('untested');
    expect(stateByTime({ state: 'refused', expiresAt: later(-1) }, now)).toBe('refused');
  });

  test('after a test that cannot tell is what it was', () => {
    for (const state of ['untested', 'working', 'refused'] as const) {
      expect(
        stateAfterCheck({ state, expiresAt: later(30 * DAY_MS) }, { outcome: 'cannot-tell', expiresAt: null }, now),
      ).toEqual({ state, expiresAt: later(30 * DAY_MS) });
    }
  });

  test('after an accepted test is as good as its date; a refused one is refused whatever its date', () => {
    expect(
      stateAfterCheck(
        { state: 'refused', expiresAt: null },
        { outcome: 'accepted', expiresAt: later(30 * DAY_MS) },
        now,
      ),
    ).toEqual({ state: 'working', expiresAt: later(30 * DAY_MS) });
    expect(
      stateAfterCheck(
        { state: 'untested', expiresAt: later(2 * DAY_MS) },
        { outcome: 'accepted', expiresAt: null },
        now,
      ),
    ).toEqual({ state: 'expiring', expiresAt: later(2 * DAY_MS) });
    expect(
      stateAfterCheck({ state: 'expired', expiresAt: later(-1) }, { outcome: 'accepted', expiresAt: null }, now),
    ).toEqual({ state: 'working', expiresAt: null });
    expect(
      stateAfterCheck({ state: 'working', expiresAt: later(DAY_MS) }, { outcome: 'refused', expiresAt: null }, now),
    ).toEqual({ state: 'refused', expiresAt: later(DAY_MS) });
  });
});

describe('warnings', () => {
  test('are due seven days and one day ahead and at the end, each once, and not made up for', () => {
    const due = (leftMs: number, warnedDays: number[]) => warningDue({ expiresAt: later(leftMs), warnedDays }, now);
    expect([
      due(7 * DAY_MS + 1, []),
      due(7 * DAY_MS, []),
      due(7 * DAY_MS, [7]),
      due(DAY_MS, [7]),
      due(DAY_MS, [7, 1]),
      due(0, [7, 1]),
      due(0, [7, 1, 0]),
    ]).toEqual([null, 7, null, 1, null, 0, null]);
    expect([due(DAY_MS, []), due(-5, [])]).toEqual([1, 0]);
    expect(due(5 * DAY_MS, [1])).toBeNull();
  });

  test('the next one is known in advance, and when it comes it is due', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 60 }), fc.subarray([7, 1, 0]), (days, warnedDays) => {
        const given = { expiresAt: later(days * DAY_MS), warnedDays };
        const next = nextWarningAt(given);
        if (next === null) expect(warningDue(given, later(100 * DAY_MS))).toBeNull();
        else {
          expect(warningDue(given, next)).not.toBeNull();
          expect(warningDue(given, new Date(next.getTime() - 1))).toBeNull();
        }
      }),
    );
  });
});

test('a credential is tested at the cadence of its platform, soon again when nobody could tell, and never faster than the platform asks', () => {
  const next = (outcome: 'accepted' | 'refused' | 'cannot-tell', retryAfterMs: number | null = null): number =>
    nextCheckAt('weibo', { outcome, retryAfterMs, jitter: 0.5 }, now).getTime() - now.getTime();
  expect([
    next('accepted'),
    next('refused'),
    next('cannot-tell'),
    next('cannot-tell', HOUR_MS),
    next('cannot-tell', 90 * HOUR_MS),
  ]).toEqual([12 * HOUR_MS, 12 * HOUR_MS, 15 * MINUTE_MS, HOUR_MS, 12 * HOUR_MS]);
});

test('tests are spread by a tenth to either side of the cadence', () => {
  const accepted = { outcome: 'accepted' as const, retryAfterMs: null };
  expect(
    [0, 0.5, 1].map((jitter) => nextCheckAt('weibo', { ...accepted, jitter }, now).getTime() - now.getTime()),
  ).toEqual([10.8 * HOUR_MS, 12 * HOUR_MS, 13.2 * HOUR_MS]);
});

test('a credential accepted at the very instant of its date shows that the date was wrong', () => {
  const accepted = { outcome: 'accepted' as const, expiresAt: null };
  expect(stateAfterCheck({ state: 'expired', expiresAt: now }, accepted, now)).toEqual({
    state: 'working',
    expiresAt: null,
  });
  expect(stateAfterCheck({ state: 'expiring', expiresAt: later(1) }, accepted, now)).toEqual({
    state: 'expiring',
    expiresAt: later(1),
  });
});

test('nobody is warned of a credential without a date', () => {
  expect(warningDue({ expiresAt: null, warnedDays: [] }, now)).toBeNull();
  expect(nextWarningAt({ expiresAt: null, warnedDays: [] })).toBeNull();
});
