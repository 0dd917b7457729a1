import fc from 'fast-check';
import { judgeAvailability } from '../../../src/domain/siteChecks/availability';
import type { DayFigures } from '../../../src/domain/siteChecks/siteDay';
import { addCivilDays } from '../../../src/domain/time/civil';
import type { CivilDate } from '../../../src/domain/time/instant';
import { SITE_CHECK_RULES } from '../../services/office';

const RULES = SITE_CHECK_RULES.availability;
const TODAY = '2026-10-08' as CivilDate;
const daysAgo = (days: number): CivilDate => addCivilDays(TODAY, -days);
/** The seven days before today, each with so many visits and failures. */
const weekOf = (visits: number, failures: readonly number[]): readonly DayFigures[] =>
  failures.map((failed, at) => ({ on: daysAgo(7 - at), visits, failures: failed, unknown: 0 }));
const none = [0, 0, 0, 0, 0, 0, 0];
const judge = (days: readonly DayFigures[]) => judgeAvailability(days, TODAY, RULES);

describe('the share of failures over one week', () => {
  test.each([
    [14, 'veto', 'failures-veto', 500],
    [13, 'warn', 'failures-warn', 464],
    [9, 'warn', 'failures-warn', 321],
    [8, 'pass', 'opens', 285],
  ])('of %i in 280 visits: %s', (failures, state, reason, hundredths) => {
    const days = weekOf(40, [failures, 0, 0, 0, 0, 0, 0]);
    expect(judge(days)).toMatchObject({ state, reason, figures: { visits: 280, failures, hundredths } });
  });

  test('of exactly the warning line is not above it', () => {
    // 3 of 100 a day, over seven days.
    expect(judge(weekOf(100, [3, 3, 3, 3, 3, 3, 3])).state).toBe('pass');
    expect(judge(weekOf(100, [3, 3, 3, 3, 3, 3, 4])).state).toBe('warn');
  });

  test('cites the clause of the line that was passed, and none where nothing is held against the site', () => {
    const clauseOf = (failures: number) => judge(weekOf(40, [failures, 0, 0, 0, 0, 0, 0])).clause;
    expect([clauseOf(14), clauseOf(13), clauseOf(0)]).toEqual([RULES.vetoClause, RULES.warnClause, null]);
  });

  test('is unknown where one day has no more visits than the rule asks for, or is missing', () => {
    const days = weekOf(40, [40, 40, 40, 40, 40, 40, 40]);
    const with20 = days.map((day, at) => (at === 3 ? { ...day, visits: 20, failures: 20 } : day));
    const with21 = days.map((day, at) => (at === 3 ? { ...day, visits: 21, failures: 21 } : day));
    expect([judge(with20).state, judge(with21).state, judge(days.slice(1)).state]).toEqual([
      'unknown',
      'veto',
      'unknown',
    ]);
    expect(judge(with20).figures).toMatchObject({ days: 6, neededDays: 7 });
  });

  test('of today warns at once and never vetoes by itself', () => {
    const today = (failures: number) => ({ on: TODAY, visits: failures, failures, unknown: 0 });
    expect(judge([...weekOf(40, none), today(40)])).toMatchObject({ state: 'warn', reason: 'failures-today' });
    // Of as many visits as a whole week has: the rest of the day may open.
    expect(judge([...weekOf(40, none), today(9)]).state).toBe('warn');
    expect(judge([...weekOf(40, none), today(8)]).state).toBe('pass');
  });

  test('says nothing of days before the week', () => {
    const before = { on: daysAgo(8), visits: 40, failures: 40, unknown: 0 };
    expect(judge([before, ...weekOf(40, none)]).state).toBe('pass');
  });

  test('is compared without rounding, on both sides of both lines, whatever the visits', () => {
    const day = fc.record({
      visits: fc.integer({ min: 21, max: 300 }),
      share: fc.double({ min: 0, max: 0.2, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(day, { minLength: 7, maxLength: 7 }), (week) => {
        const days = week.map(({ visits, share }, at) => ({
          ...{ on: daysAgo(7 - at), visits, failures: Math.floor(visits * share), unknown: 0 },
        }));
        const visits = BigInt(days.reduce((sum, one) => sum + one.visits, 0));
        const failures = BigInt(days.reduce((sum, one) => sum + one.failures, 0));
        const expected = failures * 20n >= visits ? 'veto' : failures * 100n > visits * 3n ? 'warn' : 'pass';
        expect(judge(days).state).toBe(expected);
      }),
    );
  });

  test('one failure less is never worse, one visit that opened never either', () => {
    const rank = { pass: 0, warn: 1, veto: 2, unknown: 3 } as const;
    fc.assert(
      fc.property(fc.integer({ min: 21, max: 96 }), fc.integer({ min: 0, max: 96 }), (visits, failures) => {
        const failed = Math.min(failures, visits);
        const state = rank[judge(weekOf(visits, [failed, 0, 0, 0, 0, 0, 0])).state];
        const better = rank[judge(weekOf(visits, [Math.max(0, failed - 1), 0, 0, 0, 0, 0, 0])).state];
        const more = rank[judge(weekOf(visits + 1, [failed, 0, 0, 0, 0, 0, 0])).state];
        expect(better).toBeLessThanOrEqual(state);
        expect(more).toBeLessThanOrEqual(state);
      }),
    );
  });
});
