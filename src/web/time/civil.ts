/**
 * Civil time of the office, Asia/Shanghai, whatever zone the browser is in. Everything shown as a time comes from here.
 */
const ZONE = 'Asia/Shanghai';

const partsFormat = new Intl.DateTimeFormat('en-US', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  weekday: 'short',
});
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `date` is `YYYY-MM-DD`, `weekday` counts from Monday = 1. */
export interface CivilMoment {
  readonly date: string;
  readonly year: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
  readonly weekday: number;
}

/** Null for a text that is no instant: a page shows a dash then, never a guessed time. */
export function civilMoment(instant: string): CivilMoment | null {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return null;
  const parts: Record<string, string> = {};
  for (const part of partsFormat.formatToParts(at)) parts[part.type] = part.value;
  const { year = '', month = '', day = '', hour = '', minute = '', second = '', weekday = '' } = parts;
  return { date: `${year}-${month}-${day}`, year, hour, minute, second, weekday: WEEKDAYS.indexOf(weekday) + 1 };
}

/** `14:32:05` */
export function clockTime(instant: string): string {
  const civil = civilMoment(instant);
  return civil === null ? '—' : `${civil.hour}:${civil.minute}:${civil.second}`;
}

/** `11-22 14:32`, with the year in front where it is not the year of `now`. */
export function shortInstant(instant: string, now: number): string {
  const civil = civilMoment(instant);
  if (civil === null) return '—';
  const thisYear = civilMoment(new Date(now).toISOString())?.year;
  const date = civil.year === thisYear ? civil.date.slice(5) : civil.date;
  return `${date} ${civil.hour}:${civil.minute}`;
}

/** The full instant and its zone, for hovering: `2026-11-22 14:32:05 Asia/Shanghai (UTC+8)`. */
export function fullInstant(instant: string): string {
  const civil = civilMoment(instant);
  return civil === null ? instant : `${civil.date} ${civil.hour}:${civil.minute}:${civil.second} ${ZONE} (UTC+8)`;
}

/**
 * A deadline is the first instant that is late, so midnight belongs to the day before: `2026-09-21T00:00+08:00` is
 * `2026-09-20 24:00` to people.
 */
export function deadlineMoment(instant: string): CivilMoment | null {
  const civil = civilMoment(instant);
  if (civil === null || civil.hour !== '00' || civil.minute !== '00' || civil.second !== '00') return civil;
  const before = civilMoment(new Date(new Date(instant).getTime() - 1).toISOString());
  return before === null ? null : { ...before, hour: '24', minute: '00', second: '00' };
}

/** `09-20 24:00`, of a deadline. */
export function deadlineText(instant: string): string {
  const due = deadlineMoment(instant);
  return due === null ? '—' : `${due.date.slice(5)} ${due.hour}:${due.minute}`;
}

/** Weekday of a civil date, Monday = 1; 0 for what is no date. */
export function weekdayOf(date: string): number {
  const at = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? 0 : ((at.getUTCDay() + 6) % 7) + 1;
}
