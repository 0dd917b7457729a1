import { civilDateFrom, weekdayOf } from '../time/civil';
import type { FoundPlace } from './contentHit';

/**
 * With or without a year; `号` only after a month. What belongs to another calendar is told by what stands before.
 * The calendar itself is the source: GB/T 7408 writes its dates, and no month has a day that it does not have.
 */
const DATE =
  /(?<![\d.〔])(?:(\d{4})\s?年\s?)?(?<!\d)(\d{1,2})\s?月\s?(\d{1,2})\s?[日号](?:\s?[（(]\s?(?:星期|周|礼拜)([一二三四五六日天])\s?[）)])?/g;
const MONTH = /(?<!\d)(\d{4})\s?年\s?(\d{1,2})\s?月(?!\s?\d)/g;
const DASHED = /(?<![\d-./])(\d{4})-(\d{2})-(\d{2})(?![\d-])/g;
const OTHER_CALENDAR = /(?:农历|阴历|旧历|夏历|古历|伊历|藏历|傣历|回历)[^，。；]{0,8}$/;
/** A leap year: without a year February may have 29 days. */
const ANY_YEAR = 2000;
const WEEKDAYS = '一二三四五六日';

/** Dates that no calendar has (2月30日, 13月) and days of the week that are not those of their date. */
export function impossibleDates(text: string): readonly FoundPlace[] {
  const found: FoundPlace[] = [];
  const add = (match: RegExpMatchArray, suggestion: string | null): void => {
    const from = match.index ?? 0;
    if (!OTHER_CALENDAR.test(text.slice(Math.max(0, from - 12), from)))
      found.push({ from, to: from + match[0].length, suggestion });
  };
  for (const match of text.matchAll(DATE)) {
    const [, year, month, day, weekday] = match;
    const date = civilDateFrom(year === undefined ? ANY_YEAR : Number(year), Number(month), Number(day));
    if (date === null) add(match, null);
    else if (year !== undefined && weekday !== undefined) {
      const right = WEEKDAYS[weekdayOf(date) - 1] ?? '';
      if (right !== weekday.replace('天', '日'))
        add(match, match[0].replace(/[一二三四五六日天]([^一-龥]*)$/, `${right}$1`));
    }
  }
  for (const match of text.matchAll(MONTH)) if (civilDateFrom(ANY_YEAR, Number(match[2]), 1) === null) add(match, null);
  for (const match of text.matchAll(DASHED)) {
    const [, year, month, day] = match;
    if (civilDateFrom(Number(year), Number(month), Number(day)) === null) add(match, null);
  }
  return found;
}
