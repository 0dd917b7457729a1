import { CIVIL_OFFSET_MS, addCivilDays, civilDateFrom, civilDateOf, startOfCivilDate } from './civil';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type CivilDate, type Instant, type PublishedAt } from './instant';

const MONTHS: readonly string[] = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/**
 * Zone names of RFC 822. `CST` is read as China Standard Time: the sources are Chinese servers that print their own
 * zone, not US Central Time, which RFC 822 meant. No zone at all is Beijing time (see the data notes of every
 * platform).
 */
const ZONE_HOURS: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  cst: 8,
  est: -5,
  edt: -4,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
};

/** Years outside are typing errors or the zero values of content systems (`0001-01-01`, `1970-01-01`). */
const FIRST_YEAR = 1949;
const LAST_YEAR = 2100;
const EPOCH_DAY = '1970-01-01';

const ZONE = '(?:\\s*(z|[+-]\\d{2}:?\\d{2}))?';
const CLOCK = '(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?';
/**
 * `2026-09-17T09:30:00.000+08:00`, `2026-09-17 09:30`, `2026/9/17`, `2026.09.17`, and gov.cn's `2026-09-17-09:30:00`.
 */
const NUMERIC = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?:(?:t|\\s+|-)\\s*${CLOCK})?${ZONE}$`, 'i');
/** `2026年9月17日 09:30`, `2026年9月17日9时30分`, `2026年9月17日 下午3:20`. */
const CHINESE =
  /^(\d{4})年(\d{1,2})月(\d{1,2})日\s*(?:(上午|下午|晚上|凌晨)?\s*(\d{1,2})(?::|时|点)(?:(\d{1,2})分?(?:(?::)?(\d{1,2})秒?)?)?)?$/;
/** RFC 822 / 2822: `Tue, 14 Apr 2026 00:00:00 +0800`, with or without weekday, seconds, zone. */
const MAIL = new RegExp(
  `^(?:[a-z]{3,9},?\\s+)?(\\d{1,2})[\\s-]+([a-z]{3,9})[\\s-]+(\\d{4})(?:\\s+${CLOCK}(?:\\s*([a-z]{1,4}|[+-]\\d{2}:?\\d{2}))?)?$`,
  'i',
);
/** Weibo: `Fri Sep 18 10:05:31 +0800 2026`; also without zone. */
const WEIBO = new RegExp(
  `^[a-z]{3}\\s+([a-z]{3})\\s+(\\d{1,2})\\s+${CLOCK}\\s+(?:([a-z]{1,4}|[+-]\\d{4})\\s+)?(\\d{4})$`,
  'i',
);
const LABEL = /^(?:发布|发文|成文|更新|公开|印发)?(?:时间|日期)\s*:\s*/;

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export interface ReadOptions {
  /** The source writes `00:00:00` where it knows only the day; then the result has precision `day`. */
  readonly midnightMeansDay?: boolean;
}

/**
 * An absolute publication time as a source wrote it: ISO 8601, RFC 822, numeric and Chinese dates, Weibo's form. A time
 * without zone is Beijing time; a date without time has precision `day`. Anything else, and any day that does not
 * exist, is null — never the current time, because an unreadable date must not look like a fresh post (invariant
 * 1).
 */
export function readPublished(text: string | null | undefined, options: ReadOptions = {}): PublishedAt | null {
  if (text == null) return null;
  const original = text.trim();
  const plain = original
    .normalize('NFKC')
    .replace(/^[[(]|[\])]$/g, '')
    .replace(LABEL, '')
    .replace(/\s+/g, ' ')
    .replace(/(\d)([-/.]) (?=\d)/g, '$1$2')
    .trim();
  const read = readNumeric(plain) ?? readChinese(plain) ?? readMail(plain) ?? readWeibo(plain);
  if (read === null) return null;
  return finish(read, original, options);
}

/** Seconds since 1970 as WeChat and content systems give them. Zero, negatives and milliseconds by mistake are null. */
export function fromUnixSeconds(seconds: number): PublishedAt | null {
  if (!Number.isFinite(seconds) || seconds <= 0) return null;
  const at = new Date(seconds * SECOND_MS);
  return Number.isNaN(at.getTime()) || at.getTime() >= Date.UTC(LAST_YEAR + 1, 0, 1)
    ? null
    : { precision: 'instant', at, original: String(seconds) };
}

type Reading = { readonly date: CivilDate; readonly clock: Clock | null; readonly offsetMs: number };

function finish(
  { date, clock, offsetMs }: Reading,
  original: string,
  { midnightMeansDay = false }: ReadOptions,
): PublishedAt | null {
  const year = Number(date.slice(0, 4));
  if (year < FIRST_YEAR || year > LAST_YEAR || date === EPOCH_DAY) return null;
  if (clock === null) return { precision: 'day', on: date, original };
  const { hour, minute, second } = clock;
  const isEndOfDay = hour === 24 && minute === 0 && second === 0;
  if ((hour > 23 && !isEndOfDay) || minute > 59 || second > 60) return null;
  if (midnightMeansDay && hour === 0 && minute === 0 && second === 0) return { precision: 'day', on: date, original };
  const at = new Date(
    Date.parse(`${date}T00:00:00.000Z`) + hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS - offsetMs,
  );
  return { precision: 'instant', at, original };
}

function readNumeric(text: string): Reading | null {
  const match = NUMERIC.exec(text);
  if (match === null) return null;
  const [, year, , month, day, hour, minute, second, zone] = match;
  return assemble({ year, month, day }, clockOf(hour, minute, second), zone);
}

function readChinese(text: string): Reading | null {
  const match = CHINESE.exec(text);
  if (match === null) return null;
  const [, year, month, day, half, hour, minute, second] = match;
  const clock = clockOf(hour, minute ?? '0', second);
  const isAfternoon = half === '下午' || half === '晚上';
  return assemble(
    { year, month, day },
    clock !== null && isAfternoon && clock.hour < 12 ? { ...clock, hour: clock.hour + 12 } : clock,
    undefined,
  );
}

function readMail(text: string): Reading | null {
  const match = MAIL.exec(text);
  if (match === null) return null;
  const [, day, month, year, hour, minute, second, zone] = match;
  return assemble({ year, month: monthNumber(month), day }, clockOf(hour, minute, second), zone);
}

function readWeibo(text: string): Reading | null {
  const match = WEIBO.exec(text);
  if (match === null) return null;
  const [, month, day, hour, minute, second, zone, year] = match;
  return assemble({ year, month: monthNumber(month), day }, clockOf(hour, minute, second), zone);
}

function assemble(
  parts: { readonly year: string | undefined; readonly month: string | undefined; readonly day: string | undefined },
  clock: Clock | null,
  zone: string | undefined,
): Reading | null {
  const date = civilDateFrom(Number(parts.year), Number(parts.month), Number(parts.day));
  const offsetMs = offsetOf(zone);
  return date === null || offsetMs === null ? null : { date, clock, offsetMs };
}

function clockOf(hour: string | undefined, minute: string | undefined, second: string | undefined): Clock | null {
  return hour === undefined
    ? null
    : { hour: Number(hour), minute: Number(minute ?? '0'), second: Number(second ?? '0') };
}

function monthNumber(name: string | undefined): string | undefined {
  const index = MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase());
  return index < 0 ? undefined : String(index + 1);
}

function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) return CIVIL_OFFSET_MS;
  const named = ZONE_HOURS[zone.toLowerCase()];
  if (named !== undefined) return named * HOUR_MS;
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (match === null || Number(match[2]) > 14 || Number(match[3]) > 59) return null;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * HOUR_MS + Number(match[3]) * MINUTE_MS);
}

const AGO: Readonly<Record<string, number>> = {
  秒: SECOND_MS,
  秒钟: SECOND_MS,
  分钟: MINUTE_MS,
  分: MINUTE_MS,
  小时: HOUR_MS,
};
const DAYS_BACK: Readonly<Record<string, number>> = { 今天: 0, 昨天: 1, 前天: 2 };

/**
 * A relative time as list pages show it, measured from the instant the page was fetched: 刚刚, N秒前, N分钟前, N小时前, N天前,
 * 今天/昨天/前天 [HH:mm], MM-DD [HH:mm], M月D日 [HH:mm]. A day and month without a year is the latest such day not after the
 * day of fetching. Null for everything else, absolute times included.
 */
export function readRelative(text: string, fetchedAt: Instant): PublishedAt | null {
  const original = text.trim();
  const plain = original.normalize('NFKC').replace(/\s+/g, ' ');
  if (plain === '刚刚') return { precision: 'instant', at: fetchedAt, original };
  const ago = /^(\d{1,4}) ?(秒钟?|分钟?|小时|天)前$/.exec(plain);
  if (ago !== null) return readAgo(Number(ago[1]), ago[2] ?? '', { fetchedAt, original });
  const today = civilDateOf(fetchedAt);
  const named = /^(今天|昨天|前天)(?: ?(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(plain);
  if (named !== null) {
    const date = addCivilDays(today, -(DAYS_BACK[named[1] ?? ''] ?? 0));
    return finish({ date, clock: clockOf(named[2], named[3], named[4]), offsetMs: CIVIL_OFFSET_MS }, original, {});
  }
  const yearless = /^(\d{1,2})(?:-|月)(\d{1,2})日?(?: ?(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(plain);
  if (yearless === null) return null;
  const date = latestSuchDay(Number(yearless[1]), Number(yearless[2]), today);
  return date === null
    ? null
    : finish({ date, clock: clockOf(yearless[3], yearless[4], yearless[5]), offsetMs: CIVIL_OFFSET_MS }, original, {});
}

function readAgo(
  amount: number,
  unit: string,
  { fetchedAt, original }: { readonly fetchedAt: Instant; readonly original: string },
): PublishedAt {
  const unitMs = AGO[unit];
  if (unitMs === undefined)
    return { precision: 'day', on: civilDateOf(new Date(fetchedAt.getTime() - amount * DAY_MS)), original };
  return { precision: 'instant', at: new Date(fetchedAt.getTime() - amount * unitMs), original };
}

/** 29 February may be four (at a century eight) years back. */
function latestSuchDay(month: number, day: number, today: CivilDate): CivilDate | null {
  const year = Number(today.slice(0, 4));
  for (let back = 0; back <= 8; back += 1) {
    const date = civilDateFrom(year - back, month, day);
    if (date !== null && startOfCivilDate(date) <= startOfCivilDate(today)) return date;
  }
  return null;
}
