import chineseDays from 'chinese-days';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildCalendar, CalendarNoticeError, loadCalendar } from '../../../src/config/calendarSource';
import { addCivilDays } from '../../../src/domain/time/civil';
import type { CivilDate } from '../../../src/domain/time/instant';
import { dayKind } from '../../../src/domain/time/workCalendar';

const civil = (text: string): CivilDate => text as CivilDate;
const calendar = buildCalendar([]);

describe('a year whose notice is not out', () => {
  test('is 2027 and later, while 2015 to 2026 are announced', () => {
    expect([...calendar.announcedYears].sort()).toEqual([
      2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026,
    ]);
  });

  test.each([
    ['2027-01-01', '元旦'],
    ['2027-05-01', '劳动节'],
    ['2027-05-02', '劳动节'],
    ['2027-10-01', '国庆节'],
    ['2027-10-02', '国庆节'],
    ['2027-10-03', '国庆节'],
    ['2027-02-05', '春节'],
    ['2027-02-08', '春节'],
    ['2027-04-05', '清明'],
    ['2027-06-09', '端午'],
    ['2027-09-15', '中秋'],
    ['2031-01-01', '元旦'],
  ])('has %s off by law (%s), without certainty', (date, name) => {
    expect(dayKind(calendar, civil(date))).toEqual({ working: false, certain: false, name });
  });

  test.each([
    ['2027-01-04', true, '工作日'],
    ['2027-05-03', true, '工作日'],
    ['2027-10-04', true, '工作日'],
    ['2027-02-09', true, '工作日'],
    ['2027-01-09', false, '周末'],
    ['2027-01-10', false, '周末'],
  ])('takes %s for what the week says (working: %p), without certainty', (date, working, name) => {
    expect(dayKind(calendar, civil(date))).toEqual({ working, certain: false, name });
  });

  test('does not make a statutory day of an announced year off where the notice says nothing of it', () => {
    // 2026 lists all its days, so a day it does not list is a plain one.
    expect(dayKind({ announcedYears: new Set([2026]), days: new Map() }, civil('2026-10-01'))).toEqual({
      working: true,
      certain: true,
      name: '工作日',
    });
  });
});

describe('the lunar days off of 2027 to 2030', () => {
  /** From month and day of the lunar calendar, reckoned by an independent implementation. */
  function lunarName(date: string): string | null {
    const { lunarMon, lunarDay, isLeap } = chineseDays.getLunarDate(date);
    const tomorrow = chineseDays.getLunarDate(addCivilDays(civil(date), 1));
    if (!isLeap && lunarMon === 1 && lunarDay <= 3) return '春节';
    if (tomorrow.lunarMon === 1 && tomorrow.lunarDay === 1 && !tomorrow.isLeap) return '春节';
    if (!isLeap && lunarMon === 5 && lunarDay === 5) return '端午';
    return !isLeap && lunarMon === 8 && lunarDay === 15 ? '中秋' : null;
  }

  test('agree with an independent lunar calendar on every day', () => {
    const empty = buildCalendar([]);
    const wrong: string[] = [];
    for (let date = civil('2027-01-01'); date < '2031-01-01'; date = addCivilDays(date, 1)) {
      const { name } = dayKind(empty, date);
      const named = ['春节', '端午', '中秋'].includes(name) ? name : null;
      // 2028-10-03 is both: the fixed day names it.
      if (named !== lunarName(date) && !(name === '国庆节' && lunarName(date) === '中秋')) wrong.push(date);
    }
    expect(wrong).toEqual([]);
  });

  test.each([2027, 2028, 2029, 2030])('清明 of %i is where the sun stands for it', (year) => {
    // The usual reckoning for this century: the sun's year is 365.2422 days long.
    const inApril = Math.floor((year % 100) * 0.2422 + 4.81) - Math.floor((year % 100) / 4);
    expect(dayKind(calendar, civil(`${year}-04-0${inApril}`)).name).toBe('清明');
    expect(
      ['04', '05', '06'].filter((day) => dayKind(calendar, civil(`${year}-04-${day}`)).name === '清明'),
    ).toHaveLength(1);
  });
});

describe('an official notice', () => {
  const notice = {
    year: 2027,
    announced: civil('2026-11-04'),
    paper: 'test',
    days: [
      { date: civil('2027-01-01'), name: '元旦', isOffDay: true },
      { date: civil('2027-01-09'), name: '元旦', isOffDay: false },
      { date: civil('2026-12-31'), name: '元旦', isOffDay: true },
    ],
  };

  test('makes its year certain, with its make-up days, and reaches back into December', () => {
    const announced = buildCalendar([notice]);
    expect(dayKind(announced, civil('2027-01-01'))).toEqual({ working: false, certain: true, name: '元旦' });
    expect(dayKind(announced, civil('2027-01-09'))).toEqual({ working: true, certain: true, name: '调休补班' });
    expect(dayKind(announced, civil('2027-01-04'))).toEqual({ working: true, certain: true, name: '工作日' });
    expect(dayKind(announced, civil('2026-12-31'))).toEqual({ working: false, certain: true, name: '元旦' });
    // 2027's statutory days count only as listed now.
    expect(dayKind(announced, civil('2027-05-01')).name).toBe('周末');
  });

  test('announced later wins over an earlier one, in whatever order they are given', () => {
    const amended = {
      ...notice,
      announced: civil('2027-01-05'),
      days: [{ date: civil('2027-01-09'), name: '周末', isOffDay: true }],
    };
    for (const order of [
      [notice, amended],
      [amended, notice],
    ])
      expect(dayKind(buildCalendar(order), civil('2027-01-09')).working).toBe(false);
  });

  const good = {
    year: 2027,
    announced: '2026-11-04',
    paper: '国办发明电',
    days: [{ date: '2027-01-01', name: '元旦', isOffDay: true }],
  };
  function load(content: string): ReturnType<typeof loadCalendar> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'notice-'));
    try {
      fs.writeFileSync(path.join(folder, '2027.json'), content);
      fs.writeFileSync(path.join(folder, 'README.md'), 'not a notice');
      return loadCalendar(folder);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  }

  test('is read from its folder; a folder that does not exist holds none', () => {
    expect(load(JSON.stringify(good)).announcedYears.has(2027)).toBe(true);
    expect(load(`\uFEFF${JSON.stringify(good)}`).announcedYears.has(2027)).toBe(true);
    expect(loadCalendar(path.join(os.tmpdir(), 'no-such-folder')).announcedYears.has(2027)).toBe(false);
  });

  test.each([
    ['not valid JSON', '{'],
    ['expected an object', '[]'],
    ['unknown key "anounced"', JSON.stringify({ ...good, anounced: 1 })],
    ['"year"', JSON.stringify({ ...good, year: '2027' })],
    ['"announced"', JSON.stringify({ ...good, announced: '2026-11-31' })],
    ['"paper"', JSON.stringify({ ...good, paper: '' })],
    ['"days"', JSON.stringify({ ...good, days: [] })],
    ['days[0]: expected an object', JSON.stringify({ ...good, days: ['2027-01-01'] })],
    ['days[0]: "date"', JSON.stringify({ ...good, days: [{ date: '2027-02-30', name: '春节', isOffDay: true }] })],
    [
      'does not belong to 2027',
      JSON.stringify({ ...good, days: [{ date: '2028-01-01', name: '元旦', isOffDay: true }] }),
    ],
    [
      'does not belong to 2027',
      JSON.stringify({ ...good, days: [{ date: '2026-11-30', name: '元旦', isOffDay: true }] }),
    ],
    ['"name"', JSON.stringify({ ...good, days: [{ date: '2027-01-01', name: '', isOffDay: true }] })],
    ['"isOffDay"', JSON.stringify({ ...good, days: [{ date: '2027-01-01', name: '元旦', isOffDay: 1 }] })],
    [
      'only a Saturday or Sunday',
      JSON.stringify({ ...good, days: [{ date: '2027-01-04', name: '元旦', isOffDay: false }] }),
    ],
  ])('is refused with its file and fault: %s', (fault, content) => {
    expect(() => load(content)).toThrow(CalendarNoticeError);
    expect(() => load(content)).toThrow(fault);
    expect(() => load(content)).toThrow('2027.json');
  });
});
