import fc from 'fast-check';
import type { Account } from '../../../src/domain/accounts/account';
import { NO_FACTS, type AccountFacts } from '../../../src/domain/accounts/facts';
import { effectiveRules, type EffectiveRules } from '../../../src/domain/judging/effectiveRules';
import { judge } from '../../../src/domain/judging/judge';
import { VERDICT_REASONS, type Verdict } from '../../../src/domain/judging/verdict';
import { DAY_MS, HOUR_MS, type CivilDate } from '../../../src/domain/time/instant';
import { dayAt, seen, shippedPack, T0 } from './someFacts';

const national = shippedPack('national');
const today = '2026-09-20' as CivilDate;
const account = {
  status: 'active',
  openedAt: null,
  region: 'x',
  platform: 'weibo',
  columnClass: 'account',
} as const satisfies Partial<Account>;
const rules = effectiveRules([national], account, today);
const PROOF_MS = 48 * HOUR_MS;

function verdictOn(
  facts: AccountFacts,
  now: Date,
  more: {
    readonly account?: Partial<typeof account> | { openedAt: Date } | { status: Account['status'] };
    readonly rules?: EffectiveRules;
  } = {},
): Verdict {
  return judge({ account: { ...account, ...more.account }, facts, rules: more.rules ?? rules, now });
}
const told = (verdict: Verdict): string => `${verdict.kind} ${verdict.reason}`;

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

describe('what we have not seen', () => {
  test('is unknown: never looked, not seen once', () => {
    expect(told(verdictOn(NO_FACTS, dayAt(0)))).toBe('unknown never-looked');
    expect(
      told(
        verdictOn({ ...NO_FACTS, lastLookAt: T0, lastLookOutcome: 'refused', consecutiveBlindLooks: 9 }, dayAt(100)),
      ),
    ).toBe('unknown no-sight-yet');
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
    expect(told(verdictOn(seen(dayAt(30), { coverage: 'partial', lastPostAt: null }), dayAt(30)))).toBe(
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
    expect(told(verdictOn(seen(dayAt(days, -1)), dayAt(days, -1), { rules: own }))).toBe('warned silence-approaching');
    expect(told(verdictOn(seen(dayAt(days)), dayAt(days), { rules: own }))).toBe('silent silence-breach');
    expect(told(verdictOn(seen(dayAt(3000)), dayAt(3000), { rules: own }))).toBe('silent silence-breach');
  });
});

describe('the next instant at which time alone changes the verdict', () => {
  const days = fc.double({ min: -120, max: 120, noNaN: true });
  const facts = fc
    .record({
      lastPost: fc.option(days, { nil: null }),
      sight: fc.option(days, { nil: null }),
      coverage: fc.constantFrom('full', 'partial'),
      posts: fc.array(days, { maxLength: 12 }),
      complete: fc.option(days, { nil: -120 }),
    })
    .map(({ lastPost, sight, coverage, posts, complete }): AccountFacts => ({
      ...seen(sight === null ? T0 : dayAt(sight)),
      coverage,
      lastPostAt: lastPost === null ? null : dayAt(lastPost),
      lastSightAt: sight === null ? null : dayAt(sight),
      recentPostAts: [...posts.map((each) => dayAt(each)), ...(lastPost === null ? [] : [dayAt(lastPost)])]
        .filter((each) => lastPost !== null && each <= dayAt(lastPost))
        .sort((one, other) => one.getTime() - other.getTime()),
      completeFromAt: dayAt(complete),
    }));
  const local = effectiveRules(
    [national, { ...shippedPack('local-demo'), scope: { regions: [], platforms: [] } }],
    account,
    today,
  );
  const hardRules = fc.constantFrom(rules, local, { ...rules, proofMaxAgeHours: 24 * 20 }, { ...local, silence: null });
  const decided = ({ kind, reason, crossedAt, ruleId }: Verdict): unknown => [kind, reason, crossedAt, ruleId];

  test('is the first one: just before it nothing has changed, at it something has', () => {
    fc.assert(
      fc.property(facts, hardRules, days, fc.double({ min: 0, max: 1, noNaN: true }), (known, own, nowDays, share) => {
        const now = dayAt(nowDays);
        const verdict = verdictOn(known, now, { rules: own });
        const horizon = verdict.judgeAfter ?? dayAt(4000);
        expect(horizon.getTime()).toBeGreaterThan(now.getTime());
        const between = new Date(now.getTime() + Math.floor(share * (horizon.getTime() - 1 - now.getTime())));
        expect(decided(verdictOn(known, between, { rules: own }))).toEqual(decided(verdict));
        expect(decided(verdictOn(known, new Date(horizon.getTime() - 1), { rules: own }))).toEqual(decided(verdict));
        if (verdict.judgeAfter !== null)
          expect(decided(verdictOn(known, verdict.judgeAfter, { rules: own }))).not.toEqual(decided(verdict));
      }),
      { numRuns: 500 },
    );
  });

  test('never accuses without proof: warned and silent need a full list, a fresh sight and silence up to it', () => {
    fc.assert(
      fc.property(facts, hardRules, days, (known, own, nowDays) => {
        const now = dayAt(nowDays);
        const verdict = verdictOn(known, now, { rules: own });
        expect(VERDICT_REASONS).toContain(verdict.reason);
        if (verdict.kind !== 'silent' && verdict.kind !== 'warned') return;
        expect(known.coverage).toBe('full');
        const sight = known.lastSightAt?.getTime() ?? Number.NaN;
        expect(now.getTime() - sight).toBeLessThan(own.proofMaxAgeHours * HOUR_MS);
        expect(verdict.crossedAt?.getTime()).toBeLessThanOrEqual(sight);
        expect(verdict.crossedAt?.getTime()).toBeGreaterThanOrEqual(
          (known.lastPostAt ?? known.firstSightAt ?? T0).getTime() + 7 * DAY_MS,
        );
        expect(verdict.crossedAt?.getTime()).toBeGreaterThanOrEqual(
          (known.completeFromAt ?? T0).getTime() + 7 * DAY_MS,
        );
      }),
      { numRuns: 500 },
    );
  });

  test('a fresher sight of the same silence never makes the verdict milder, and a new post always ends silence', () => {
    const severity = ['fine', 'slow', 'warned', 'silent'];
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 1.9, noNaN: true }),
        (silentDays, ageDays) => {
          const now = dayAt(silentDays + ageDays);
          const older = verdictOn(seen(dayAt(silentDays)), now);
          const fresher = verdictOn(seen(now), now);
          expect(severity.indexOf(fresher.kind)).toBeGreaterThanOrEqual(severity.indexOf(older.kind));
          expect(verdictOn(seen(now, { lastPostAt: now }), now).kind).toBe('fine');
        },
      ),
    );
  });

  test('comes no later than the midnight at which a pack begins or ends', () => {
    const changing: EffectiveRules = { ...rules, changesAt: dayAt(1.5) };
    expect(verdictOn(seen(dayAt(1)), dayAt(1), { rules: changing }).judgeAfter).toEqual(dayAt(1.5));
    expect(verdictOn(seen(dayAt(7)), dayAt(7), { rules: { ...changing, changesAt: dayAt(30) } }).judgeAfter).toEqual(
      dayAt(9),
    );
  });

  test('a verdict is replayed from its own facts', () => {
    const verdict = verdictOn(seen(dayAt(11)), dayAt(11.5));
    expect(judge({ account, facts: verdict.facts, rules, now: verdict.judgedAt })).toEqual(verdict);
  });
});
