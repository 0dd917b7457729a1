import type { Unit, UnitLevel } from '../../../src/domain/accounts/unit';
import { submissionAlerts } from '../../../src/domain/alerts/submissionAlerts';
import type { LiaisonId, PersonId, UnitId } from '../../../src/domain/ids';
import { awardBases } from '../../../src/domain/submissions/award';
import {
  addMonths,
  asMonth,
  endOfMonth,
  monthOf,
  monthsOf,
  startOfMonth,
  workingDaysBeforeEnd,
  type Month,
} from '../../../src/domain/submissions/month';
import { monthFigures, quotaFor, type QuotaRule } from '../../../src/domain/submissions/quota';
import { SUBMISSION_EVENTS, SUBMISSION_STATES } from '../../../src/domain/submissions/submission';
import { canHappen, decide, follow, submit } from '../../../src/domain/submissions/submissionTable';
import { CALENDAR } from '../../services/office';
import { reviewOf } from '../../storage/reviews/reviewSamples';
import { submissionOf } from '../../storage/submissions/submissionSamples';

const OCTOBER = '2026-10' as Month;
const at = new Date('2026-10-12T02:00:00Z');

describe('a month of Asia/Shanghai', () => {
  test('begins and ends at midnight there: one millisecond earlier is the month before', () => {
    expect(startOfMonth(OCTOBER).toISOString()).toBe('2026-09-30T16:00:00.000Z');
    expect(monthOf(startOfMonth(OCTOBER))).toBe(OCTOBER);
    expect(monthOf(new Date(startOfMonth(OCTOBER).getTime() - 1))).toBe('2026-09');
    expect(monthOf(endOfMonth('2026-12' as Month))).toBe('2027-01');
  });

  test('is written with its year, and nothing else is one', () => {
    expect(['2026-10', '2026-13', '2026-1', '26-10', '0000-10', ''].map(asMonth)).toEqual([
      OCTOBER,
      ...Array(5).fill(null),
    ]);
    expect([addMonths('2026-01' as Month, -1), addMonths('2026-12' as Month, 1)]).toEqual(['2025-12', '2027-01']);
    expect([monthsOf(2026)[0], monthsOf(2026).at(-1)]).toEqual(['2026-01', '2026-12']);
  });

  test('has its working days counted back from the end, and no further than its beginning', () => {
    const back = (count: number) => workingDaysBeforeEnd(OCTOBER, count, CALENDAR).toISOString();
    expect([back(1), back(5), back(6)]).toEqual([
      ...['2026-10-29T16:00:00.000Z', '2026-10-25T16:00:00.000Z', '2026-10-22T16:00:00.000Z'],
    ]);
    expect(back(60)).toBe(startOfMonth(OCTOBER).toISOString());
  });
});

describe('what a unit owes', () => {
  const unitOf = (id: string, level: UnitLevel, above: readonly Unit[] = []): Unit => ({
    ...{ id: id as UnitId, key: id, name: id, level, sectors: [], region: '', parentId: above.at(-1)?.id ?? null },
    path: [...above.map((one) => one.id), id as UnitId],
  });
  const city = unitOf('city', 'city');
  const county = unitOf('county', 'county', [city]);
  const bureau = unitOf('bureau', 'department', [city]);
  const section = unitOf('section', 'department', [city, bureau]);
  const countyBureau = unitOf('county-bureau', 'department', [city, county]);
  const town = unitOf('town', 'town', [city, county]);
  const alone = unitOf('alone', 'county');
  const units = new Map([city, county, bureau, section, countyBureau, town, alone].map((unit) => [unit.id, unit]));
  const rule = (key: string, more: Partial<QuotaRule> = {}): QuotaRule => ({
    ...{ key, levels: ['department'], under: ['city'], least: 5, counts: 'sent', clause: '不少于5条' },
    ...{ effectiveFrom: '2019-06' as Month, ...more },
  });
  const rules = { quotas: [rule('county', { levels: ['county'], least: 20 }), rule('bureau')], exceptions: [] };
  const least = (unit: Unit, month = OCTOBER, by: Parameters<typeof quotaFor>[2]['rules'] = rules) =>
    quotaFor(unit, month, { rules: by, units })?.least ?? null;

  test('is 20 of a county and 5 of a department under the city; of the city, a town or a county’s department nothing', () => {
    expect([county, bureau, section].map((unit) => least(unit))).toEqual([20, 5, 5]);
    expect([city, town, countyBureau, alone].map((unit) => least(unit))).toEqual([null, null, null, null]);
  });

  test('holds from its month on, and the latest rule counts', () => {
    const later = { ...rules, quotas: [...rules.quotas, rule('more', { least: 8, effectiveFrom: OCTOBER })] };
    expect([least(bureau, '2026-09' as Month, later), least(bureau, OCTOBER, later)]).toEqual([5, 8]);
    expect(least(bureau, '2019-05' as Month)).toBe(null);
  });

  test('is another number for a unit with an exception, with its reason, and nothing where that is 0', () => {
    const except = (number: number) => ({
      ...rules,
      exceptions: [{ unitKey: 'bureau', least: number, effectiveFrom: OCTOBER, reason: '人员不足' }],
    });
    expect(quotaFor(bureau, OCTOBER, { rules: except(3), units })).toMatchObject({ least: 3, exception: '人员不足' });
    expect([least(bureau, '2026-09' as Month, except(3)), least(bureau, OCTOBER, except(0))]).toEqual([5, null]);
  });

  test('is met by what came in and did not go back, or only by what was adopted where the rule says so', () => {
    const counts = { sent: 2, adopted: 1, 'not-adopted': 1, returned: 1, 'in-review': 1, withdrawn: 3 };
    expect(monthFigures(counts, { least: 5, counts: 'sent' })).toEqual({
      ...{ sent: 4, adopted: 1, returned: 2, notAdopted: 1, counted: 4, missing: 1 },
    });
    expect(monthFigures(counts, { least: 5, counts: 'adopted' })).toMatchObject({ counted: 1, missing: 4 });
    expect(monthFigures({}, null)).toMatchObject({ counted: 0, missing: 0 });
  });

  test('is told of once the day has come, a unit that has it is not named, and the month’s end is when to look again', () => {
    const owed = [
      { unit: county, least: 20, counted: 20 },
      { unit: bureau, least: 5, counted: 4 },
    ];
    const remindAt = workingDaysBeforeEnd(OCTOBER, 5, CALENDAR);
    const told = (now: Date) => submissionAlerts(owed, { month: OCTOBER, remindAt, now });
    expect(told(new Date(remindAt.getTime() - 1))).toEqual({ wanted: [], laterAt: remindAt });
    expect(told(remindAt).wanted.map(({ unitId, figures }) => [unitId, figures['missing']])).toEqual([['bureau', 1]]);
    expect(told(remindAt).laterAt).toEqual(endOfMonth(OCTOBER));
  });
});

describe('a submission', () => {
  const review = (state: 'passed' | 'returned', steps: number, contentHash = 'a'.repeat(64)) => {
    const step = { step: 'pass', stage: 'first', by: 'f'.repeat(24) as PersonId, name: '王', at, contentHash } as const;
    return reviewOf({ state, contentHash, steps: Array.from({ length: steps }, () => step) });
  };
  const inReview = submissionOf({ state: 'in-review', followed: 1, month: null, countsFor: null, sentAt: null });

  test('ends where the table has no way on, and nothing happens that is not in it', () => {
    const ways = SUBMISSION_STATES.map(
      (state) => SUBMISSION_EVENTS.filter((event) => canHappen({ state }, event)).length,
    );
    expect(Object.fromEntries(SUBMISSION_STATES.map((state, index) => [state, ways[index]]))).toMatchObject({
      ...{ refused: 0, withdrawn: 0, sent: 4 },
    });
    expect(canHappen({ state: 'draft' }, 'adopt')).toBe(false);
  });

  test('follows each step of its review once, and no pass of another content', () => {
    expect(follow(inReview, review('passed', 4))).toMatchObject({
      state: 'sent',
      sentAt: at,
      month: '2026-10',
      followed: 4,
    });
    expect(follow(inReview, review('returned', 1))).toBe(null);
    expect(follow(inReview, review('passed', 4, 'b'.repeat(64)))).toBe(null);
    expect(follow({ ...inReview, handedIn: false }, review('passed', 4))).toBe(null);
  });

  test('keeps its first month and unit when it comes again', () => {
    const again = { ...inReview, month: '2026-09' as Month, countsFor: 'u' as UnitId };
    expect(follow(again, review('passed', 4))).toMatchObject({ month: '2026-09', countsFor: 'u', sentAt: at });
  });

  test('that was returned is not sent again as it was', () => {
    const by = { by: 'f'.repeat(24) as PersonId, name: '王', at };
    expect(submit(submissionOf({ state: 'returned' }), by)).toEqual({ refused: 'unchanged' });
    expect(submit(submissionOf({ state: 'returned', contentHash: 'b' }), by)).toMatchObject({
      submission: { state: 'in-review', handedIn: false },
    });
    const said = { decision: 'return', reason: 'unclear', words: ' ', uses: [], criteria: [] } as const;
    expect(decide(submissionOf(), said, by)).toEqual({ refused: 'words-missing' });
  });
});

describe('the list of the year', () => {
  const informant = (digit: string) => ({ liaisonId: digit.repeat(24) as LiaisonId, personId: null, name: digit });
  const by = { by: 'f'.repeat(24) as PersonId, name: '王', at };
  const adopted = (points: number) => ({ ...by, uses: [], criteria: [{ ...by, key: 'adopted', points }] });
  const sent = (digit: string, points: number | null) =>
    submissionOf({
      informant: informant(digit),
      ...(points === null ? {} : { state: 'adopted', adoption: adopted(points) }),
    });

  test('goes by points, adopted and sent, gives those who are alike one place, and leaves out who sent nothing that counts', () => {
    const all = [
      sent('1', 1),
      sent('2', 1),
      sent('3', 3),
      sent('4', null),
      submissionOf({ informant: informant('5'), state: 'returned' }),
    ];
    const lines = awardBases(all, []).map(({ name, place, isTied, points }) => [name, place, isTied, points]);
    expect(lines).toEqual([
      ['3', 1, false, 3],
      ['1', 2, true, 1],
      ['2', 2, true, 1],
      ['4', 4, false, 0],
    ]);
  });
});
