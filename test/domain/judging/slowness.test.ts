import type { Account } from '../../../src/domain/accounts/account';
import { effectiveRules } from '../../../src/domain/judging/effectiveRules';
import { judge } from '../../../src/domain/judging/judge';
import type { SlowRule } from '../../../src/domain/judging/rulePack';
import { findSlowness } from '../../../src/domain/judging/slowness';
import { DAY_MS, HOUR_MS, type CivilDate } from '../../../src/domain/time/instant';
import { dayAt, seen, shippedPack } from './someFacts';

const clause = { source: '县规', text: '每周至少两篇' };
const twoAWeek: SlowRule = {
  id: 'two',
  kind: 'slow',
  columnClass: 'account',
  measure: { by: 'count', minPosts: 2, days: 7 },
  clause,
};
const everyTwoDays: SlowRule = {
  id: 'gap',
  kind: 'slow',
  columnClass: 'account',
  measure: { by: 'gap', maxGapHours: 48, windowDays: 10 },
  clause,
};
const known = { openedAt: null };

describe('at least so many posts in a window that ends with the last sight', () => {
  const facts = (...days: number[]) => seen(dayAt(10), { recentPostAts: days.map((day) => dayAt(day)) });

  test("enough is not slow; a post exactly on the window's edge counts, one millisecond before it does not", () => {
    expect(findSlowness(twoAWeek, facts(3, 8), known)).toBeNull();
    expect(findSlowness(twoAWeek, facts(2.999, 8), known)?.reason).toBe('too-few-posts');
    const edge = seen(dayAt(10), { recentPostAts: [dayAt(3, -1), dayAt(10)] });
    expect(findSlowness(twoAWeek, edge, known)?.reason).toBe('too-few-posts');
  });

  test('is crossed when the post that still made up the number left the window', () => {
    expect(findSlowness(twoAWeek, facts(-20, 1, 8), known)).toEqual({ reason: 'too-few-posts', crossedAt: dayAt(8) });
    expect(findSlowness(twoAWeek, facts(8, -20, 1), known)).toEqual({ reason: 'too-few-posts', crossedAt: dayAt(8) });
    expect(findSlowness(twoAWeek, facts(), known)).toEqual({ reason: 'too-few-posts', crossedAt: dayAt(-93) });
  });

  test('does not count what was published after the sight it is judged by', () => {
    expect(findSlowness(twoAWeek, facts(4, 11, 12), known)?.reason).toBe('too-few-posts');
    expect(findSlowness(twoAWeek, facts(4, 10), known)).toBeNull();
  });
});

describe('no gap longer than', () => {
  const facts = (...days: number[]) => seen(dayAt(10), { recentPostAts: days.map((day) => dayAt(day)) });

  test('the limit itself is not longer, one millisecond more is', () => {
    expect(findSlowness(everyTwoDays, facts(0, 2, 4, 6, 8), known)).toBeNull();
    const late = seen(dayAt(10), { recentPostAts: [dayAt(0), dayAt(2), dayAt(4, 1), dayAt(6), dayAt(8)] });
    expect(findSlowness(everyTwoDays, late, known)).toEqual({ reason: 'gap-too-long', crossedAt: dayAt(4) });
  });

  test('finds the running gap up to the last sight, and names the newest of several', () => {
    expect(findSlowness(everyTwoDays, facts(0, 2, 4, 6, 7), known)).toEqual({
      reason: 'gap-too-long',
      crossedAt: dayAt(9),
    });
    expect(findSlowness(everyTwoDays, facts(0, 1, 4, 6, 9), known)).toEqual({
      reason: 'gap-too-long',
      crossedAt: dayAt(8),
    });
  });

  test('measures a gap that began before the window only within it', () => {
    expect(findSlowness(everyTwoDays, facts(-5, 1, 3, 5, 7, 9), known)).toBeNull();
    expect(findSlowness(everyTwoDays, facts(-5, 3, 5, 7, 9), known)).toEqual({
      reason: 'gap-too-long',
      crossedAt: dayAt(2),
    });
  });
});

describe('slowness is not judged', () => {
  const poor = (more: object) => findSlowness(twoAWeek, seen(dayAt(10), { recentPostAts: [], ...more }), known);

  test('where we did not see every post of the window', () => {
    expect(poor({ completeFromAt: dayAt(3) })).not.toBeNull();
    expect(poor({ completeFromAt: dayAt(3, 1) })).toBeNull();
    expect(poor({ completeFromAt: null })).toBeNull();
    expect(poor({ coverage: 'partial' })).toBeNull();
    expect(poor({ lastSightAt: null })).toBeNull();
  });

  test('of an account that was opened within the window', () => {
    const facts = seen(dayAt(10), { recentPostAts: [] });
    expect(findSlowness(twoAWeek, facts, { openedAt: dayAt(3) })).not.toBeNull();
    expect(findSlowness(twoAWeek, facts, { openedAt: dayAt(3, 1) })).toBeNull();
  });
});

describe('a slow verdict', () => {
  const account = {
    status: 'active',
    openedAt: null,
    region: 'demo',
    platform: 'weibo',
    columnClass: 'account',
  } as const satisfies Partial<Account>;
  const packs = [shippedPack('national'), shippedPack('local-demo')];
  const rules = effectiveRules(packs, account, '2026-09-20' as CivilDate);
  /** Nothing for ten days, then a post on day 20, seen on day 21. */
  const facts = seen(dayAt(21), {
    lastPostAt: dayAt(20),
    recentPostAts: [-8, -4, 0, 4, 8, 10, 20].map((day) => dayAt(day)),
  });

  test('is given to a living account that let the local limit pass, with the local clause and the national breach ahead', () => {
    expect(judge({ account, facts, rules, now: dayAt(21) })).toMatchObject({
      kind: 'slow',
      reason: 'gap-too-long',
      ruleId: 'local-weekly-account',
      packId: 'local-demo',
      crossedAt: dayAt(17),
      breachAt: dayAt(34),
    });
  });

  test('only where the local pack applies', () => {
    const elsewhere = effectiveRules(packs, { ...account, region: '湖南省' }, '2026-09-20' as CivilDate);
    expect(judge({ account, facts, rules: elsewhere, now: dayAt(21) }).kind).toBe('fine');
  });

  test('lapses when its proof is too old: a recent post then speaks for the account', () => {
    expect(judge({ account, facts, rules, now: new Date(dayAt(21).getTime() + 48 * HOUR_MS - 1) }).kind).toBe('slow');
    expect(judge({ account, facts, rules, now: new Date(dayAt(21).getTime() + 48 * HOUR_MS) }).kind).toBe('fine');
    expect(judge({ account, facts, rules, now: dayAt(21) }).judgeAfter).toEqual(dayAt(23));
  });

  test('yields to a warning and to silence', () => {
    const quiet = (days: number) => seen(dayAt(20 + days), { ...facts, lastSightAt: dayAt(20 + days) });
    expect(judge({ account, facts: quiet(7), rules, now: dayAt(27) }).kind).toBe('warned');
    expect(judge({ account, facts: quiet(14), rules, now: dayAt(34) }).kind).toBe('silent');
    expect(dayAt(27).getTime() - dayAt(20).getTime()).toBe(7 * DAY_MS);
  });

  test('stands alone where a pack knows only slowness', () => {
    const slowOnly = effectiveRules([shippedPack('local-demo')], account, '2026-09-20' as CivilDate);
    expect(judge({ account, facts, rules: slowOnly, now: dayAt(21) })).toMatchObject({ kind: 'slow', breachAt: null });
    expect(judge({ account, facts, rules: slowOnly, now: dayAt(24) })).toMatchObject({
      kind: 'unknown',
      reason: 'proof-too-old',
      ruleId: 'local-weekly-account',
      packId: 'local-demo',
    });
    const lively = seen(dayAt(21), { recentPostAts: Array.from({ length: 40 }, (_, index) => dayAt(index - 18)) });
    expect(judge({ account, facts: lively, rules: slowOnly, now: dayAt(21) })).toMatchObject({
      kind: 'fine',
      reason: 'nothing-due',
    });
  });
});
