import { weekdayOf } from './civil';
import { lunarHolidayName } from './lunarHolidays';
import type { CivilDate } from './instant';

/**
 * The State Council's holiday arrangements. `days` lists only days that differ from the plain week or carry a holiday's
 * name; nothing is known about the make-up days of a year outside `announcedYears`: a later one has no notice yet, an
 * earlier one was never compared with its notice.
 */
export interface WorkCalendar {
  readonly announcedYears: ReadonlySet<number>;
  readonly days: ReadonlyMap<CivilDate, { readonly working: boolean; readonly name: string }>;
}

export interface DayKind {
  readonly working: boolean;
  /** False where the year's notice is not out, so that the result may change, or where the year is not in the calendar. */
  readonly certain: boolean;
  /** For people: 工作日, 周末, 调休补班 or the holiday's name. */
  readonly name: string;
}

/** Days off by 全国年节及纪念日放假办法 (2024 amendment, in force 2025-01-01) that fall on fixed solar dates. */
const FIXED_HOLIDAYS: Readonly<Record<string, string>> = {
  '01-01': '元旦',
  '05-01': '劳动节',
  '05-02': '劳动节',
  '10-01': '国庆节',
  '10-02': '国庆节',
  '10-03': '国庆节',
};

/**
 * What kind of day a civil date is. A listed day is certain, whatever its year (a year's notice may name days of the
 * year before). In a year without a notice only weekends and the days fixed by law are off, and every result is
 * uncertain.
 */
export function dayKind(calendar: WorkCalendar, date: CivilDate): DayKind {
  const listed = calendar.days.get(date);
  if (listed !== undefined)
    return { working: listed.working, certain: true, name: listed.working ? '调休补班' : listed.name };
  const certain = calendar.announcedYears.has(Number(date.slice(0, 4)));
  const statutory = certain ? null : (FIXED_HOLIDAYS[date.slice(5)] ?? lunarHolidayName(date));
  if (statutory !== null) return { working: false, certain, name: statutory };
  const weekend = weekdayOf(date) >= 6;
  return { working: !weekend, certain, name: weekend ? '周末' : '工作日' };
}

/** Whether a day lies before the first year of the calendar: no notice of it is awaited, nobody has checked it. */
export function isBeforeCalendar({ announcedYears }: WorkCalendar, date: CivilDate): boolean {
  return announcedYears.size > 0 && Number(date.slice(0, 4)) < Math.min(...announcedYears);
}
