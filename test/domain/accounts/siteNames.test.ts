import { sharedSiteNames, siteNamesFor } from '../../../src/domain/accounts/siteNames';

const called = (...sites: readonly string[]) =>
  sites.map((site) => ({ key: site.split('=')[0] ?? '', name: site.split('=')[1] ?? '' }));

describe('rows that take the name of another site', () => {
  test.each([
    ['one that is registered', ['b=教育局网站'], ['a=教育局网站'], [[0, 'a']]],
    ['one before it in the same rows', ['a=教育局网站', 'b=教育局网站'], [], [[1, 'a']]],
    ['one after it that has had it', ['b=教育局网站', 'a=教育局网站'], ['a=教育局网站'], [[0, 'a']]],
    ['nobody', ['b=教育局网站'], ['a=卫健局网站'], []],
    ['themselves', ['a=教育局网站'], ['a=教育局网站'], []],
    ['one that gives it up in the same rows', ['b=教育局网站', 'a=卫健局网站'], ['a=教育局网站', 'b=旧'], []],
    ['each other', ['a=乙', 'b=甲'], ['a=甲', 'b=乙'], []],
    ['one they have shared it with before', ['a=甲', 'b=甲'], ['a=甲', 'b=甲'], []],
    ['two that share it already', ['c=甲'], ['a=甲', 'b=甲'], [[0, 'a']]],
  ])('%s', (_whose, rows, stored, expected) => {
    const found = sharedSiteNames(called(...rows), called(...stored));
    expect(found.map(({ index, holder }) => [index, holder])).toEqual(expected);
  });
});

test('names for a site that nobody named never end, and no two are the same', () => {
  const column = {
    name: '动态',
    platform: 'portal',
    settings: {},
    externalId: '',
    homeUrl: 'https://a.test/x',
  } as const;
  const names = siteNamesFor('教育局', column);
  expect([1, 2, 3, 4].map(() => names.next().value)).toEqual([
    '教育局网站',
    '教育局网站（a.test）',
    '教育局网站（a.test）2',
    '教育局网站（a.test）3',
  ]);
});
