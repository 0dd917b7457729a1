import { NO_FACTS, type AccountFacts } from '../../../src/domain/accounts/facts';
import type { EffectiveRules } from '../../../src/domain/judging/effectiveRules';
import { DAY_MS } from '../../../src/domain/time/instant';
import { dayAt, seen, T0 } from './someFacts';
import { rules, PROOF_MS, verdictOn, told } from './someVerdict';

describe('what we have not seen', () => {
  test('is unknown: never looked, not seen once', () => {
    expect(told(verdictOn(NO_FACTS, dayAt(0)))).toBe('unknown never-looked');
    // The rule that would be judged by is named all the same.
    expect(verdictOn(NO_FACTS, dayAt(0)).ruleId).toBe('national-account-silence');
    expect(
      told(
        verdictOn({ ...NO_FACTS, lastLookAt: T0, lastLookOutcome: 'refused', consecutiveBlindLooks: 9 }, dayAt(100)),
      ),
    ).toBe('unknown no-sight-yet');
  });

  test('of an account without a feed is unknown, whatever was seen while it had one; a post that was handed over counts', () => {
    const unreadable = { isReadable: false };
    expect(told(verdictOn(NO_FACTS, dayAt(0), unreadable))).toBe('unknown no-feed');
    expect(told(verdictOn(seen(dayAt(20)), dayAt(20), unreadable))).toBe('unknown no-feed');
    const handedOver: AccountFacts = { ...NO_FACTS, lastPostAt: T0 };
    expect(told(verdictOn(handedOver, dayAt(7, -1), unreadable))).toBe('fine recent-post');
    expect(told(verdictOn(handedOver, dayAt(7), unreadable))).toBe('unknown no-feed');
  });

  test('is told as not seen after two looks in vain, and not after the first', () => {
    const after = (consecutiveBlindLooks: number): string =>
      told(verdictOn({ ...NO_FACTS, lastLookAt: T0, lastLookOutcome: 'refused', consecutiveBlindLooks }, dayAt(1)));
    expect([after(1), after(2)]).toEqual(['unknown first-look-failed', 'unknown no-sight-yet']);
  });

  test('becomes unknown exactly when the last sight is too old, even what was proven silent before', () => {
    const facts = seen(dayAt(20));
    expect(told(verdictOn(facts, new Date(dayAt(20).getTime() + PROOF_MS - 1)))).toBe('silent silence-breach');
    expect(told(verdictOn(facts, new Date(dayAt(20).getTime() + PROOF_MS)))).toBe('unknown proof-too-old');
  });

  test('through a list that leaves posts out is never warned or silent, only unknown', () => {
    for (const days of [7, 10, 14, 30, 90, 1000]) {
      const verdict = verdictOn(seen(dayAt(days), { coverage: 'partial' }), dayAt(days));
      expect([told(verdict), verdict.provenSilenceMs, verdict.breachAt, verdict.crossedAt]).toEqual([
        'unknown coverage-partial',
        null,
        null,
        null,
      ]);
    }
    for (const firstSightAt of [dayAt(-100), dayAt(29)])
      expect(told(verdictOn(seen(dayAt(30), { coverage: 'partial', lastPostAt: null, firstSightAt }), dayAt(30)))).toBe(
        'unknown coverage-partial',
      );
  });

  test('is unknown where 不合格 is possible but not proven, and no warning was', () => {
    const patient: EffectiveRules = { ...rules, proofMaxAgeHours: 24 * 20 };
    expect(told(verdictOn(seen(dayAt(6)), dayAt(14, -1), { rules: patient }))).toBe('fine recent-post');
    expect(told(verdictOn(seen(dayAt(6)), dayAt(14), { rules: patient }))).toBe('unknown not-yet-proven');
    expect(told(verdictOn(seen(dayAt(8)), dayAt(15), { rules: patient }))).toBe('warned silence-approaching');
  });
});

describe('where we have seen everything only since some day', () => {
  const since = (days: number, seenDay: number): AccountFacts => seen(dayAt(seenDay), { completeFromAt: dayAt(days) });

  test('silence is counted from that day, not from the last post we happen to know', () => {
    expect(told(verdictOn(since(40, 41), dayAt(41)))).toBe('unknown not-yet-proven');
    expect(verdictOn(since(40, 47), dayAt(47))).toMatchObject({
      kind: 'warned',
      crossedAt: dayAt(47),
      provenSilenceMs: 7 * DAY_MS,
    });
    expect(told(verdictOn(seen(dayAt(54, -1), { completeFromAt: dayAt(40) }), dayAt(54)))).toBe(
      'warned silence-approaching',
    );
    expect(verdictOn(since(40, 54), dayAt(54))).toMatchObject({
      kind: 'silent',
      reason: 'silence-breach',
      crossedAt: dayAt(54),
    });
  });

  test('a post known from before is still proof of life', () => {
    expect(told(verdictOn(since(3, 5), dayAt(5)))).toBe('fine recent-post');
    expect(told(verdictOn(since(3, 10), dayAt(10)))).toBe('warned silence-approaching');
  });

  test('an account without a post we know of is not silent for longer than we have been looking', () => {
    const empty = seen(dayAt(41), { lastPostAt: null, completeFromAt: dayAt(40), firstSightAt: dayAt(-100) });
    expect(told(verdictOn(empty, dayAt(41), { account: { openedAt: dayAt(-900) } }))).toBe('unknown not-yet-proven');
  });
});

describe('an account without a single post', () => {
  const empty = (seenAt: Date): AccountFacts =>
    seen(seenAt, {
      lastPostAt: null,
      lastPostId: null,
      lastPostUrl: null,
      firstSightAt: T0,
      recentPostAts: [],
      lastLookOutcome: 'proven-empty',
    });

  test('is silent since it was opened', () => {
    expect(verdictOn(empty(dayAt(20)), dayAt(20), { account: { openedAt: dayAt(6) } })).toMatchObject({
      kind: 'silent',
      reason: 'silence-breach',
      crossedAt: dayAt(20),
      provenSilenceMs: 14 * DAY_MS,
    });
    expect(told(verdictOn(empty(dayAt(20, -1)), dayAt(20), { account: { openedAt: dayAt(6) } }))).toBe(
      'warned silence-approaching',
    );
  });

  test('or, where that is not known, since we first saw it', () => {
    expect(verdictOn(empty(dayAt(14)), dayAt(14))).toMatchObject({ kind: 'silent', crossedAt: dayAt(14) });
    expect(verdictOn(empty(dayAt(3)), dayAt(3))).toMatchObject({
      kind: 'fine',
      breachAt: dayAt(14),
      judgeAfter: dayAt(5),
    });
  });

  test('opened after our last sight has no silence yet', () => {
    expect(verdictOn(empty(dayAt(3)), dayAt(4), { account: { openedAt: dayAt(3.5) } })).toMatchObject({
      kind: 'fine',
      provenSilenceMs: 0,
    });
  });
});
