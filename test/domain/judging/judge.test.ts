import { NO_FACTS } from '../../../src/domain/accounts/facts';
import { effectiveRules, type EffectiveRules } from '../../../src/domain/judging/effectiveRules';
import { DAY_MS } from '../../../src/domain/time/instant';
import { dayAt, seen, shippedPack, T0 } from './someFacts';
import { national, today, account, verdictOn, told } from './someVerdict';

describe('proven silence against each limit', () => {
  test.each([
    [7, -1, 'fine recent-post', null],
    [7, 0, 'warned silence-approaching', 7],
    [7, 1, 'warned silence-approaching', 7],
    [10, -1, 'warned silence-approaching', 7],
    [10, 0, 'warned silence-approaching', 10],
    [12, -1, 'warned silence-approaching', 10],
    [12, 0, 'warned silence-approaching', 12],
    [14, -1, 'warned silence-approaching', 12],
    [14, 0, 'silent silence-breach', 14],
    [14, 1, 'silent silence-breach', 14],
    [30, -1, 'silent silence-breach', 14],
    [30, 0, 'silent silence-dormant', 30],
    [90, -1, 'silent silence-dormant', 30],
    [90, 0, 'silent silence-zombie', 90],
    [4000, 0, 'silent silence-zombie', 90],
  ])('%i days %i ms is %s, crossed on day %p', (days, ms, expected, crossedDay) => {
    const now = dayAt(days, ms);
    const verdict = verdictOn(seen(now), now);
    expect(told(verdict)).toBe(expected);
    expect(verdict.crossedAt).toEqual(crossedDay === null ? null : dayAt(crossedDay));
    expect(verdict.provenSilenceMs).toBe(days * DAY_MS + ms);
  });

  test('is what was seen, never what has passed since: a sight one millisecond short proves no breach', () => {
    expect(told(verdictOn(seen(dayAt(14, -1)), dayAt(15)))).toBe('warned silence-approaching');
    expect(told(verdictOn(seen(dayAt(14)), dayAt(15)))).toBe('silent silence-breach');
  });

  test('carries its rule, clause, pack, evidence and the facts it was made from', () => {
    const now = dayAt(20);
    const facts = seen(now);
    expect(verdictOn(facts, now)).toEqual({
      kind: 'silent',
      reason: 'silence-breach',
      ruleId: 'national-account-silence',
      clause: national.rules[0]?.clause,
      packId: 'national',
      packVersion: '2019-04',
      crossedAt: dayAt(14),
      breachAt: null,
      provenSilenceMs: 20 * DAY_MS,
      evidence: { lastPostId: 'post', lastPostUrl: 'https://weibo.com/1', sightLookId: 'look' },
      facts,
      judgedAt: now,
      judgeAfter: dayAt(22),
    });
  });
});

describe('a recent post', () => {
  test('is proof of life whoever last looked and however blind we are', () => {
    for (const blind of [
      seen(dayAt(-50)),
      seen(T0, { coverage: 'partial' }),
      { ...NO_FACTS, lastPostAt: T0, lastLookAt: T0 },
    ]) {
      expect(told(verdictOn(blind, dayAt(7, -1)))).toBe('fine recent-post');
    }
  });

  test('one millisecond later needs proof', () => {
    expect(told(verdictOn(seen(dayAt(5)), dayAt(7)))).toBe('unknown proof-too-old');
    expect(told(verdictOn(seen(dayAt(5, 1)), dayAt(7)))).toBe('fine recent-post');
    expect(told(verdictOn(seen(dayAt(7, -1), { coverage: 'partial' }), dayAt(7)))).toBe('fine recent-post');
    expect(told(verdictOn(seen(dayAt(7), { coverage: 'partial' }), dayAt(7)))).toBe('unknown coverage-partial');
  });
});

describe('accounts that are not judged, or judged all the same', () => {
  test('a cancelled account is exempt', () => {
    const verdict = verdictOn(seen(dayAt(100)), dayAt(100), { account: { status: 'cancelled' } });
    expect(verdict).toMatchObject({
      kind: 'exempt',
      reason: 'account-cancelled',
      breachAt: null,
      judgeAfter: null,
      provenSilenceMs: null,
      ruleId: null,
    });
  });

  test('a stopped account still owes updates: the duty lasts until it is cancelled', () => {
    expect(told(verdictOn(seen(dayAt(20)), dayAt(20), { account: { status: 'stopped' } }))).toBe(
      'silent silence-breach',
    );
  });

  test('where no rule applies nothing is due', () => {
    const none: EffectiveRules = { proofMaxAgeHours: 48, silence: null, slow: null, wording: [] };
    expect(verdictOn(NO_FACTS, dayAt(0), { rules: none })).toMatchObject({
      kind: 'fine',
      reason: 'nothing-due',
      packId: '',
      packVersion: '',
      ruleId: null,
      judgeAfter: null,
      breachAt: null,
    });
  });
});

describe('when it will be 不合格', () => {
  test('is the last post and fourteen days, for whoever is not yet', () => {
    expect(verdictOn(seen(dayAt(3)), dayAt(3)).breachAt).toEqual(dayAt(14));
    expect(verdictOn(seen(dayAt(12)), dayAt(12)).breachAt).toEqual(dayAt(14));
    expect(verdictOn(seen(dayAt(14, -1)), dayAt(15)).breachAt).toEqual(dayAt(14));
  });
  test('is not said of accounts that are, or whose posts we do not know', () => {
    expect(verdictOn(seen(dayAt(14)), dayAt(14)).breachAt).toBeNull();
    expect(verdictOn(seen(dayAt(5)), dayAt(9)).breachAt).toBeNull();
  });
});

describe('portal columns', () => {
  test.each([
    ['news', 14],
    ['notices', 183],
    ['other', 365],
  ] as const)('of class %s turn 不合格 after %i days and never dormant', (columnClass, days) => {
    const own = effectiveRules([national], { ...account, platform: 'portal', columnClass }, today);
    const firstWarning = own.silence?.rule.warnDays[0] ?? Number.NaN;
    expect(told(verdictOn(seen(dayAt(firstWarning, -1)), dayAt(firstWarning, 1), { rules: own }))).toBe(
      'fine recent-post',
    );
    expect(told(verdictOn(seen(dayAt(days, -1)), dayAt(days, -1), { rules: own }))).toBe('warned silence-approaching');
    expect(told(verdictOn(seen(dayAt(days)), dayAt(days), { rules: own }))).toBe('silent silence-breach');
    expect(told(verdictOn(seen(dayAt(3000)), dayAt(3000), { rules: own }))).toBe('silent silence-breach');
  });
});

describe('an account that came to be judged after its last sign of life', () => {
  const since = dayAt(100);
  const at = (days: number, ms: number, judgedSince = since) =>
    verdictOn(seen(dayAt(days, ms)), dayAt(days, ms), { judgedSince });

  test('is silent by the time since then: not one millisecond before the limit, and at it', () => {
    expect(told(at(100, 0))).toBe('fine recent-post');
    expect(told(at(107, -1))).toBe('fine recent-post');
    expect(told(at(107, 0))).toBe('warned silence-approaching');
    expect(told(at(114, -1))).toBe('warned silence-approaching');
    expect(told(at(114, 0))).toBe('silent silence-breach');
    expect([at(114, 0).crossedAt, at(113, 0).breachAt]).toEqual([dayAt(114), dayAt(114)]);
  });

  test('is judged by its last post where that is the later one', () => {
    expect(told(at(14, 0, dayAt(0, -1)))).toBe('silent silence-breach');
    expect(told(at(14, 0, dayAt(0)))).toBe('silent silence-breach');
    expect(told(at(14, 0, dayAt(0, 1)))).toBe('warned silence-approaching');
  });

  test('is slow only by a window it was judged all through', () => {
    const local = shippedPack('local-demo');
    const rules = effectiveRules([{ ...local, scope: { regions: [], platforms: [] } }], account, today);
    const facts = seen(dayAt(100), { lastPostAt: dayAt(99), recentPostAts: [dayAt(99)] });
    const slow = rules.slow?.rule.measure;
    const days = slow?.by === 'count' ? slow.days : (slow?.windowDays ?? 0);
    const by = (judgedSince: Date) => verdictOn(facts, dayAt(100), { rules, judgedSince }).kind;
    expect([by(dayAt(100 - days)), by(dayAt(100 - days, 1))]).toEqual(['slow', 'fine']);
  });
});
