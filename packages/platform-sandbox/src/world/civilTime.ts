/** Civil time of Asia/Shanghai: +08:00 all year since 1991, so a fixed offset is exact for every date used here. */

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
const OFFSET_MS = 8 * HOUR_MS;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Whole civil days since 1970-01-01. */
export function dayNumber(at: Date): number {
  return Math.floor((at.getTime() + OFFSET_MS) / DAY_MS);
}

/** YYYY-MM-DD of a day number. */
export function dateOfDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOfDay(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** The instant `minutes` (may carry a fraction) after midnight of a civil day. */
export function instantOfDay(day: number, minutes: number): Date {
  return new Date(day * DAY_MS - OFFSET_MS + Math.floor(minutes * MINUTE_MS));
}

/** Minutes since civil midnight. */
export function minuteOfDay(at: Date): number {
  return ((at.getTime() + OFFSET_MS) % DAY_MS) / MINUTE_MS;
}

export function civilDate(at: Date): string {
  return dateOfDay(dayNumber(at));
}

/** Names of the civil day, hour, minute and month of an instant, for allowances that end with them. */
export const periodOf = {
  day: (at: Date): string => civilDate(at),
  hour: (at: Date): string => civilStamp(at).slice(0, 13),
  minute: (at: Date): string => civilStamp(at).slice(0, 16),
  month: (at: Date): string => civilDate(at).slice(0, 7),
} as const;

/** `2026-09-18 10:05:31`. */
export function civilStamp(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** `9月18日`, as running text says it. */
export function spokenDate(at: Date): string {
  const [, month, day] = civilDate(at).split('-').map(Number);
  return `${month ?? 0}月${day ?? 0}日`;
}

/** `Fri Sep 18 10:05:31 +0800 2026`, the form of every Weibo answer. */
export function weiboStamp(at: Date): string {
  const parts = namedParts(at);
  return `${parts.weekday} ${parts.month} ${parts.day} ${parts.clock} +0800 ${parts.year}`;
}

/** `Fri, 18 Sep 2026 10:05:31 +0800`, RFC 822 with the century, as feeds write it. */
export function feedStamp(at: Date): string {
  const parts = namedParts(at);
  return `${parts.weekday}, ${parts.day} ${parts.month} ${parts.year} ${parts.clock} +0800`;
}

function namedParts(at: Date): { weekday: string; month: string; day: string; clock: string; year: string } {
  const stamp = civilStamp(at);
  return {
    weekday: WEEKDAYS[weekdayOfDay(dayNumber(at))] ?? '',
    month: MONTHS[Number(stamp.slice(5, 7)) - 1] ?? '',
    day: stamp.slice(8, 10),
    clock: stamp.slice(11),
    year: stamp.slice(0, 4),
  };
}
