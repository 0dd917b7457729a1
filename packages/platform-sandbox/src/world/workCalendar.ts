import type { DayKind } from '../contract';
import { dateOfDay, dayNumber, weekdayOfDay } from './civilTime';

/** Working days as the invented units keep them. */
export interface WorkCalendar {
  isWorkingDay(day: number): boolean;
  /** The `steps`-th working day strictly before a day (steps ≥ 1). */
  workingDayBefore(day: number, steps: number): number;
}

/** How far a history may reach, in days. */
const LONGEST_HISTORY_DAYS = 120;
const SHORTEST_HISTORY_DAYS = 45;

/** Asks each date once; a year whose arrangement is unknown goes by the day of the week. */
export function createWorkCalendar(offDays: (civilDate: string) => DayKind): WorkCalendar {
  const known = new Map<number, boolean>();
  const isWorkingDay = (day: number): boolean => {
    const remembered = known.get(day);
    if (remembered !== undefined) return remembered;
    const kind = offDays(dateOfDay(day));
    const working = kind === 'unknown' ? isWeekday(day) : kind === 'work';
    // Not kept for an unknown date: the arrangement may be announced while this runs.
    if (kind !== 'unknown') known.set(day, working);
    return working;
  };
  return {
    isWorkingDay,
    workingDayBefore(day, steps) {
      let found = day;
      for (let left = steps; left > 0; left -= 1) {
        do found -= 1;
        while (!isWorkingDay(found) && found > day - LONGEST_HISTORY_DAYS);
      }
      return found;
    },
  };
}

/**
 * The first day of the history: at least 45 days back, and on until it holds a weekday off and a working weekend day
 * (at most 120).
 */
export function firstHistoryDay(anchorAt: Date, calendar: WorkCalendar): number {
  const anchorDay = dayNumber(anchorAt);
  let seesHoliday = false;
  let seesMakeUpDay = false;
  for (let back = 1; back <= LONGEST_HISTORY_DAYS; back += 1) {
    const day = anchorDay - back;
    const working = calendar.isWorkingDay(day);
    if (isWeekday(day) && !working) seesHoliday = true;
    if (!isWeekday(day) && working) seesMakeUpDay = true;
    if (back >= SHORTEST_HISTORY_DAYS && seesHoliday && seesMakeUpDay) return day;
  }
  return anchorDay - LONGEST_HISTORY_DAYS;
}

function isWeekday(day: number): boolean {
  const weekday = weekdayOfDay(day);
  return weekday >= 1 && weekday <= 5;
}
