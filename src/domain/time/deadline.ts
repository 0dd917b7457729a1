import { addCivilDays, startOfCivilDate } from './civil';
import { HOUR_MS, type CivilDate, type Instant, type PublishedAt } from './instant';
import type { Limit } from './limit';
import { dayOf, latestOf } from './published';
import { dayKind, isBeforeCalendar, type WorkCalendar } from './workCalendar';

/** One day after the publication, counted or not, in order; the last one is the day of the deadline. */
export interface CountedDay {
  readonly date: CivilDate;
  readonly working: boolean;
  readonly name: string;
}

export interface Deadline {
  /** Half-open everywhere: this instant is the first one that is late. */
  readonly dueBy: Instant;
  /** A day that was counted belongs to a year without a notice; to be recomputed when the notice is out. */
  readonly provisional: boolean;
  /** A day that was counted lies before the first year of the calendar: its make-up days are not known and never will be. */
  readonly unchecked: boolean;
  readonly days: readonly CountedDay[];
}

/** No limit in force is longer; a longer one is a mistake that would walk through decades of calendar. */
const MAX_WORKING_DAYS = 1_000;
const MAX_HOURS = 24 * 366 * 5;
const END_OF_DAY_HOUR = 24;

/**
 * The instant from which something published then is late. Working days: the day of publication does not count; due at
 * the end (24:00 or `cutOff.hour`) of the n-th working day after it. Hours: plain elapsed hours; a date alone counts
 * from its end, the bound that favours the account. Throws `RangeError` for a limit that is not a whole number of at
 * least 1.
 */
export function dueAt(published: PublishedAt | Instant, limit: Limit, rules: WorkCalendar | DeadlineRules): Deadline {
  const { cal, cutOff } = 'cal' in rules ? rules : { cal: rules, cutOff: undefined };
  const at: PublishedAt = published instanceof Date ? { precision: 'instant', at: published, original: '' } : published;
  if ('hours' in limit) {
    demandWhole(limit.hours, MAX_HOURS);
    return {
      dueBy: new Date(latestOf(at).getTime() + limit.hours * HOUR_MS),
      provisional: false,
      unchecked: false,
      days: [],
    };
  }
  demandWhole(limit.workingDays, MAX_WORKING_DAYS);
  const hour = cutOff?.hour ?? END_OF_DAY_HOUR;
  demandWhole(hour, END_OF_DAY_HOUR);
  return walkWorkingDays(dayOf(at), { count: limit.workingDays, hour, cal });
}

/** The calendar with, where an office wants it, the hour at which its working day ends for deadlines (1–24). */
export interface DeadlineRules {
  readonly cal: WorkCalendar;
  readonly cutOff?: { readonly hour: number } | undefined;
}

function walkWorkingDays(
  publishedOn: CivilDate,
  { count, hour, cal }: { readonly count: number; readonly hour: number; readonly cal: WorkCalendar },
): Deadline {
  const days: CountedDay[] = [];
  let provisional = false;
  let unchecked = false;
  let left = count;
  let date = publishedOn;
  while (left > 0) {
    date = addCivilDays(date, 1);
    const kind = dayKind(cal, date);
    days.push({ date, working: kind.working, name: kind.name });
    if (!kind.certain) {
      if (isBeforeCalendar(cal, date)) unchecked = true;
      else provisional = true;
    }
    if (kind.working) left -= 1;
  }
  return { dueBy: new Date(startOfCivilDate(date).getTime() + hour * HOUR_MS), provisional, unchecked, days };
}

function demandWhole(value: number, max: number): void {
  if (!Number.isInteger(value) || value < 1 || value > max)
    throw new RangeError(`a limit must be a whole number from 1 to ${max}, not ${value}`);
}
