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
