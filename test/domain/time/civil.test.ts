import fc from 'fast-check';
import {
  addCivilDays,
  asCivilDate,
  civilDateFrom,
  civilIsoOf,
  civilDateOf,
  startOfCivilDate,
  weekdayOf,
} from '../../../src/domain/time/civil';
import { DAY_MS, type CivilDate } from '../../../src/domain/time/instant';

const civil = (text: string): CivilDate => text as CivilDate;
const someInstant = fc.date({
  min: new Date('1992-01-01T00:00:00Z'),
  max: new Date('2100-12-31T00:00:00Z'),
  noInvalidDate: true,
});

describe('civilDateOf', () => {
  test.each([
    ['2026-09-17T15:59:59.999Z', '2026-09-17'],
    ['2026-09-17T16:00:00.000Z', '2026-09-18'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
  ])('puts %s on %s: the day turns at 16:00 UTC', (at, date) => {
    expect(civilDateOf(new Date(at))).toBe(date);
  });

  test('refuses an invalid instant instead of guessing a day', () => {
    expect(() => civilDateOf(new Date(Number.NaN))).toThrow(RangeError);
  });
});

describe('startOfCivilDate', () => {
  test('is the first instant of the day: one millisecond earlier is the day before', () => {
    fc.assert(
      fc.property(someInstant, (at) => {
        const date = civilDateOf(at);
        const start = startOfCivilDate(date);
        expect(civilDateOf(start)).toBe(date);
        expect(civilDateOf(new Date(start.getTime() - 1))).toBe(addCivilDays(date, -1));
        expect(civilDateOf(new Date(start.getTime() + DAY_MS - 1))).toBe(date);
      }),
    );
  });
});

describe('addCivilDays', () => {
  test('goes over month, year and leap-day ends', () => {
    expect(addCivilDays(civil('2026-12-31'), 1)).toBe('2027-01-01');
    expect(addCivilDays(civil('2028-02-28'), 1)).toBe('2028-02-29');
    expect(addCivilDays(civil('2026-03-01'), -1)).toBe('2026-02-28');
  });

  test('there and back is where it began', () => {
    fc.assert(
      fc.property(someInstant, fc.integer({ min: -4000, max: 4000 }), (at, days) => {
        const date = civilDateOf(at);
        expect(addCivilDays(addCivilDays(date, days), -days)).toBe(date);
      }),
    );
  });
});

describe('weekdayOf', () => {
  test.each([
    ['2026-09-14', 1],
    ['2026-09-18', 5],
    ['2026-09-19', 6],
    ['2026-09-20', 7],
  ])('%s is weekday %i', (date, weekday) => {
    expect(weekdayOf(civil(date))).toBe(weekday);
  });
});

describe('asCivilDate', () => {
  test.each(['2026-02-28', '2028-02-29', '2000-02-29'])('takes %s', (text) => {
    expect(asCivilDate(text)).toBe(text);
  });
  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-04-31',
    '2026-1-1',
    '2026/01/01',
    ' 2026-01-01',
    '2026-01-01T00:00:00Z',
    '20260101',
    '',
  ])('refuses %j', (text) => {
    expect(asCivilDate(text)).toBeNull();
  });
});

describe('civilDateFrom', () => {
  test('keeps years below 100 as they are and refuses fractions of a day', () => {
    expect(civilDateFrom(99, 1, 1)).toBe('0099-01-01');
    expect(civilDateFrom(0, 1, 1)).toBeNull();
    expect(civilDateFrom(2026, Number.NaN, 1)).toBeNull();
    expect(civilDateFrom(2026, 1, 1.5)).toBeNull();
  });

  test('knows the years 1 to 9999', () => {
    expect([civilDateFrom(1, 1, 1), civilDateFrom(9999, 12, 31), civilDateFrom(10_000, 1, 1)]).toEqual([
      '0001-01-01',
      '9999-12-31',
      null,
    ]);
  });
});

test('civilIsoOf writes an instant with its offset, also over midnight', () => {
  expect(civilIsoOf(new Date('2026-09-20T16:00:00.999Z'))).toBe('2026-09-21T00:00:00+08:00');
  expect(civilIsoOf(new Date('2026-09-20T15:59:59Z'))).toBe('2026-09-20T23:59:59+08:00');
});
