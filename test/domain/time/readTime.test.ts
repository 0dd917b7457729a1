import fc from 'fast-check';
import { fromUnixSeconds, readPublished } from '../../../src/domain/time/readTime';

/** The exact instant as ISO text, or the day, or null: one word a row. */
function read(text: string | null | undefined): string | null {
  const published = readPublished(text);
  if (published === null) return null;
  return published.precision === 'instant' ? published.at.toISOString() : published.on;
}

describe('readPublished', () => {
  test.each([
    // ISO 8601
    ['2026-09-17T09:30:00+08:00', '2026-09-17T01:30:00.000Z'],
    ['2026-09-17T09:30:00.123+0800', '2026-09-17T01:30:00.000Z'],
    ['2026-09-17T09:30:00Z', '2026-09-17T09:30:00.000Z'],
    ['2026-09-17T09:30Z', '2026-09-17T09:30:00.000Z'],
    ['2026-09-17T09:30:00-05:30', '2026-09-17T15:00:00.000Z'],
    ['2024-11-29T11:27:01', '2024-11-29T03:27:01.000Z'],
    // numeric, no zone: Beijing time
    ['2026-09-17 09:30', '2026-09-17T01:30:00.000Z'],
    ['2026-09-17 09:30:45', '2026-09-17T01:30:45.000Z'],
    ['2026-9-7 9:05', '2026-09-07T01:05:00.000Z'],
    ['2026/09/17 09:30', '2026-09-17T01:30:00.000Z'],
    ['2026-09-17-09:30:00', '2026-09-17T01:30:00.000Z'],
    ['2026-09-17 24:00', '2026-09-17T16:00:00.000Z'],
    ['2026-09-17T09:30:00+14:00', '2026-09-16T19:30:00.000Z'],
    ['2026-09-17T09:30:00+05:59', '2026-09-17T03:31:00.000Z'],
    ['1949-01-01', '1949-01-01'],
    ['2100-12-31', '2100-12-31'],
    ['2026-09-17', '2026-09-17'],
    ['2026/9/17', '2026-09-17'],
    ['2026.09.17', '2026-09-17'],
    ['2026-\n01-\n23', '2026-01-23'],
    ['  [2026-09-17] ', '2026-09-17'],
    ['发布时间：2026-09-17 09:30', '2026-09-17T01:30:00.000Z'],
    ['成文日期: 2026年9月17日', '2026-09-17'],
    ['２０２６－０９－１７', '2026-09-17'],
    // Chinese
    ['2026年9月17日', '2026-09-17'],
    ['2026年09月17日 09:30', '2026-09-17T01:30:00.000Z'],
    ['2026年9月17日9时30分', '2026-09-17T01:30:00.000Z'],
    ['2026年 9 月 17 日', '2026-09-17'],
    ['2026 年 9 月 17 日 9 时 30 分', '2026-09-17T01:30:00.000Z'],
    ['二〇二六年九月十七日', '2026-09-17'],
    ['二○二六年十二月三十一日', '2026-12-31'],
    ['二〇二六年二月三十日', null],
    ['2026-09-17 9时30分', '2026-09-17T01:30:00.000Z'],
    ['2026-09-17 09时30分45秒', '2026-09-17T01:30:45.000Z'],
    ['2026.9.17.', '2026-09-17'],
    ['2026-9-7 9:5:3', '2026-09-07T01:05:03.000Z'],
    ['2026-9-7 9:65:3', null],
    ['2026-09-17T09:30:00+08:00[Asia/Shanghai]', '2026-09-17T01:30:00.000Z'],
    ['2026-09-17 09:30:00 Asia/Shanghai', '2026-09-17T01:30:00.000Z'],
    ['2026-09-17 09:30:00 Europe/Paris', null],
    ['2026年9月17日 9时30分15秒', '2026-09-17T01:30:15.000Z'],
    ['2026年9月17日 下午3:20', '2026-09-17T07:20:00.000Z'],
    ['2026年9月17日 上午9:20', '2026-09-17T01:20:00.000Z'],
    ['2026年9月17日 下午12:20', '2026-09-17T04:20:00.000Z'],
    ['2026年9月17日 晚上8点05分', '2026-09-17T12:05:00.000Z'],
    ['2026年9月17日 晚上11:59', '2026-09-17T15:59:00.000Z'],
    ['2026年9月17日 晚上20:05', '2026-09-17T12:05:00.000Z'],
    ['2026年9月17日 凌晨1:20', '2026-09-16T17:20:00.000Z'],
    // RFC 822
    ['Tue, 14 Apr 2026 00:00:00 +0800', '2026-04-13T16:00:00.000Z'],
    ['Tue, 14 Apr 2026 08:00:00 GMT', '2026-04-14T08:00:00.000Z'],
    ['14 Apr 2026 08:00 UT', '2026-04-14T08:00:00.000Z'],
    ['Tuesday, 14 April 2026 08:00:00 EST', '2026-04-14T13:00:00.000Z'],
    ['Tue, 14 Apr 2026 08:00:00', '2026-04-14T00:00:00.000Z'],
    ['Tue, 14 Apr 2026 08:00:00 CST', '2026-04-14T00:00:00.000Z'],
    ['Tue, 14 Apr 2026', '2026-04-14'],
    ['Tue, 07 Apr 2026 23:59:60 GMT', '2026-04-08T00:00:00.000Z'],
    // Weibo
    ['Fri Sep 18 10:05:31 +0800 2026', '2026-09-18T02:05:31.000Z'],
    ['Wed Jan 05 09:00:00 +0800 2011', '2011-01-05T01:00:00.000Z'],
    ['Fri Sep 18 10:05:31 2026', '2026-09-18T02:05:31.000Z'],
    ['Fri Sep 18 10:05:31 CST 2026', '2026-09-18T02:05:31.000Z'],
    // variants of RFC 822 that feeds print
    ['Fri, 18 Sep 2026 01:45:08 +02:00', '2026-09-17T23:45:08.000Z'],
    ['Fri, 18 Sep 2026 01:45:08 +2', '2026-09-17T23:45:08.000Z'],
    ['Fri, 18 Sep 2026 10:05:31 UTC+8', '2026-09-18T02:05:31.000Z'],
    ['18 Sep 26 13:26 UTC', '2026-09-18T13:26:00.000Z'],
    ['18-Sep-97 13:26:05 GMT', '1997-09-18T13:26:05.000Z'],
    ['Fri, Sep 18 2026 04:45:26 +0000', '2026-09-18T04:45:26.000Z'],
    ['September 18, 2026', '2026-09-18'],
    ['Sept. 18th, 2026 at 4:45 PM', '2026-09-18T08:45:00.000Z'],
    ['Sep 18, 2026, 12:05:31 AM', '2026-09-17T16:05:31.000Z'],
    ['Fri Sep 18 2026 10:05:31 GMT+0800 (中国标准时间)', '2026-09-18T02:05:31.000Z'],
    ['Fri Sep 18 2026 10:05:31 GMT+0800 (China Standard Time)', '2026-09-18T02:05:31.000Z'],
    // quotes and brackets around, weekdays between, compact, by half days
    ['"Fri, 18 Sep 2026 10:05:31 +0800"', '2026-09-18T02:05:31.000Z'],
    ['“2026-09-18 10:05”', '2026-09-18T02:05:00.000Z'],
    ['【2026-09-18】', '2026-09-18'],
    ['2026年9月18日 星期五 10:05', '2026-09-18T02:05:00.000Z'],
    ['2026-09-18（周五）', '2026-09-18'],
    ['2026–09–18', '2026-09-18'],
    ['20260918', '2026-09-18'],
    ['20260918T020531Z', '2026-09-18T02:05:31.000Z'],
    ['20260918100531', '2026-09-18T02:05:31.000Z'],
    ['2026/9/18 下午3:20:31', '2026-09-18T07:20:31.000Z'],
    ['2026/9/18 3:20:31 PM', '2026-09-18T07:20:31.000Z'],
    ['2026-09-18 凌晨12:10', '2026-09-17T16:10:00.000Z'],
    ['2026年9月18日 晚上8点', '2026-09-18T12:00:00.000Z'],
    ['2026-09-18 10:05:31.0', '2026-09-18T02:05:31.000Z'],
  ])('reads %j as %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    null,
    undefined,
    '',
    '   ',
    '刚刚',
    '昨天 10:00',
    'yesterday',
    '2026',
    '2026-09',
    '2026年9月',
    '09-17',
    '26-09-17',
    '17/09/2026',
    '2026-02-30',
    '2026-13-01',
    '2026-09-17 25:00',
    '2026-09-17 24:01',
    '2026-09-17 09:60',
    '2026-09-17 09:30:61',
    '2026-09-17 24:00:01',
    '2026-09-17T09:30:00+15:00',
    '2026-09-17T09:30:00+08:60',
    '2026年9月17日 下午',
    '2026-09-17 09:30 来源：本站',
    '2026-09-17 09:30 2026-09-18',
    '2026-09/17',
    '0000-00-00 00:00:00',
    '0001-01-01',
    '1970-01-01 08:00:00',
    '1970-01-01T00:00:00Z',
    '1948-12-31',
    '2101-01-01',
    '14 Foo 2026 08:00 GMT',
    '14 Apr 26',
    'Foo, 14 Apr 2026 08:00 GMT',
    '202609',
    '20261301',
    '2026-09-17 9时',
    '2026-09-17T09:30:00+25:00',
    'Tue, 14 Apr 2026 08:00:00 XYZ',
    '1789610400',
    '1789610400000',
    'NaN',
    'Invalid Date',
    'undefined',
  ])('returns null for %j instead of guessing', (text) => {
    expect(readPublished(text)).toBeNull();
  });

  test('keeps what the source wrote', () => {
    expect(readPublished(' 2026-09-17 ')).toEqual({ precision: 'day', on: '2026-09-17', original: '2026-09-17' });
  });

  test('keeps midnight as an exact time unless the caller knows that the source means the day', () => {
    const text = 'Tue, 14 Apr 2026 00:00:00 +0800';
    expect(readPublished(text)?.precision).toBe('instant');
    expect(readPublished(text, { midnightMeansDay: true })).toEqual({
      precision: 'day',
      on: '2026-04-14',
      original: text,
    });
    for (const clock of ['00:00:01', '00:01:00', '01:00:00'])
      expect(readPublished(`Tue, 14 Apr 2026 ${clock} +0800`, { midnightMeansDay: true })?.precision).toBe('instant');
  });

  test('reads its own instants back, whatever the form', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1992-01-01T00:00:00Z'), max: new Date('2100-12-30T00:00:00Z'), noInvalidDate: true }),
        (date) => {
          const at = new Date(Math.floor(date.getTime() / 1000) * 1000);
          const beijing = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19);
          for (const text of [
            at.toISOString(),
            `${beijing}+08:00`,
            beijing,
            beijing.replace('T', ' '),
            beijing.replaceAll('-', '/').replace('T', ' '),
            beijing.replace('T', '-'),
            at.toUTCString(),
          ]) {
            expect(read(text)).toBe(at.toISOString());
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('never throws and never returns an impossible time, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789-/:. T年月日时分+Z,AprFriSep昨天'), maxLength: 32 }),
        (text) => {
          const published = readPublished(text);
          if (published?.precision === 'instant') expect(Number.isNaN(published.at.getTime())).toBe(false);
          if (published?.precision === 'day') expect(published.on).toMatch(/^(19[4-9]|20|2100)/);
        },
      ),
      { numRuns: 500 },
    );
  });

  /** How the cost grows with such texts: test/bench/hostileText.ts. */
  test.each([
    '2026'.repeat(20_000),
    `${' '.repeat(50_000)}x`,
    '- '.repeat(50_000),
    '2026-'.repeat(20_000),
    `a${' a'.repeat(30_000)}`,
  ])('finds no time in hostile text, and comes to an end', (text) => {
    expect(readPublished(text)).toBeNull();
  });
});

describe('fromUnixSeconds', () => {
  test('reads seconds', () => {
    expect(fromUnixSeconds(1763779000)).toEqual({
      precision: 'instant',
      at: new Date('2025-11-22T02:36:40.000Z'),
      original: '1763779000',
    });
  });
  test('up to the end of the year 2100, in UTC', () => {
    const end = Date.UTC(2101, 0, 1) / 1000;
    expect(fromUnixSeconds(end - 1)).toMatchObject({ precision: 'instant', at: new Date('2100-12-31T23:59:59.000Z') });
    expect(fromUnixSeconds(end)).toBeNull();
  });
  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1763779000000])('returns null for %p', (seconds) => {
    expect(fromUnixSeconds(seconds)).toBeNull();
  });
});
