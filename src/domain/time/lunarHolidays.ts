import type { CivilDate } from './instant';

/**
 * Statutory days off whose solar date follows the lunar calendar or a solar term, for years that may have to be
 * reckoned with before their notice is out. Source of the rule: 全国年节及纪念日放假办法, 2024 amendment (除夕 and 正月初一 to 初三, 清明,
 * 端午, 中秋). Source of the dates: GB/T 33661-2017 calendar; the tests compare them with an independent lunar calendar.
 */
const LUNAR_HOLIDAYS: Readonly<Record<string, string>> = {
  '2027-02-05': '春节',
  '2027-02-06': '春节',
  '2027-02-07': '春节',
  '2027-02-08': '春节',
  '2027-04-05': '清明',
  '2027-06-09': '端午',
  '2027-09-15': '中秋',
  '2028-01-25': '春节',
  '2028-01-26': '春节',
  '2028-01-27': '春节',
  '2028-01-28': '春节',
  '2028-04-04': '清明',
  '2028-05-28': '端午',
  '2028-10-03': '中秋',
  '2029-02-12': '春节',
  '2029-02-13': '春节',
  '2029-02-14': '春节',
  '2029-02-15': '春节',
  '2029-04-04': '清明',
  '2029-06-16': '端午',
  '2029-09-22': '中秋',
  '2030-02-02': '春节',
  '2030-02-03': '春节',
  '2030-02-04': '春节',
  '2030-02-05': '春节',
  '2030-04-05': '清明',
  '2030-06-05': '端午',
  '2030-09-12': '中秋',
};

/** The lunar holiday that makes this day off by law, or null. Knows 2027 to 2030 only. */
export function lunarHolidayName(date: CivilDate): string | null {
  return LUNAR_HOLIDAYS[date] ?? null;
}
