import { readRelative } from '../../../src/domain/time/relativeTime';

describe('readRelative', () => {
  /** Friday 2026-01-02 00:20 in Beijing. */
  const fetchedAt = new Date('2026-01-01T16:20:00.000Z');
  const relative = (text: string): string | null => {
    const published = readRelative(text, fetchedAt);
    if (published === null) return null;
    return published.precision === 'instant' ? published.at.toISOString() : published.on;
  };

  test.each([
    ['刚刚', '2026-01-01T16:20:00.000Z'],
    [' 刚刚\n', '2026-01-01T16:20:00.000Z'],
    ['30秒前', '2026-01-01T16:19:30.000Z'],
    ['30秒钟前', '2026-01-01T16:19:30.000Z'],
    ['5分前', '2026-01-01T16:15:00.000Z'],
    ['今天00:05', '2026-01-01T16:05:00.000Z'],
    ['昨天 23:10:15', '2026-01-01T15:10:15.000Z'],
    ['昨天\n  23:10', '2026-01-01T15:10:00.000Z'],
    ['12-31 08:00:30', '2025-12-31T00:00:30.000Z'],
    ['12月31日08:00', '2025-12-31T00:00:00.000Z'],
    ['5分钟前', '2026-01-01T16:15:00.000Z'],
    ['3 小时前', '2026-01-01T13:20:00.000Z'],
    ['2天前', '2025-12-31'],
    ['今天 00:05', '2026-01-01T16:05:00.000Z'],
    ['昨天 23:10', '2026-01-01T15:10:00.000Z'],
    ['昨天', '2026-01-01'],
    ['前天 10:00', '2025-12-31T02:00:00.000Z'],
    ['01-02', '2026-01-02'],
    ['01-03', '2025-01-03'],
    ['12-31', '2025-12-31'],
    ['12月31日 08:00', '2025-12-31T00:00:00.000Z'],
    ['02-29', '2024-02-29'],
  ])('reads %j from the instant of fetching as %s', (text, expected) => {
    expect(relative(text)).toBe(expected);
  });

  test.each([
    '',
    '2026-01-02',
    '13-01',
    '02-30',
    '稍早',
    '明天 10:00',
    '昨天 25:00',
    '分钟前',
    '99999分钟前',
    '5分钟前发布',
    '发布于5分钟前',
    '昨天 23:10 来源：本站',
    '发布于昨天',
    '12-31 08:00 本站',
    '5 天',
    '昨天 23:10:5',
  ])('returns null for %j', (text) => {
    expect(relative(text)).toBeNull();
  });

  test('keeps what was written, without the space around it', () => {
    expect(readRelative(' 2天前 ', fetchedAt)).toEqual({ precision: 'day', on: '2025-12-31', original: '2天前' });
  });

  test('29 February may lie eight years back, over a century that has none', () => {
    expect(readRelative('02-29', new Date('2104-01-05T00:00:00Z'))).toMatchObject({ on: '2096-02-29' });
  });
});
