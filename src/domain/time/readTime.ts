import { readChineseNumber } from '../text/chineseNumber';
import { civilDateFrom } from './civil';
import { clockOf, END_OF_TIME_MS, finishReading, inHalf, offsetOf, type Reading } from './clockReading';
import { SECOND_MS, type PublishedAt } from './instant';

const MONTHS: readonly string[] = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** No source needs more to say when; whatever is longer is no date. */
const LONGEST = 120;

const HALF = '上午|早上|早晨|清晨|凌晨|中午|下午|傍晚|晚上|晚间|夜间';
const CLOCK = '(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:[.,]\\d{1,9})?)?';
const AM_PM = '(?:\\s?([ap])\\.?m\\.?)?';
const OFFSET = '(?:utc|gmt)?\\s?[+-]\\d{1,2}(?::?\\d{2})?';
const ZONE = `(?:\\s*(${OFFSET}|[a-z]{1,4}))?`;
const WEEKDAY = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\\.?,?\\s+)?';
const MONTH = '([a-z]{3,9})\\.?';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';

/**
 * `2026-09-17T09:30:00.000+08:00`, `2026-09-17 09:30`, `2026/9/17 下午3:20`, `2026.09.17`, and gov.cn's
 * `2026-09-17-09:30:00`.
 */
const NUMERIC = new RegExp(
  `^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?:(?:t|\\s|-)\\s?(?:(${HALF})\\s?)?${CLOCK}${AM_PM}${ZONE}|(z|[+-]\\d{2}:?\\d{2}))?$`,
  'i',
);
/** `20260917`, `20260917T093000Z`, `20260917093000`. */
const COMPACT = new RegExp(`^(\\d{4})(\\d{2})(\\d{2})(?:t?(\\d{2})(\\d{2})(\\d{2})?${ZONE})?$`, 'i');
/** `2026年9月17日 09:30`, `2026年9月17日9时30分`, `2026年9月17日 下午3:20`. */
const CHINESE = new RegExp(
  `^(\\d{4})年(\\d{1,2})月(\\d{1,2})[日号]\\s?(?:(${HALF})?\\s?(\\d{1,2})[:时点](?:(\\d{1,2})分?(?::?(\\d{1,2})秒?)?)?)?$`,
);
/** RFC 822 / 2822: `Tue, 14 Apr 2026 00:00:00 +0800`, with or without weekday, seconds, zone; `14 Apr 26 08:00 UT`. */
const DAY_FIRST = new RegExp(
  `^${WEEKDAY}${DAY}[\\s-]${MONTH},?[\\s-](\\d{4}|\\d{2}(?=,?\\s\\d))(?:,?\\s${CLOCK}${AM_PM}${ZONE})?$`,
  'i',
);
/** `Fri, Sep 18 2026 04:45:26 +0000`, `September 18, 2026 at 4:45 PM`, `Fri Sep 18 2026 10:05:31 GMT+0800 (…)`. */
const MONTH_FIRST = new RegExp(
  `^${WEEKDAY}${MONTH}\\s${DAY},?\\s(\\d{4})(?:,?\\s(?:at\\s)?${CLOCK}${AM_PM}${ZONE})?$`,
  'i',
);
/** Weibo: `Fri Sep 18 10:05:31 +0800 2026`; also without zone, and with its name as Java writes it. */
const YEAR_LAST = new RegExp(`^${WEEKDAY}${MONTH}\\s${DAY}\\s${CLOCK}\\s(?:(${OFFSET}|[a-z]{1,4})\\s)?(\\d{4})$`, 'i');

const LABEL = /^(?:发布|发文|成文|更新|公开|印发)?(?:时间|日期)\s*:\s*/;
const CHINESE_WEEKDAY = /[([]?(?:星期|礼拜|周)[一二三四五六日天][)\]]?/g;
/** What JavaScript writes behind the offset: the zone's name in the reader's language. */
const ZONE_COMMENT = /\s\((?:[a-z ]{2,40}|[^()]{0,12}时间)\)$/i;
const OPENING = /^["'“”‘’「『[(【〔<]/;
const CLOSING = /["'“”‘’」』\])】〕>]$/;
/** A zone's name behind or instead of the offset, as Java and databases write it: all of China has Beijing's time. */
const CHINESE_ZONE = /\s?\[?\b(?:Asia\/(?:Shanghai|Chongqing|Harbin|Urumqi|Hong_Kong|Macau)|PRC)\]?$/i;
/** 二〇二六年九月十八日, as documents are dated. */
const IN_WORDS = /^([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]$/;
/** `10时05分31秒` behind a date in figures. */
const CLOCK_IN_WORDS = /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s?)(\d{1,2})[时点](\d{1,2})(?:分(?:(\d{1,2})秒)?)?$/;
const DASHES = /[\u2010-\u2015\u2212]/g;

export interface ReadOptions {
  /** The source writes `00:00:00` where it knows only the day; then the result has precision `day`. */
  readonly midnightMeansDay?: boolean;
}

/**
 * An absolute publication time as a source wrote it: ISO 8601, RFC 822 and its common variants, numeric, compact and
 * Chinese dates, Weibo's form. A time without zone is Beijing time; a date without time has precision `day`. Anything
 * else, and any day that does not exist, is null — never the current time, because an unreadable date must not look like
 * a fresh post (invariant 1).
 */
export function readPublished(text: string | null | undefined, options: ReadOptions = {}): PublishedAt | null {
  if (text == null) return null;
  const original = text.trim();
  if (original === '' || original.length > LONGEST) return null;
  const plain = normalise(original);
  const read =
    readNumeric(plain) ??
    readCompact(plain) ??
    readChinese(plain) ??
    readDayFirst(plain) ??
    readMonthFirst(plain) ??
    readYearLast(plain);
  return read === null ? null : finishReading(read, original, options.midnightMeansDay ?? false);
}

/** Seconds since 1970 as WeChat and content systems give them. Zero, negatives and milliseconds by mistake are null. */
export function fromUnixSeconds(seconds: number): PublishedAt | null {
  if (!Number.isFinite(seconds) || seconds <= 0) return null;
  const at = new Date(seconds * SECOND_MS);
  return Number.isNaN(at.getTime()) || at.getTime() >= END_OF_TIME_MS
    ? null
    : { precision: 'instant', at, original: String(seconds) };
}

/** One spelling for what sources spell in many ways: widths, dashes, quotes, labels, weekdays, blanks. */
function normalise(original: string): string {
  return original
    .normalize('NFKC')
    .replace(DASHES, '-')
    .replace(OPENING, '')
    .replace(ZONE_COMMENT, '')
    .replace(CLOSING, '')
    .trim()
    .replace(LABEL, '')
    .replace(CHINESE_WEEKDAY, ' ')
    .replace(/\s+/g, ' ')
    .replace(/(\d)([-/.]) (?=\d)/g, '$1$2')
    .replace(/(\d) ?([年月日号时点分秒]) ?(?=\d|$)/g, '$1$2')
    .replace(CHINESE_ZONE, '')
    .replace(/^(\d{4}\.\d{1,2}\.\d{1,2})\.$/, '$1')
    .replace(CLOCK_IN_WORDS, (_all, date: string, ...[hour, minute, second]: readonly string[]) =>
      second === undefined ? `${date.trim()} ${hour}:${minute}` : `${date.trim()} ${hour}:${minute}:${second}`,
    )
    .replace(IN_WORDS, (_all, ...[year = '', month = '', day = '']: readonly string[]) => {
      const [y, m, d] = [year.replaceAll('○', '〇'), month, day].map(readChineseNumber);
      return `${y}年${m}月${d}日`;
    })
    .trim();
}

function readNumeric(text: string): Reading | null {
  const match = NUMERIC.exec(text);
  if (match === null) return null;
  const [, year, , month, day, half, hour, minute, second, amPm, zone, dayZone] = match;
  return assemble({ year, month, day }, inHalf(clockOf(hour, minute, second), half ?? amPm), zone ?? dayZone);
}

function readCompact(text: string): Reading | null {
  const match = COMPACT.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, zone] = match;
  return assemble({ year, month, day }, clockOf(hour, minute, second), zone);
}

function readChinese(text: string): Reading | null {
  const match = CHINESE.exec(text);
  if (match === null) return null;
  const [, year, month, day, half, hour, minute, second] = match;
  return assemble({ year, month, day }, inHalf(clockOf(hour, minute, second), half), undefined);
}

function readDayFirst(text: string): Reading | null {
  const match = DAY_FIRST.exec(text);
  if (match === null) return null;
  const [, day, month, year, hour, minute, second, amPm, zone] = match;
  return assemble(
    { year: fullYear(year), month: monthNumber(month), day },
    inHalf(clockOf(hour, minute, second), amPm),
    zone,
  );
}

function readMonthFirst(text: string): Reading | null {
  const match = MONTH_FIRST.exec(text);
  if (match === null) return null;
  const [, month, day, year, hour, minute, second, amPm, zone] = match;
  return assemble({ year, month: monthNumber(month), day }, inHalf(clockOf(hour, minute, second), amPm), zone);
}

function readYearLast(text: string): Reading | null {
  const match = YEAR_LAST.exec(text);
  if (match === null) return null;
  const [, month, day, hour, minute, second, zone, year] = match;
  return assemble({ year, month: monthNumber(month), day }, clockOf(hour, minute, second), zone);
}

function assemble(
  parts: { readonly year: string | undefined; readonly month: string | undefined; readonly day: string | undefined },
  clock: Reading['clock'],
  zone: string | undefined,
): Reading | null {
  const date = civilDateFrom(Number(parts.year), Number(parts.month), Number(parts.day));
  const offsetMs = offsetOf(zone);
  return date === null || offsetMs === null ? null : { date, clock, offsetMs };
}

/** RFC 822 wrote years with two digits; RFC 2822 says which century is meant. */
function fullYear(year: string | undefined): string | undefined {
  return year?.length === 2 ? String(Number(year) + (Number(year) < 50 ? 2000 : 1900)) : year;
}

function monthNumber(name: string | undefined): string | undefined {
  const index = MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase());
  return index < 0 ? undefined : String(index + 1);
}
