import { clockTime, civilMoment, deadlineMoment, fullInstant, shortInstant, weekdayOf } from '../../src/web/time/civil';
import { figure, percent } from '../../src/web/time/figure';
import { msUntil, spanOf } from '../../src/web/time/span';

const NOW = Date.parse('2026-11-22T06:32:05Z');

describe('times on the page', () => {
  test('are those of Shanghai whatever zone the machine is in', () => {
    expect(clockTime('2026-11-22T06:32:05Z')).toBe('14:32:05');
    expect(shortInstant('2026-11-22T16:00:00Z', NOW)).toBe('11-23 00:00');
    expect(fullInstant('2026-11-22T06:32:05Z')).toBe('2026-11-22 14:32:05 Asia/Shanghai (UTC+8)');
  });

  test('name the year where it is another one, by the civil year of Shanghai', () => {
    expect(shortInstant('2026-12-31T15:59:59Z', NOW)).toBe('12-31 23:59');
    expect(shortInstant('2026-12-31T16:00:00Z', NOW)).toBe('2027-01-01 00:00');
  });

  test('say the midnight that ends a day as 24:00 of that day', () => {
    expect(deadlineMoment('2026-09-20T16:00:00Z')).toMatchObject({
      date: '2026-09-20',
      hour: '24',
      minute: '00',
      weekday: 7,
    });
    expect(deadlineMoment('2026-09-20T16:00:01Z')).toMatchObject({ date: '2026-09-21', hour: '00', second: '01' });
    expect(deadlineMoment('2026-09-20T09:00:00Z')).toMatchObject({ date: '2026-09-20', hour: '17' });
  });

  test('show a dash for what is no instant, never a guess', () => {
    expect(civilMoment('yesterday')).toBeNull();
    expect(clockTime('yesterday')).toBe('—');
    expect(shortInstant('', NOW)).toBe('—');
  });

  test('know weekdays of civil dates', () => {
    expect(weekdayOf('2026-09-18')).toBe(5);
    expect(weekdayOf('2026-09-20')).toBe(7);
    expect(weekdayOf('none')).toBe(0);
  });
});

describe('lengths and figures', () => {
  test('are cut, never rounded up', () => {
    expect(spanOf(2 * 86_400_000 - 1)).toEqual({ days: 1, hours: 23, minutes: 59 });
    expect(spanOf(-5)).toEqual({ days: 0, hours: 0, minutes: 0 });
    expect(percent(199, 200)).toBe('99%');
    expect(percent(0, 0)).toBe('—');
  });

  test('turn negative once a deadline has passed', () => {
    expect(msUntil('2026-11-22T06:32:05Z', NOW)).toBe(0);
    expect(msUntil('2026-11-22T06:32:04Z', NOW)).toBe(-1_000);
  });

  test('group five digits and more by thin spaces', () => {
    expect(figure(9_999)).toBe('9999');
    expect(figure(10_482)).toBe('10\u2009482');
    expect(figure(1_234_567)).toBe('1\u2009234\u2009567');
  });
});
