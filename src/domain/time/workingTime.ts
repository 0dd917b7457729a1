import { addCivilDays, civilDateOf, startOfCivilDate } from './civil';
import { MINUTE_MS, type CivilDate, type Instant } from './instant';
import { dayKind, type WorkCalendar } from './workCalendar';

/** Minutes of the civil day. Where they do not begin before they end, all the time is working time. */
export interface WorkingHours {
  readonly workFrom: number;
  readonly workUntil: number;
}

/** No timer of an office runs longer: thirty working days of ten hours. */
export const MOST_WORKING_MINUTES = 18_000;
/** No holiday is longer: a calendar that knows no working day must not stop a timer for ever. */
const MOST_DAYS_OFF = 31;

/**
 * The first instant by which so many minutes of working time have gone since `from`: those of working days between
 * their hours. With none to wait for it is `from` itself. Where the calendar knows no working day for a month, every
 * day after it counts. Throws `RangeError` for less than none and more than `MOST_WORKING_MINUTES`.
 */
export function addWorkingMinutes(
  from: Instant,
  minutes: number,
  { hours, calendar }: { readonly hours: WorkingHours; readonly calendar: WorkCalendar },
): Instant {
  if (!(minutes >= 0 && minutes <= MOST_WORKING_MINUTES))
    throw new RangeError(`working minutes must be from 0 to ${MOST_WORKING_MINUTES}, not ${minutes}`);
  const { workFrom, workUntil } = hours;
  if (minutes === 0 || workFrom >= workUntil) return new Date(from.getTime() + minutes * MINUTE_MS);
  let leftMs = minutes * MINUTE_MS;
  let daysOff = 0;
  for (let date = civilDateOf(from); ; date = addCivilDays(date, 1)) {
    const isWorking = dayKind(calendar, date).working;
    daysOff = isWorking ? 0 : daysOff + 1;
    if (!isWorking && daysOff <= MOST_DAYS_OFF) continue;
    const beginsMs = Math.max(at(date, workFrom), from.getTime());
    const openMs = at(date, workUntil) - beginsMs;
    if (openMs >= leftMs) return new Date(beginsMs + leftMs);
    leftMs -= Math.max(0, openMs);
  }
}

function at(date: CivilDate, minute: number): number {
  return startOfCivilDate(date).getTime() + minute * MINUTE_MS;
}
