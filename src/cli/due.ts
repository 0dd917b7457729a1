import { loadCalendar } from '../config/calendarSource';
import { civilIsoOf } from '../domain/time/civil';
import { dueAt } from '../domain/time/deadline';
import type { PublishedAt } from '../domain/time/instant';
import type { Limit } from '../domain/time/limit';
import { readPublished } from '../domain/time/readTime';
import type { CommandContext, ExitCode } from './command';
import { readConfig } from './readConfig';

/**
 * `due <instant> [--limit 1wd|24h]`: prints the deadline and each day counted. A date alone means some time of that
 * day. Working days before the first checked year of the calendar are refused: a deadline that may be a day off looks
 * like any other.
 */
export function due(instant: string | undefined, limitText: string, context: CommandContext): ExitCode {
  const { say, complain } = context;
  const published: PublishedAt | null = instant === undefined ? null : readPublished(instant);
  const limit = readLimit(limitText);
  if (published === null)
    complain(
      '用法：gov-matrix due <时间> [--limit 1wd|24h]，时间如 2026-09-18 或 2026-09-18T17:20:00+08:00 (an instant or a date is needed)',
    );
  if (limit === null) complain(`--limit ${limitText}：应为 1wd（工作日）或 24h（小时）(expected such as 1wd or 24h)`);
  if (published === null || limit === null) return 2;
  const config = readConfig(context);
  if (config === null) return 2;
  const calendar = loadCalendar(config.calendarDir);
  const deadline = dueAt(published, limit, calendar);
  if (deadline.unchecked) {
    const first = Math.min(...calendar.announcedYears);
    complain(
      `${first} 年以前的放假调休安排没有逐日核对，不能给出工作日期限；请对照当年的放假通知人工计算，或用 --limit 24h 按小时计算 (holidays and make-up days before ${first} are not checked: no working-day deadline is given)`,
    );
    return 2;
  }
  for (const day of deadline.days) say(`${day.date}  ${day.working ? '计' : '不计'}  ${day.name}`);
  say(
    `到期 ${civilIsoOf(deadline.dueBy)}（此刻起即为逾期）${deadline.provisional ? '  暂定：该年放假安排尚未公布' : ''}`,
  );
  return 0;
}

/** `1wd` or `24h`: working days or plain hours. Null when it is neither. */
function readLimit(text: string): Limit | null {
  const match = /^([1-9]\d{0,3})(wd|h)$/.exec(text);
  if (match === null) return null;
  const amount = Number(match[1]);
  return match[2] === 'wd' ? { workingDays: amount } : { hours: amount };
}
