import fs from 'node:fs';
import path from 'node:path';
import { buildCalendar, loadCalendar } from '../../../src/config/calendarSource';
import { addCivilDays, startOfCivilDate } from '../../../src/domain/time/civil';
import { dueAt } from '../../../src/domain/time/deadline';
import { HOUR_MS, type CivilDate } from '../../../src/domain/time/instant';
import { dayKind } from '../../../src/domain/time/workCalendar';
import { describeWithData } from '../../sharedData';

const calendar = loadCalendar(path.resolve(__dirname, '../../../config/calendar'));

interface Row {
  readonly date: CivilDate;
  readonly working: boolean;
}

describeWithData('the calendar against every day of 2015 to 2026', 'holidays/workdays_2015_2026.csv', (file) => {
  const rows: Row[] = fs
    .readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => {
      const [date = '', , working] = line.split(',');
      return { date: date as CivilDate, working: working === '1' };
    });

  test('knows each day as the notices made it, and for certain', () => {
    expect(rows).toHaveLength(4383);
    const wrong = rows.filter(({ date, working }) => {
      const kind = dayKind(calendar, date);
      return kind.working !== working || !kind.certain;
    });
    expect(wrong).toEqual([]);
  });

  test('finds the same 1st, 2nd, 3rd and 10th working day after every day as counting the rows does', () => {
    const working = rows.filter((row) => row.working).map((row) => row.date);
    let next = 0;
    let checked = 0;
    const wrong: unknown[] = [];
    for (const { date } of rows) {
      while ((working[next] ?? '9') <= date) next += 1;
      for (const count of [1, 2, 3, 10]) {
        const dueOn = working[next + count - 1];
        if (dueOn === undefined) continue;
        const due = dueAt(new Date(startOfCivilDate(date).getTime() + 13 * HOUR_MS), { workingDays: count }, calendar);
        if (due.dueBy.getTime() !== startOfCivilDate(addCivilDays(dueOn, 1)).getTime() || due.provisional)
          wrong.push([date, count, due.dueBy.toISOString()]);
        checked += 1;
      }
    }
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(17_500);
  });

  test('names the days: holidays by their name, make-up days and plain weekends as such', () => {
    expect(dayKind(calendar, '2026-09-20' as CivilDate)).toEqual({ working: true, certain: true, name: '调休补班' });
    expect(dayKind(calendar, '2026-10-01' as CivilDate)).toEqual({ working: false, certain: true, name: '国庆节' });
    expect(dayKind(calendar, '2026-09-19' as CivilDate)).toEqual({ working: false, certain: true, name: '周末' });
    expect(dayKind(calendar, '2026-09-18' as CivilDate)).toEqual({ working: true, certain: true, name: '工作日' });
  });
});

describeWithData('the official arrangements of 2015 to 2027', 'holidays', (folder) => {
  test('agree with the calendar day by day, and 2027 has none', () => {
    const notices = fs
      .readdirSync(folder)
      .filter((name) => /^\d{4}\.json$/.test(name))
      .map(
        (name) =>
          JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')) as {
            year: number;
            days: { date: CivilDate; isOffDay: boolean }[];
          },
      );
    for (const { year, days } of notices) {
      expect(calendar.announcedYears.has(year)).toBe(days.length > 0);
      for (const day of days)
        expect([day.date, dayKind(calendar, day.date).working]).toEqual([day.date, !day.isOffDay]);
    }
    expect(notices.find((notice) => notice.year === 2027)?.days).toEqual([]);
  });

  test('give the same calendar when every one of them is laid over it as a notice', () => {
    const overlaid = buildCalendar(
      fs
        .readdirSync(folder)
        .filter((name) => /^20(1[5-9]|2[0-6])\.json$/.test(name))
        .map((name) => {
          const { year, days } = JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')) as {
            year: number;
            days: { date: CivilDate; name: string; isOffDay: boolean }[];
          };
          return { year, announced: `${year - 1}-11-01` as CivilDate, paper: name, days };
        }),
    );
    const different: CivilDate[] = [];
    for (let date = '2015-01-01' as CivilDate; date < '2027-01-01'; date = addCivilDays(date, 1)) {
      if (dayKind(overlaid, date).working !== dayKind(calendar, date).working) different.push(date);
    }
    expect(different).toEqual([]);
  });
});
