import { clockOf } from '../../../src/domain/duties/dutyClock';
import { limitRuleProblems, ruleForKind, termsOf, type LimitRule } from '../../../src/domain/duties/limitRule';
import type { CivilDate } from '../../../src/domain/time/instant';
import { CALENDAR, LIMIT_RULES } from '../../services/office';
import { ruleOf } from '../../storage/duties/dutySamples';

const RULES = { cal: CALENDAR };
const on = (day: string) => ({ precision: 'day', on: day as CivilDate, original: day }) as const;
const at = (text: string) => ({ precision: 'instant', at: new Date(text), original: text }) as const;
const clock = (key: string, began: ReturnType<typeof on> | ReturnType<typeof at>, extended = false) => {
  const { dueBy, remindAt, pressAt } = clockOf(began, { terms: termsOf(ruleOf(key)), extended }, RULES);
  return [dueBy, remindAt, pressAt].map((instant) => instant.toISOString());
};

describe('the clock of a duty', () => {
  test('of 48 hours runs through nights and holidays, from the instant it was received', () => {
    expect(clock('error-report-48h', at('2026-09-30T18:30:00+08:00'))).toEqual([
      '2026-10-02T10:30:00.000Z',
      '2026-10-01T22:30:00.000Z',
      '2026-10-03T10:30:00.000Z',
    ]);
  });

  test('of three working days counts a make-up Sunday, and not the day it came', () => {
    // Friday 18th; the 20th is a make-up day: 20th, 21st, 22nd.
    expect(clock('message-3wd', at('2026-09-18T23:59:00+08:00'))[0]).toBe('2026-09-22T16:00:00.000Z');
  });

  test('reminds before the last working days, and presses working days after the deadline', () => {
    // From the eve of the holiday: 8th, 9th and the make-up Saturday 10th.
    expect(clock('message-3wd', on('2026-09-30'))).toEqual([
      '2026-10-10T16:00:00.000Z',
      '2026-10-09T16:00:00.000Z',
      '2026-10-13T16:00:00.000Z',
    ]);
  });

  test('that is extended is counted from the event as well, not from the first deadline', () => {
    const began = at('2026-09-18T02:00:00Z');
    expect(clock('suggestion-7wd', began)[0]).toBe('2026-09-28T16:00:00.000Z');
    expect(clock('suggestion-7wd', began, true)[0]).toBe('2026-10-14T16:00:00.000Z');
  });

  test('of a year without a notice is provisional', () => {
    const { provisional } = clockOf(
      on('2026-12-28'),
      { terms: termsOf(ruleOf('affairs-5wd')), extended: false },
      RULES,
    );
    expect(provisional).toBe(true);
  });
});

describe('the rules as they are shipped', () => {
  test('each cite their clause, and every kind of message has one', () => {
    expect(limitRuleProblems(LIMIT_RULES)).toEqual([]);
    expect(LIMIT_RULES.every(({ clause }) => /号|通知|意见|办法|条例/.test(clause))).toBe(true);
    expect(ruleForKind(LIMIT_RULES, 'error-report')?.limit).toEqual({ hours: 48 });
    expect(ruleForKind(LIMIT_RULES, 'complaint')?.limit).toEqual({ workingDays: 3 });
  });

  const broken = (key: string, change: Partial<LimitRule>) =>
    limitRuleProblems(LIMIT_RULES.map((rule) => (rule.key === key ? { ...rule, ...change } : rule))).map(
      ({ field }) => field,
    );
  const extension = { limit: { workingDays: 7 }, approver: 'unit', clause: '可延长' } as const;

  test.each<[string, string, Partial<LimitRule>, readonly string[]]>([
    ['a reminder in hours of a limit in working days', 'message-3wd', { remind: { hours: 8 } }, ['remind']],
    ['a pressing in working days of a limit in hours', 'livelihood-24h', { press: { workingDays: 1 } }, ['press']],
    ['an extension that is no longer', 'suggestion-7wd', { extension }, ['extension.limit']],
    ['a reminder before the event', 'message-3wd', { remind: { workingDays: 4 } }, ['remind']],
    ['a kind of message without a rule', 'message-3wd', { kinds: ['inquiry'] }, ['kinds']],
    ['a kind of message with two', 'message-3wd', { kinds: ['inquiry', 'complaint', 'suggestion'] }, ['kinds']],
    ['a key that stands twice', 'message-3wd', { key: 'affairs-5wd' }, ['key']],
    ['kinds of messages in a rule for something else', 'affairs-5wd', { kinds: ['inquiry'] }, ['kinds', 'kinds']],
  ])('are refused with %s', (_what, key, change, fields) => {
    expect(broken(key, change)).toEqual(fields);
  });
});
