import fc from 'fast-check';
import { accountCredentialKind } from '../../../src/domain/credentials/credential';
import {
  nextCheckAt,
  nextWarningAt,
  stateAfterCheck,
  stateByTime,
  warningDue,
} from '../../../src/domain/credentials/credentialState';
import { callCeiling } from '../../../src/domain/quotas/callQuota';
import { flowAfterHeartbeat, flowingSince, NO_FLOW, wasAway } from '../../../src/domain/credentials/messageFlow';
import { latenessBound, latenessOf } from '../../../src/domain/accounts/lateness';
import { lookHostOf } from '../../../src/domain/accounts/lookHost';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/time/instant';

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

test('looks and tests leave the last tenth of a shared daily number to publishing', () => {
  expect([
    callCeiling('weibo', 'look', 100),
    callCeiling('weibo', 'credential-check', 100),
    callCeiling('weibo', 'publish', 100),
    callCeiling('weibo', 'confirm', 100),
  ]).toEqual([90, 90, 100, 100]);
  expect([
    callCeiling('wechat', 'look', 100),
    callCeiling('wechat', 'publish', 100),
    callCeiling('portal', 'look', null),
  ]).toEqual([100, null, null]);
});

test('the kind of a secret is told by what it is made of', () => {
  expect([
    accountCredentialKind('weibo', {}),
    accountCredentialKind('portal', {}),
    accountCredentialKind('wechat', { appSecret: 's' }),
    accountCredentialKind('wechat', { authorizerRefreshToken: 'r' }),
  ]).toEqual(['weibo-user-token', 'portal-push-key', 'wechat-app-secret', 'wechat-component-grant']);
});

describe("the flow of a platform's messages", () => {
  const beats = (...minutes: number[]) =>
    minutes.reduce((flow, minute) => flowAfterHeartbeat(flow, later(minute * MINUTE_MS), null), NO_FLOW);

  test('holds while heartbeats come, and begins anew after a gap', () => {
    expect(beats(0, 10, 20, 45)).toEqual({ lastAt: later(45 * MINUTE_MS), sinceAt: now });
    expect(beats(0, 10, 35.001).sinceAt).toEqual(later(35.001 * MINUTE_MS));
    expect(beats(0, 10, 5)).toEqual({ lastAt: later(10 * MINUTE_MS), sinceAt: now });
  });

  test('is not there before the first heartbeat, nor when the last one is too old', () => {
    expect(flowingSince(NO_FLOW, now, null)).toBeNull();
    expect(flowingSince(beats(0, 10), later(35 * MINUTE_MS), null)).toEqual(now);
    expect(flowingSince(beats(0, 10), later(35 * MINUTE_MS + 1), null)).toBeNull();
  });

  test('is broken by our own absence until the next heartbeat', () => {
    const broken = later(15 * MINUTE_MS);
    expect(flowingSince(beats(0, 10), later(16 * MINUTE_MS), broken)).toBeNull();
    const again = flowAfterHeartbeat(beats(0, 10), later(20 * MINUTE_MS), broken);
    expect(flowingSince(again, later(21 * MINUTE_MS), broken)).toEqual(later(20 * MINUTE_MS));
    expect(
      flowingSince(flowAfterHeartbeat(again, later(30 * MINUTE_MS), broken), later(31 * MINUTE_MS), broken),
    ).toEqual(later(20 * MINUTE_MS));
  });

  test('our listener was away when it has not noted itself for longer than a platform repeats a message', () => {
    expect([
      wasAway(null, now),
      wasAway(later(-20 * SECOND_MS), now),
      wasAway(later(-20 * SECOND_MS - 1), now),
    ]).toEqual([true, false, true]);
  });
});

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
