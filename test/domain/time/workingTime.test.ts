import path from 'node:path';
import fc from 'fast-check';
import { loadCalendar } from '../../../src/config/calendarSource';
import { addCivilDays, civilDateOf, startOfCivilDate } from '../../../src/domain/time/civil';
import { DAY_MS, MINUTE_MS, type CivilDate, type Instant } from '../../../src/domain/time/instant';
import { dayKind, type WorkCalendar } from '../../../src/domain/time/workCalendar';
import { addWorkingMinutes, MOST_WORKING_MINUTES } from '../../../src/domain/time/workingTime';

const calendar = loadCalendar(path.resolve(__dirname, '../../../config/calendar'));
const HOURS = { workFrom: 8 * 60 + 30, workUntil: 18 * 60 };
const beijing = (text: string): Date => new Date(`${text}+08:00`);
const add = (from: Instant, minutes: number, hours = HOURS): Instant =>
  addWorkingMinutes(from, minutes, { hours, calendar });

test.each([
  ['within the day', '2026-09-17T09:00:00', 30, '2026-09-17T09:30:00'],
  ['to the very end of the day', '2026-09-17T17:00:00', 60, '2026-09-17T18:00:00'],
  ['a minute over it', '2026-09-17T17:00:00', 61, '2026-09-18T08:31:00'],
  ['from before it begins', '2026-09-17T03:00:00', 1, '2026-09-17T08:31:00'],
  ['from its end', '2026-09-17T18:00:00', 1, '2026-09-18T08:31:00'],
  ['into a make-up Sunday', '2026-09-18T17:50:00', 20, '2026-09-20T08:40:00'],
  ['over 国庆', '2026-09-30T17:50:00', 20, '2026-10-08T08:40:00'],
  ['from within 国庆', '2026-10-03T12:00:00', 30, '2026-10-08T09:00:00'],
  ['into the make-up Saturday after 国庆', '2026-10-09T17:50:00', 20, '2026-10-10T08:40:00'],
  ['over the Sunday after that', '2026-10-10T17:50:00', 20, '2026-10-12T08:40:00'],
  ['over 春节, whose make-up Saturday comes before it', '2026-02-13T17:50:00', 580, '2026-02-14T18:00:00'],
  ['past the last year with a notice', '2026-12-31T17:50:00', 20, '2027-01-04T08:40:00'],
  ['with the seconds it began at', '2026-09-17T17:59:30', 1, '2026-09-18T08:30:30'],
])('working time is counted %s: %s and %i minutes are %s', (_name, from, minutes, until) => {
  expect(add(beijing(from), minutes)).toEqual(beijing(until));
});

test('none to wait for is the instant itself, at night and on a holiday too', () => {
  const at = beijing('2026-10-03T03:00:00');
  expect(add(at, 0)).toEqual(at);
});

test('hours without an end count around the clock', () => {
  const at = beijing('2026-10-03T03:00:00');
  expect(add(at, 90, { workFrom: 0, workUntil: 0 })).toEqual(beijing('2026-10-03T04:30:00'));
});

test('days off before and after working days do not add up to a month without one', () => {
  const hours = { workFrom: 9 * 60, workUntil: 9 * 60 + 10 };
  const from = beijing('2026-01-01T00:00:00');
  const until = add(from, 200 * 10, hours);
  const days = Math.round((until.getTime() - from.getTime()) / DAY_MS) + 1;
  const working = Array.from({ length: days }, (_, day) =>
    dayKind(calendar, addCivilDays(civilDateOf(from), day)),
  ).filter((kind) => kind.working).length;
  expect(working).toBe(200);
});

test('a calendar that knows no working day stops nothing for ever', () => {
  const from = beijing('2026-05-01T00:00:00');
  const days = new Map(
    Array.from({ length: 400 }, (_, day) => [addCivilDays(civilDateOf(from), day), { working: false, name: '停摆' }]),
  );
  const closed: WorkCalendar = { announcedYears: new Set([2026, 2027]), days };
  expect(addWorkingMinutes(from, 10, { hours: HOURS, calendar: closed })).toEqual(beijing('2026-06-01T08:40:00'));
});

test.each([-1, MOST_WORKING_MINUTES + 1, NaN])('%s minutes are a mistake', (minutes) => {
  expect(() => add(beijing('2026-09-17T09:00:00'), minutes)).toThrow(RangeError);
});

/** From 2025-12-20 to the end of January 2027: all holidays of a year, and the edge of the calendar. */
const anyInstant = fc
  .integer({ min: 0, max: 400 * 1440 })
  .map((minute) => new Date(beijing('2025-12-20T00:00:00').getTime() + minute * MINUTE_MS));
const anyHours = fc
  .tuple(fc.integer({ min: 0, max: 1438 }), fc.integer({ min: 1, max: 1439 }))
  .map(([from, length]) => ({ workFrom: from, workUntil: Math.min(1440, from + length) }));

const kinds = new Map<CivilDate, boolean>();
function isWorkingDay(date: CivilDate): boolean {
  const known = kinds.get(date) ?? dayKind(calendar, date).working;
  kinds.set(date, known);
  return known;
}

function isWorkingMinute(atMs: number, { workFrom, workUntil }: typeof HOURS): boolean {
  const date = civilDateOf(new Date(atMs));
  const minute = (atMs - startOfCivilDate(date).getTime()) / MINUTE_MS;
  return workFrom <= minute && minute < workUntil && isWorkingDay(date);
}

test('it is what a walk from minute to minute finds', () => {
  fc.assert(
    fc.property(anyInstant, fc.integer({ min: 0, max: 3_000 }), anyHours, (from, minutes, hours) => {
      const until = add(from, minutes, hours);
      let left = minutes;
      let atMs = from.getTime();
      for (; left > 0 && atMs < from.getTime() + 30 * DAY_MS; atMs += MINUTE_MS)
        if (isWorkingMinute(atMs, hours)) left -= 1;
      // Hours of a few minutes a day do not come to an end within the walk.
      if (left > 0) expect(until.getTime()).toBeGreaterThan(atMs);
      else expect(until).toEqual(new Date(atMs));
    }),
    { numRuns: 60 },
  );
});

test('two waits after each other are the wait for both, and more is never sooner', () => {
  const some = fc.integer({ min: 0, max: 3_000 });
  fc.assert(
    fc.property(anyInstant, some, some, (from, one, other) => {
      const both = add(from, one + other);
      expect(add(add(from, one), other)).toEqual(both);
      expect(both.getTime()).toBeGreaterThanOrEqual(add(from, one).getTime());
    }),
  );
});
