import { CIVIL_OFFSET_MS } from './civil';
import { HOUR_MS, MINUTE_MS, SECOND_MS, type CivilDate, type PublishedAt } from './instant';

/** A time of day as a source wrote it, by 24 hours. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** A civil date, the time of day where one stands beside it, and the offset of the zone it is meant in. */
export interface Reading {
  readonly date: CivilDate;
  readonly clock: Clock | null;
  readonly offsetMs: number;
}

/** Years outside are typing errors or the zero values of content systems (`0001-01-01`, `1970-01-01`). */
const FIRST_YEAR = 1949;
const LAST_YEAR = 2100;
const EPOCH_DAY = '1970-01-01';
export const END_OF_TIME_MS = Date.UTC(LAST_YEAR + 1, 0, 1);

/**
 * Zone names of RFC 822 and those of our neighbours. `CST` is read as China Standard Time: the sources are Chinese
 * servers that print their own zone, not US Central Time, which RFC 822 meant. No zone at all is Beijing time (see the
 * data notes of every platform).
 */
const ZONE_HOURS: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  cst: 8,
  hkt: 8,
  jst: 9,
  est: -5,
  edt: -4,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
};

/** A time of day of its parts as text (hour, minute, second); null where there is no hour. */
export function clockOf(...[hour, minute, second]: readonly (string | undefined)[]): Clock | null {
  return hour === undefined
    ? null
    : { hour: Number(hour), minute: Number(minute ?? '0'), second: Number(second ?? '0') };
}

/** A time of day by 12 hours as one by 24: `half` is 上午, 下午, am, pm and their kin; absent: it is by 24 already. */
export function inHalf(clock: Clock | null, half: string | undefined): Clock | null {
  if (clock === null || half === undefined) return clock;
  const isMorning = /^(?:上午|早上|早晨|清晨|凌晨|a)/i.test(half);
  const isLater = /^(?:下午|傍晚|晚上|晚间|夜间|p)/i.test(half);
  if (isMorning && clock.hour === 12) return { ...clock, hour: 0 };
  return isLater && clock.hour < 12 ? { ...clock, hour: clock.hour + 12 } : clock;
}

/** The offset a zone stands for, in milliseconds; Beijing's where none is given, null for one that nobody knows. */
export function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) return CIVIL_OFFSET_MS;
  const named = ZONE_HOURS[zone.toLowerCase()];
  if (named !== undefined) return named * HOUR_MS;
  const match = /^(?:utc|gmt)?\s?([+-])(\d{1,2}):?(\d{2})?$/i.exec(zone);
  if (match === null || Number(match[2]) > 14 || Number(match[3] ?? '0') > 59) return null;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * HOUR_MS + Number(match[3] ?? '0') * MINUTE_MS);
}

/** The published time of a reading; null for an hour that does not exist and a year that nobody can mean. */
export function finishReading(
  { date, clock, offsetMs }: Reading,
  original: string,
  midnightMeansDay: boolean,
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
