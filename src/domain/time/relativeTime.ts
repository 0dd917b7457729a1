import { addCivilDays, CIVIL_OFFSET_MS, civilDateFrom, civilDateOf, startOfCivilDate } from './civil';
import { clockOf, finishReading } from './clockReading';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type CivilDate, type Instant, type PublishedAt } from './instant';

const AGO: Readonly<Record<string, number>> = {
  秒: SECOND_MS,
  秒钟: SECOND_MS,
  分钟: MINUTE_MS,
  分: MINUTE_MS,
  小时: HOUR_MS,
};
const DAYS_BACK: Readonly<Record<string, number>> = { 今天: 0, 昨天: 1, 前天: 2 };
/** No relative time is longer. */
const LONGEST = 40;

/**
 * A relative time as list pages show it, measured from the instant the page was fetched: 刚刚, N秒前, N分钟前, N小时前, N天前,
 * 今天/昨天/前天 [HH:mm], MM-DD [HH:mm], M月D日 [HH:mm]. A day and month without a year is the latest such day not after the
 * day of fetching. Null for everything else, absolute times included.
 */
export function readRelative(text: string, fetchedAt: Instant): PublishedAt | null {
  const original = text.trim();
  if (original.length > LONGEST) return null;
  const plain = original.normalize('NFKC').replace(/\s+/g, ' ');
  if (plain === '刚刚') return { precision: 'instant', at: fetchedAt, original };
  const ago = /^(\d{1,4}) ?(秒钟?|分钟?|小时|天)前$/.exec(plain);
  if (ago !== null) return readAgo(Number(ago[1]), ago[2] ?? '', { fetchedAt, original });
  const today = civilDateOf(fetchedAt);
  const finish = (date: CivilDate, ...clock: (string | undefined)[]): PublishedAt | null =>
    finishReading({ date, clock: clockOf(...clock), offsetMs: CIVIL_OFFSET_MS }, original, false);
  const named = /^(今天|昨天|前天)(?: ?(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(plain);
  if (named !== null)
    return finish(addCivilDays(today, -(DAYS_BACK[named[1] ?? ''] ?? 0)), named[2], named[3], named[4]);
  const yearless = /^(\d{1,2})(?:-|月)(\d{1,2})日?(?: ?(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(plain);
  if (yearless === null) return null;
  const date = latestSuchDay(Number(yearless[1]), Number(yearless[2]), today);
  return date === null ? null : finish(date, yearless[3], yearless[4], yearless[5]);
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
