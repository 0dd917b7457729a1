import { dutyDateAt, holesOf, onDutyOf } from '../../../src/domain/oncall/onDuty';
import type { Substitution } from '../../../src/domain/oncall/roster';
import { date, dayOf, personId, planOf, rosterOf, substitutionOf } from './rosterSamples';

const lettersOf = (ids: readonly { readonly personId: string }[]): string =>
  ids.map((one) => one.personId.charAt(0)).join('');

describe('the duty of a day', () => {
  test.each([
    ['2026-10-02T08:29:59.999', 510, '2026-10-01'],
    ['2026-10-02T08:30:00.000', 510, '2026-10-02'],
    ['2026-10-03T08:29:59.999', 510, '2026-10-02'],
    ['2026-10-02T00:00:00.000', 0, '2026-10-02'],
    ['2026-10-01T23:59:59.999', 0, '2026-10-01'],
    ['2026-10-02T23:58:59.999', 1439, '2026-10-01'],
    ['2026-10-02T23:59:00.000', 1439, '2026-10-02'],
  ])('goes from handover to handover: %s with handover at minute %i belongs to %s', (at, handoverMinute, expected) => {
    expect(dutyDateAt({ handoverMinute }, new Date(`${at}+08:00`))).toBe(expected);
  });

  const DAYS = [dayOf('2026-10-01', 'ab', 'c'), dayOf('2026-10-02', 'b'), dayOf('2026-10-03', 'aa')];
  const span = (from: string, to: string): readonly [string, string] => [`2026-10-0${from}`, `2026-10-0${to}`];
  const cases: readonly (readonly [string, string, 'duty' | 'leader', readonly Substitution[], string])[] = [
    ['is that of whom the table names', '2026-10-01', 'duty', [], 'ab'],
    ['has leaders of its own', '2026-10-01', 'leader', [], 'c'],
    ['is nobody’s where the table has no such day', '2026-10-04', 'duty', [], ''],
    ['names nobody twice', '2026-10-03', 'duty', [], 'a'],
    ['is the substitute’s', '2026-10-01', 'duty', [substitutionOf(span('1', '1'), ['d', 'a'])], 'db'],
    ['is the substitute’s on the last day', '2026-10-02', 'duty', [substitutionOf(span('1', '2'), ['d', 'b'])], 'd'],
    ['is not the substitute’s the day after', '2026-10-03', 'duty', [substitutionOf(span('1', '2'), ['d', 'a'])], 'a'],
    [
      'is not the substitute’s the day before',
      '2026-10-01',
      'duty',
      [substitutionOf(span('2', '3'), ['d', 'a'])],
      'ab',
    ],
    ['is led by the substitute', '2026-10-01', 'leader', [substitutionOf(span('1', '1'), ['d', 'c'])], 'd'],
    [
      'goes on to the substitute of the substitute',
      '2026-10-02',
      'duty',
      [substitutionOf(span('1', '3'), ['d', 'b'], 1), substitutionOf(span('2', '2'), ['e', 'd'], 2)],
      'e',
    ],
    [
      'is swapped by two who stand in for each other',
      '2026-10-02',
      'duty',
      [substitutionOf(span('1', '3'), ['a', 'b'], 1), substitutionOf(span('1', '3'), ['b', 'a'], 2)],
      'a',
    ],
    [
      'is that of the substitute who was named last',
      '2026-10-02',
      'duty',
      [substitutionOf(span('1', '3'), ['e', 'b'], 2), substitutionOf(span('1', '3'), ['d', 'b'], 1)],
      'e',
    ],
  ];
  test.each(cases)('%s', (_what, day, post, substitutions, expected) => {
    expect(lettersOf(onDutyOf({ days: DAYS, substitutions }, date(day), post))).toBe(expected);
  });

  test('of somebody who is named by the table and stands in as well is their own', () => {
    const substitutions = [substitutionOf(['2026-10-01', '2026-10-01'], ['b', 'a'])];
    expect(onDutyOf({ days: DAYS, substitutions }, date('2026-10-01'), 'duty')).toEqual([
      { personId: personId('b'), insteadOf: null },
    ]);
  });
});

describe('a hole', () => {
  const canStand = (id: string): boolean => id !== personId('x');
  const days = [dayOf('2026-10-01', 'a'), dayOf('2026-10-02', ''), dayOf('2026-10-03', 'x'), dayOf('2026-10-04', 'ax')];
  const reasonsOf = (substitutions: readonly Substitution[], to = '2026-10-05'): readonly string[] =>
    holesOf([planOf({ days, substitutions })], { from: date('2026-10-01'), to: date(to) }, canStand).map(
      (hole) => `${hole.date.slice(-2)} ${hole.reason}`,
    );

  test('is a day without a row, one that names nobody, and one whose people are all disabled', () => {
    expect(reasonsOf([])).toEqual(['02 nobody-named', '03 all-disabled', '05 not-filled']);
  });

  test('is looked for to the last day, and no further', () => {
    expect(reasonsOf([], '2026-10-02')).toEqual(['02 nobody-named']);
  });

  test('is filled by a substitute, and made by one who is disabled', () => {
    expect(reasonsOf([substitutionOf(['2026-10-03', '2026-10-03'], ['a', 'x'])], '2026-10-03')).toEqual([
      '02 nobody-named',
    ]);
    expect(reasonsOf([substitutionOf(['2026-10-01', '2026-10-01'], ['x', 'a'])], '2026-10-01')).toEqual([
      '01 all-disabled',
    ]);
  });

  test('of a roster that is not in use is none', () => {
    const plans = [planOf({ roster: rosterOf({ disabled: true }) })];
    expect(holesOf(plans, { from: date('2026-10-01'), to: date('2026-10-01') }, canStand)).toEqual([]);
  });
});
