import { addCivilDays, civilDateFrom, civilDateOf, startOfCivilDate } from '../time/civil';
import type { CivilDate, Instant } from '../time/instant';
import { dayKind, type WorkCalendar } from '../time/workCalendar';

/** A month of Asia/Shanghai, such as `2026-11`. */
export type Month = string & { readonly __month: true };

const MONTH_PATTERN = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** A text as a month; null where it names none. */
export function asMonth(text: string): Month | null {
  return MONTH_PATTERN.test(text) && civilDateFrom(Number(text.slice(0, 4)), 1, 1) !== null ? (text as Month) : null;
}

export function monthOf(at: Instant): Month {
  return civilDateOf(at).slice(0, 7) as Month;
}

function firstDayOf(month: Month): CivilDate {
  return `${month}-01` as CivilDate;
}

/** The month `months` later (earlier when negative). */
export function addMonths(month: Month, months: number): Month {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}` as Month;
}

/** The first instant of a month. */
export function startOfMonth(month: Month): Instant {
  return startOfCivilDate(firstDayOf(month));
}

/** Half-open: the first instant that is no longer in the month, by which everything of it is due. */
export function endOfMonth(month: Month): Instant {
  return startOfMonth(addMonths(month, 1));
}

/** The twelve months of a year, the first first. */
export function monthsOf(year: number): readonly Month[] {
  const first = `${String(year).padStart(4, '0')}-01` as Month;
  return Array.from({ length: 12 }, (_, at) => addMonths(first, at));
}

/**
 * The beginning of the n-th working day counted back from the end of a month; the beginning of the month where it has
 * fewer.
 */
export function workingDaysBeforeEnd(month: Month, count: number, calendar: WorkCalendar): Instant {
  const first = firstDayOf(month);
  let left = count;
  let date = firstDayOf(addMonths(month, 1));
  while (left > 0 && date > first) {
    date = addCivilDays(date, -1);
    if (dayKind(calendar, date).working) left -= 1;
  }
  return startOfCivilDate(date);
}
