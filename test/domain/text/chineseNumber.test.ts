import { readChineseNumber } from '../../../src/domain/text/chineseNumber';
import { readDocNumbers } from '../../../src/domain/policies/docNumber';

describe('readChineseNumber', () => {
  test.each([
    ['八百四十三', 843],
    ['十二', 12],
    ['二十', 20],
    ['一百零五', 105],
    ['一千〇一', 1001],
    ['二〇二六', 2026],
    ['三', 3],
    ['一百一十', 110],
    ['九千九百九十九', 9999],
    ['一二三四五六七八九', 123456789],
    ['零', 0],
    ['百', 100],
    ['一千零一十', 1010],
  ])('%s is %d', (text, value) => {
    expect(readChineseNumber(text)).toBe(value);
  });
  test.each(['', '百千', '八四十', '若干', '八百百', '一百二三', '二十个', '一二三四五六七八九十', '十百'])(
    '%j is none',
    (text) => {
      expect(readChineseNumber(text)).toBeNull();
    },
  );
});

describe('an order numbered in words', () => {
  test.each(['中华人民共和国国务院令第八百四十三号', '国务院令（第八百四十三号）', '国令第843号'])(
    '%s is 国令第843号',
    (text) => {
      expect(readDocNumbers(text)).toEqual(['国令第843号']);
    },
  );
  test('another number is another document', () => {
    expect(readDocNumbers('国务院令第八百四十四号')).toEqual(['国令第844号']);
  });
  test('words that are no number name nothing', () => {
    expect(readDocNumbers('国务院令第若干号')).toEqual([]);
    expect(readDocNumbers('国务院令第百千号')).toEqual([]);
  });
});
