import { canonicalUrl, ownUrls, urlKey } from '../../../src/domain/policies/canonicalUrl';
import type { Policy, PolicySighting } from '../../../src/domain/policies/policy';

const PAGE = 'https://www.gov.cn/zhengce/content/202609/content_7040001.htm';

describe('canonicalUrl', () => {
  test.each([
    PAGE,
    'http://www.gov.cn/zhengce/content/202609/content_7040001.htm',
    'https://gov.cn/zhengce/content/202609/content_7040001.htm',
    'HTTPS://WWW.GOV.CN:443/zhengce/content/202609/content_7040001.htm#top',
    `${PAGE}?utm_source=weibo&spm=1.2&from=timeline&isappinstalled=0`,
    ` ${PAGE} `,
    `https://weibo.cn/sinaurl?u=${encodeURIComponent(PAGE)}`,
    `https://passport.weibo.com/sinaurl?toasturl=${encodeURIComponent(PAGE)}`,
    `https://weibo.cn/sinaurl?u=${encodeURIComponent(`https://weibo.cn/sinaurl?u=${encodeURIComponent(PAGE)}`)}`,
  ])('%s is the one page', (url) => {
    expect(canonicalUrl(url)).toBe('gov.cn/zhengce/content/202609/content_7040001.htm');
  });

  test.each([
    ['https://a.cn/x?b=2&a=1', 'https://a.cn/x/?a=1&b=2'],
    ['https://a.cn/x/index.html', 'https://a.cn/x/'],
    ['https://a.cn', 'https://a.cn/'],
    ['https://a.cn/%E4%B8%AD', 'https://a.cn/中'],
  ])('%s and %s are one', (one, other) => {
    expect(canonicalUrl(one)).toBe(canonicalUrl(other));
  });

  test.each([
    ['https://a.cn/x?id=1', 'https://a.cn/x?id=2'],
    ['https://a.cn/X', 'https://a.cn/x'],
    ['https://a.cn:8080/x', 'https://a.cn/x'],
    ['https://b.a.cn/x', 'https://a.cn/x'],
    ['https://a.cn/x', 'https://a.cn/x.html'],
  ])('%s and %s are two', (one, other) => {
    expect(canonicalUrl(one)).not.toBe(canonicalUrl(other));
  });

  test.each([
    '',
    'gov.cn/x',
    '/relative',
    'javascript:alert(1)',
    'ftp://a.cn/x',
    'https://',
    'http://[',
    'mailto:a@b.cn',
  ])('%j is no address', (url) => {
    expect([canonicalUrl(url), urlKey(url)]).toEqual([null, null]);
  });

  test('a wrapper without an address inside stays itself', () => {
    expect(canonicalUrl('https://weibo.cn/sinaurl?u=nothing')).toBe('weibo.cn/sinaurl?u=nothing');
  });
});

test('ownUrls leaves out the landing page that several policies share', () => {
  const sighting = (url: string | null): PolicySighting => ({
    sourceId: 's' as PolicySighting['sourceId'],
    url,
    statedSource: null,
    firstSeenAt: new Date(0),
    lastSeenAt: new Date(0),
    listed: true,
  });
  const policy: Pick<Policy, 'url' | 'sightings' | 'identityKeys'> = {
    url: 'https://a.cn/landing',
    identityKeys: ['doc:国发〔2026〕30号', 'url:gov.cn/x.htm'],
    sightings: [
      sighting('https://a.cn/landing'),
      sighting('https://www.gov.cn/x.htm'),
      sighting('http://gov.cn/x.htm'),
      sighting(null),
    ],
  };
  expect(ownUrls(policy)).toEqual(['https://www.gov.cn/x.htm', 'http://gov.cn/x.htm']);
});
