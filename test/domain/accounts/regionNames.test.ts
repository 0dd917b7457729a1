import fs from 'node:fs';
import path from 'node:path';
import { createRegionNames } from '../../../src/domain/accounts/regionNames';

const { regions } = JSON.parse(fs.readFileSync(path.join(__dirname, '../../../config/regions.json'), 'utf8')) as {
  readonly regions: Readonly<Record<string, string>>;
};
const names = createRegionNames(regions);

describe('the name of a place by GB/T 2260', () => {
  test.each([
    ['330106', '浙江省 杭州市 西湖区'],
    ['3301', '浙江省 杭州市'],
    ['330100', '浙江省 杭州市'],
    ['33', '浙江省'],
    ['330000', '浙江省'],
    ['110105', '北京市 朝阳区'],
    ['220521', '吉林省 通化市 通化县'],
    ['429004', '湖北省 仙桃市'],
    ['330113', '浙江省 杭州市 临平区'],
    ['330106001', '浙江省 杭州市 西湖区'],
  ])('of %s is %s', (code, name) => {
    expect(names.nameOf(code)).toBe(name);
  });

  test.each(['', '3', '999999', 'demo', '33010', '__proto__'])('of %j is not known', (code) => {
    expect(names.nameOf(code)).toBeNull();
  });

  test('is found by a part of it, by several words, and by the beginning of its code, larger places first', () => {
    expect(names.find('西湖区', 9).map(({ code }) => code)).toEqual(['330106', '360103', '420112']);
    expect(names.find('浙江 西湖', 9)).toEqual([{ code: '330106', name: '浙江省 杭州市 西湖区' }]);
    expect(names.find('3301', 3).map(({ code }) => code)).toEqual(['3301', '330102', '330105']);
    expect(names.find('', 5)).toHaveLength(5);
  });

  test('every county of the table lies in a province that has a name', () => {
    for (const code of Object.keys(regions))
      expect([code, regions[code.slice(0, 2)] !== undefined]).toEqual([code, true]);
  });
});
