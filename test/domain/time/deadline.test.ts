import path from 'node:path';
import fc from 'fast-check';
import { loadCalendar } from '../../../src/config/calendarSource';
import { addCivilDays, civilDateOf, startOfCivilDate } from '../../../src/domain/time/civil';
import { dueAt } from '../../../src/domain/time/deadline';
import { DAY_MS, type CivilDate, type PublishedAt } from '../../../src/domain/time/instant';

const cal = loadCalendar(path.resolve(__dirname, '../../../config/calendar'));
const ONE_DAY = { workingDays: 1 } as const;
const beijing = (text: string): Date => new Date(`${text}+08:00`);
const day = (on: string): PublishedAt => ({ precision: 'day', on: on as CivilDate, original: on });

describe('dueAt with working days', () => {
  test.each([
    ['2026-09-18T17:20:00', '2026-09-21T00:00:00'],
    ['2026-09-30T09:00:00', '2026-10-09T00:00:00'],
    ['2026-02-13T09:00:00', '2026-02-15T00:00:00'],
    ['2026-02-14T09:00:00', '2026-02-25T00:00:00'],
    ['2026-10-04T09:00:00', '2026-10-09T00:00:00'],
  ])('published %s is due at %s (vectors of the design)', (published, due) => {
    expect(dueAt(beijing(published), ONE_DAY, cal)).toMatchObject({ dueBy: beijing(due), provisional: false });
  });

  test.each([
    ['2026-09-17T00:00:00.000', '2026-09-19T00:00:00'],
    ['2026-09-17T23:59:59.999', '2026-09-19T00:00:00'],
    ['2026-09-18T00:00:00.000', '2026-09-21T00:00:00'],
  ])('counts by the civil day of publication: %s is due at %s', (published, due) => {
    expect(dueAt(beijing(published), ONE_DAY, cal).dueBy).toEqual(beijing(due));
  });

  test('lists each day after the publication with whether it counts, the last being the day of the deadline', () => {
    expect(dueAt(beijing('2026-09-18T17:20:00'), ONE_DAY, cal).days).toEqual([
      { date: '2026-09-19', working: false, name: '周末' },
      { date: '2026-09-20', working: true, name: '调休补班' },
    ]);
    expect(
      dueAt(beijing('2026-09-30T09:00:00'), ONE_DAY, cal).days.map(
        ({ name, working }) => `${name}${working ? '+' : ''}`,
      ),
    ).toEqual([...Array<string>(7).fill('国庆节'), '工作日+']);
  });

  test('a date alone counts like any instant of that day', () => {
    expect(dueAt(day('2026-09-18'), ONE_DAY, cal).dueBy).toEqual(beijing('2026-09-21T00:00:00'));
  });

  test("ends at the office's hour where one is set", () => {
    expect(dueAt(beijing('2026-09-17T09:00:00'), ONE_DAY, { cal, cutOff: { hour: 18 } }).dueBy).toEqual(
      beijing('2026-09-18T18:00:00'),
    );
    expect(dueAt(beijing('2026-09-17T09:00:00'), ONE_DAY, { cal, cutOff: { hour: 24 } }).dueBy).toEqual(
      beijing('2026-09-19T00:00:00'),
    );
    expect(dueAt(beijing('2026-09-17T09:00:00'), ONE_DAY, { cal }).dueBy).toEqual(beijing('2026-09-19T00:00:00'));
  });

  test('is provisional as soon as a counted day lies in a year without a notice', () => {
    expect(dueAt(beijing('2026-12-30T09:00:00'), ONE_DAY, cal)).toMatchObject({
      dueBy: beijing('2027-01-01T00:00:00'),
      provisional: false,
    });
    expect(dueAt(beijing('2026-12-31T09:00:00'), ONE_DAY, cal)).toMatchObject({
      dueBy: beijing('2027-01-05T00:00:00'),
      provisional: true,
    });
    expect(dueAt(day('2027-06-07'), ONE_DAY, cal)).toMatchObject({
      dueBy: beijing('2027-06-09T00:00:00'),
      provisional: true,
    });
    expect(dueAt(day('2027-06-08'), ONE_DAY, cal)).toMatchObject({
      dueBy: beijing('2027-06-11T00:00:00'),
      provisional: true,
    });
  });

  test('is unchecked, never provisional, where a counted day lies before the first year of the calendar', () => {
    expect(dueAt(day('2014-12-29'), ONE_DAY, cal)).toMatchObject({ unchecked: true, provisional: false });
    expect(dueAt(day('2014-12-31'), ONE_DAY, cal)).toMatchObject({ unchecked: false, provisional: false });
    expect(dueAt(day('2015-06-01'), ONE_DAY, cal)).toMatchObject({ unchecked: false, provisional: false });
    expect(dueAt(day('2027-06-07'), ONE_DAY, cal)).toMatchObject({ unchecked: false, provisional: true });
    expect(dueAt(day('2027-06-07'), ONE_DAY, { announcedYears: new Set(), days: new Map() })).toMatchObject({
      unchecked: false,
      provisional: true,
    });
  });

  test('holds its laws: the day before the deadline is the n-th working day, later publication is never due earlier, n more is never earlier', () => {
    const someTime = fc.date({
      min: new Date('2015-01-01T00:00:00Z'),
      max: new Date('2026-11-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(someTime, fc.integer({ min: 1, max: 25 }), fc.nat(40 * DAY_MS), (published, count, laterMs) => {
        const { dueBy, days } = dueAt(published, { workingDays: count }, cal);
        expect(days.filter((counted) => counted.working)).toHaveLength(count);
        expect(days.at(-1)).toMatchObject({ working: true, date: civilDateOf(new Date(dueBy.getTime() - 1)) });
        expect(days[0]?.date).toBe(addCivilDays(civilDateOf(published), 1));
        expect(dueBy).toEqual(startOfCivilDate(civilDateOf(dueBy)));
        expect(
          dueAt(new Date(published.getTime() + laterMs), { workingDays: count }, cal).dueBy.getTime(),
        ).toBeGreaterThanOrEqual(dueBy.getTime());
        expect(dueAt(published, { workingDays: count + 1 }, cal).dueBy.getTime()).toBeGreaterThan(dueBy.getTime());
      }),
      { numRuns: 300 },
    );
  });
});

describe('dueAt with hours', () => {
  test('counts plain elapsed hours, holidays or not, and is never provisional', () => {
    expect(dueAt(beijing('2026-09-30T17:20:00'), { hours: 24 }, cal)).toEqual({
      dueBy: beijing('2026-10-01T17:20:00'),
      provisional: false,
      unchecked: false,
      days: [],
    });
    expect(dueAt(beijing('2027-05-01T00:00:00'), { hours: 8 }, cal).provisional).toBe(false);
  });

  test('gives a date alone the bound that favours the account: the end of that day', () => {
    expect(dueAt(day('2026-09-18'), { hours: 24 }, cal).dueBy).toEqual(beijing('2026-09-20T00:00:00'));
  });
});

describe('dueAt refuses limits that cannot be meant', () => {
  test.each([
    { workingDays: 0 },
    { workingDays: 1.5 },
    { workingDays: -1 },
    { workingDays: 1e6 },
    { hours: 0 },
    { hours: Number.NaN },
    { hours: 1e9 },
  ])('%j', (limit) => {
    expect(() => dueAt(beijing('2026-09-18T09:00:00'), limit, cal)).toThrow(RangeError);
  });
  test.each([0, 25, 17.5])('a cut-off at hour %p', (hour) => {
    expect(() => dueAt(beijing('2026-09-18T09:00:00'), ONE_DAY, { cal, cutOff: { hour } })).toThrow(RangeError);
  });
});
