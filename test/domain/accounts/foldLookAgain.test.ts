import fc from 'fast-check';
import { NO_FACTS, type AccountFacts } from '../../../src/domain/accounts/facts';
import { foldLook } from '../../../src/domain/accounts/foldLook';
import { LOOK_OUTCOMES } from '../../../src/domain/accounts/look';
import type { LookId } from '../../../src/domain/ids';
import { DAY_MS, HOUR_MS } from '../../../src/domain/time/instant';
import { at, look, nothing, having } from './someLook';

describe('folding again', () => {
  const outcomes = fc.constantFrom(...LOOK_OUTCOMES);
  const looks = fc
    .array(fc.tuple(fc.nat(500), outcomes, fc.option(fc.nat(500), { nil: null })), { minLength: 1, maxLength: 12 })
    .map((rows) =>
      rows.map(([hours, outcome, complete], index) =>
        look(hours, outcome, {
          id: `look-${index}` as LookId,
          completeFromAt: complete === null ? null : at(Math.min(complete, hours)),
        }),
      ),
    );

  test('the same look changes nothing', () => {
    fc.assert(
      fc.property(looks, fc.array(fc.nat(400), { minLength: 1, maxLength: 20 }), (rows, hours) => {
        const facts = rows.reduce((before, each) => foldLook(before, each, having(...hours)), NO_FACTS);
        const newest = rows.filter((each) => each.id === facts.lastLookId)[0];
        if (newest === undefined || newest.startedAt.getTime() < (facts.lastSightAt?.getTime() ?? 0)) return;
        expect(foldLook(facts, newest, having(...hours))).toEqual(facts);
      }),
    );
  });

  test('never moves a proof backwards, whatever comes in whatever order', () => {
    fc.assert(
      fc.property(looks, fc.array(fc.nat(400), { minLength: 1, maxLength: 20 }), (rows, hours) => {
        let facts: AccountFacts = NO_FACTS;
        for (const each of rows) {
          const next = foldLook(facts, each, having(...hours));
          expect(next.lastSightAt?.getTime() ?? 0).toBeGreaterThanOrEqual(facts.lastSightAt?.getTime() ?? 0);
          expect(next.lastLookAt?.getTime() ?? 0).toBeGreaterThanOrEqual(facts.lastLookAt?.getTime() ?? 0);
          expect(next.lastPostAt?.getTime() ?? 0).toBeGreaterThanOrEqual(facts.lastPostAt?.getTime() ?? 0);
          if (next.completeFromAt !== null)
            expect(next.completeFromAt.getTime()).toBeLessThanOrEqual(next.lastSightAt?.getTime() ?? 0);
          facts = next;
        }
        const sights = rows
          .filter(({ outcome }) => outcome === 'items' || outcome === 'proven-empty')
          .map(({ startedAt }) => startedAt.getTime());
        expect(facts.lastSightAt?.getTime() ?? -1).toBe(sights.length === 0 ? -1 : Math.max(...sights));
        expect(facts.firstSightAt?.getTime() ?? -1).toBe(sights.length === 0 ? -1 : Math.min(...sights));
      }),
    );
  });

  test('a day of silence stays proven only by looks: time itself adds nothing', () => {
    const facts = foldLook(NO_FACTS, look(48, 'items'), having(1));
    expect((facts.lastSightAt?.getTime() ?? 0) - (facts.lastPostAt?.getTime() ?? 0)).toBe(47 * HOUR_MS);
    const blindForAWeek = Array.from({ length: 7 }, (_, index) => index).reduce(
      (before, day) => foldLook(before, look(48 + day * 24, 'unreachable'), nothing),
      facts,
    );
    expect((blindForAWeek.lastSightAt?.getTime() ?? 0) - (blindForAWeek.lastPostAt?.getTime() ?? 0)).toBeLessThan(
      2 * DAY_MS,
    );
  });
});
