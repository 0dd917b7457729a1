import { isAsAdded, type RowOf } from '../../../src/domain/register/appliedImport';

const ROW = {
  ...{ platform: 'weibo', externalId: '1234567890', unit: 'a', name: '甲局发布', homeUrl: 'https://weibo.com/1' },
  ...{ columnClass: null, region: null, credential: null },
} as unknown as RowOf['accounts'];

test.each([
  ['as the file made it', {}, true],
  ['with an empty filing record', { filing: { purpose: null } }, true],
  ['in the website that the import made for it', { site: 'a' }, true],
  ['under another name', { name: '甲局' }, false],
  ['with a filing record that somebody has filled in', { filing: { purpose: '发布政务信息' } }, false],
  ['with settings that somebody has given', { settings: { feedUrl: 'https://a.gov.cn/rss' } }, false],
  ['with no settings', { settings: {} }, true],
] as const)('an account %s is as it was added: %s', (_how, change, is) => {
  expect(isAsAdded('accounts', ROW, { ...ROW, ...change } as RowOf['accounts'])).toBe(is);
});
