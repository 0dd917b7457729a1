import type { AlertSeverity } from '../alerts/alert';
import { addCivilDays, civilDateOf, startOfCivilDate } from '../time/civil';
import { MINUTE_MS, type CivilDate, type Instant } from '../time/instant';
import { dayKind, type WorkCalendar } from '../time/workCalendar';
import type { Waits } from './route';

/**
 * Minutes of the civil day. Quiet hours from 22:00 until 7:00 go over midnight, those from 0:00 until 6:00 do not; from
 * and until the same minute there are none. Working time that does not end after it begins is all the time.
 */
export interface TellingHours {
  readonly quietFrom: number;
  readonly quietUntil: number;
  readonly workFrom: number;
  readonly workUntil: number;
}

/** No holiday is longer, and a calendar that knows no working day must not keep anything for ever. */
export const LONGEST_WAIT_DAYS = 31;

/** From when on people may be told: what is critical at once, whatever the route says. */
export function tellableFrom(
  { now, waits, severity }: { readonly now: Instant; readonly waits: Waits; readonly severity: AlertSeverity },
  hours: TellingHours,
  calendar: WorkCalendar,
): Instant {
  if (severity === 'critical' || waits === 'never') return now;
  const today = civilDateOf(now);
  const minute = (now.getTime() - startOfCivilDate(today).getTime()) / MINUTE_MS;
  if (waits === 'quiet-hours') {
    const { quietFrom: from, quietUntil: until } = hours;
    const isQuiet = from <= until ? from <= minute && minute < until : minute >= from || minute < until;
    return isQuiet ? at(minute < until ? today : addCivilDays(today, 1), until) : now;
  }
  if (hours.workFrom >= hours.workUntil) return now;
  const isWorking = (date: CivilDate): boolean => dayKind(calendar, date).working;
  if (isWorking(today) && minute < hours.workUntil) return minute < hours.workFrom ? at(today, hours.workFrom) : now;
  for (let days = 1; days <= LONGEST_WAIT_DAYS; days += 1) {
    const date = addCivilDays(today, days);
    if (isWorking(date)) return at(date, hours.workFrom);
  }
  return now;
}

function at(date: CivilDate, minute: number): Instant {
  return new Date(startOfCivilDate(date).getTime() + minute * MINUTE_MS);
}
