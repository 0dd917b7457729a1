import { DAY_MS, HOUR_MS, type CivilDate, type Instant } from './instant';

/**
 * Asia/Shanghai is UTC+08:00 without summer time since 1991-09-15, so civil time needs no zone database and does not
 * depend on the zone of the process. For instants before that day the result may be one hour off; nothing here is
 * judged that far back.
 */
export const CIVIL_OFFSET_MS = 8 * HOUR_MS;
const CIVIL_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/** ISO weekday: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The civil date in Asia/Shanghai at this instant. Throws `RangeError` for an invalid instant. */
export function civilDateOf(at: Instant): CivilDate {
  return new Date(at.getTime() + CIVIL_OFFSET_MS).toISOString().slice(0, 10) as CivilDate;
}

/** An instant as civil time with its offset, such as `2026-09-21T00:00:00+08:00`. */
export function civilIsoOf(at: Instant): string {
  return `${new Date(at.getTime() + CIVIL_OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

/** The first instant of a civil date: 00:00 in Asia/Shanghai. */
export function startOfCivilDate(date: CivilDate): Instant {
  return new Date(Date.parse(`${date}T00:00:00.000Z`) - CIVIL_OFFSET_MS);
}

/** The civil date `days` later (earlier when negative). */
export function addCivilDays(date: CivilDate, days: number): CivilDate {
  return new Date(Date.parse(`${date}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10) as CivilDate;
}

export function weekdayOf(date: CivilDate): Weekday {
  const sundayFirst = new Date(`${date}T00:00:00.000Z`).getUTCDay();
  return (sundayFirst === 0 ? 7 : sundayFirst) as Weekday;
}

/** A text as a civil date, only if it is exactly `YYYY-MM-DD` and names a day that exists; otherwise null. */
export function asCivilDate(text: string): CivilDate | null {
  const match = CIVIL_PATTERN.exec(text);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return civilDateFrom(year, month, day);
}

/** Year, month (1–12) and day as a civil date; null when no such day exists. */
export function civilDateFrom(year: number, month: number, day: number): CivilDate | null {
  const inYear = new Date(Date.UTC(2000, month - 1, day));
  inYear.setUTCFullYear(year, month - 1, day);
  const exists = inYear.getUTCFullYear() === year && inYear.getUTCMonth() === month - 1 && inYear.getUTCDate() === day;
  return exists && year >= 1 && year <= 9999 ? (inYear.toISOString().slice(0, 10) as CivilDate) : null;
}
