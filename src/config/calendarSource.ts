import fs from 'node:fs';
import path from 'node:path';
import published from 'chinese-days/dist/chinese-days.json';
import { asCivilDate, weekdayOf } from '../domain/time/civil';
import type { CivilDate } from '../domain/time/instant';
import type { WorkCalendar } from '../domain/time/workCalendar';

/** An official notice of the State Council's General Office, as `config/calendar/<year>.json` holds it. */
export interface CalendarNotice {
  readonly year: number;
  /** The day the notice was published. */
  readonly announced: CivilDate;
  /** Where to read it. */
  readonly paper: string;
  readonly days: readonly { readonly date: CivilDate; readonly name: string; readonly isOffDay: boolean }[];
}

/**
 * The first year for which every single day was compared with the notices; earlier ones are in the package but
 * unchecked.
 */
const FIRST_CHECKED_YEAR = 2015;

/** Thrown for a notice that cannot be used: a calendar with a hole would move every deadline after it. */
export class CalendarNoticeError extends Error {
  override readonly name = 'CalendarNoticeError';
}

/**
 * The working calendar: the years the package knows, overlaid by the notices in a folder (`README.md` there describes
 * the form). A folder that does not exist means no notices. Throws `CalendarNoticeError` naming the file and the fault.
 *
 * The package's own functions are not used: they read dates through the zone of the process (in America/New_York they
 * return the day before) and call every weekday of an unannounced year a working day. Its table has neither fault.
 */
export function loadCalendar(noticeFolder: string): WorkCalendar {
  const files = fs.existsSync(noticeFolder)
    ? fs
        .readdirSync(noticeFolder)
        .filter((name) => name.endsWith('.json'))
        .sort()
    : [];
  return buildCalendar(files.map((name) => readNotice(name, fs.readFileSync(path.join(noticeFolder, name), 'utf8'))));
}

/** The calendar with the given notices in force; the later one announced wins where two speak of the same day. */
export function buildCalendar(notices: readonly CalendarNotice[]): WorkCalendar {
  const days = new Map<CivilDate, { readonly working: boolean; readonly name: string }>();
  const announcedYears = new Set<number>();
  const learn = (table: Readonly<Record<string, string>>, working: boolean): void => {
    for (const [date, title] of Object.entries(table)) {
      const year = Number(date.slice(0, 4));
      if (year < FIRST_CHECKED_YEAR) continue;
      announcedYears.add(year);
      days.set(date as CivilDate, { working, name: title.split(',')[1] ?? title });
    }
  };
  learn(published.holidays, false);
  learn(published.workdays, true);
  for (const notice of [...notices].sort((one, other) => (one.announced < other.announced ? -1 : 1))) {
    announcedYears.add(notice.year);
    for (const day of notice.days) days.set(day.date, { working: !day.isOffDay, name: day.name });
  }
  return { announcedYears, days };
}

function readNotice(file: string, text: string): CalendarNotice {
  const refuse = (fault: string): never => {
    throw new CalendarNoticeError(`config/calendar/${file}: ${fault}`);
  };
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return refuse('not valid JSON');
  }
  if (!isObject(value)) return refuse('expected an object');
  const { year, announced, paper, days, ...unknown } = value;
  const [strange] = Object.keys(unknown);
  if (strange !== undefined) return refuse(`unknown key "${strange}"; known: year, announced, paper, days`);
  if (typeof year !== 'number' || !Number.isInteger(year) || year < FIRST_CHECKED_YEAR || year > 2100)
    return refuse('"year" must be a year');
  const announcedOn = typeof announced === 'string' ? asCivilDate(announced) : null;
  if (announcedOn === null) return refuse('"announced" must be a date YYYY-MM-DD');
  if (typeof paper !== 'string' || paper === '') return refuse('"paper" must name the notice');
  if (!Array.isArray(days) || days.length === 0)
    return refuse('"days" must list days; a year without any has no notice yet');
  return {
    year,
    announced: announcedOn,
    paper,
    days: days.map((day: unknown, index) =>
      readDay(day, { year, refuse: (fault) => refuse(`days[${index}]: ${fault}`) }),
    ),
  };
}

function readDay(
  day: unknown,
  { year, refuse }: { readonly year: number; readonly refuse: (fault: string) => never },
): CalendarNotice['days'][number] {
  if (!isObject(day)) return refuse('expected an object');
  const date = typeof day['date'] === 'string' ? asCivilDate(day['date']) : null;
  if (date === null) return refuse('"date" must be a date YYYY-MM-DD');
  // A notice may reach back into the last days of the year before (2019's did), never further.
  if (!date.startsWith(String(year)) && !date.startsWith(`${year - 1}-12`))
    return refuse(`${date} does not belong to ${year}`);
  if (typeof day['name'] !== 'string' || day['name'] === '') return refuse('"name" must be the holiday');
  if (typeof day['isOffDay'] !== 'boolean') return refuse('"isOffDay" must be true or false');
  if (!day['isOffDay'] && weekdayOf(date) < 6)
    return refuse(`${date} is a weekday: only a Saturday or Sunday can be a make-up day`);
  return { date, name: day['name'], isOffDay: day['isOffDay'] };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
