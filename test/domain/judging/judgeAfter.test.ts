import fc from 'fast-check';
import type { AccountFacts } from '../../../src/domain/accounts/facts';
import { effectiveRules, type EffectiveRules } from '../../../src/domain/judging/effectiveRules';
import { judge } from '../../../src/domain/judging/judge';
import { VERDICT_REASONS, type Verdict } from '../../../src/domain/judging/verdict';
import { DAY_MS, HOUR_MS } from '../../../src/domain/time/instant';
import { dayAt, seen, shippedPack, T0 } from './someFacts';
import { national, today, account, rules, verdictOn } from './someVerdict';

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
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const judgedFrom = fc.option(days, { nil: null });
  const decided = ({ kind, reason, crossedAt, ruleId }: Verdict): unknown => [kind, reason, crossedAt, ruleId];

  test('is the first one: just before it nothing has changed, at it something has', () => {
    fc.assert(
      fc.property(facts, hardRules, days, judgedFrom, share, (known, own, nowDays, judged, part) => {
        const now = dayAt(nowDays);
        const by = { rules: own, ...(judged === null ? {} : { judgedSince: dayAt(judged) }) };
        const verdict = verdictOn(known, now, by);
        const horizon = verdict.judgeAfter ?? dayAt(4000);
        expect(horizon.getTime()).toBeGreaterThan(now.getTime());
        const between = new Date(now.getTime() + Math.floor(part * (horizon.getTime() - 1 - now.getTime())));
        expect(decided(verdictOn(known, between, by))).toEqual(decided(verdict));
        expect(decided(verdictOn(known, new Date(horizon.getTime() - 1), by))).toEqual(decided(verdict));
        if (verdict.judgeAfter !== null)
          expect(decided(verdictOn(known, verdict.judgeAfter, by))).not.toEqual(decided(verdict));
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
