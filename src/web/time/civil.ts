import { civilMoment } from '../../wording/civilMoment';

export { civilMoment, deadlineMoment, deadlineText, type CivilMoment } from '../../wording/civilMoment';

/** The zone every shown time is in, as it is named to people. */
const ZONE = 'Asia/Shanghai';

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

/** Weekday of a civil date, Monday = 1; 0 for what is no date. */
export function weekdayOf(date: string): number {
  const at = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? 0 : ((at.getUTCDay() + 6) % 7) + 1;
}
