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
    expect(canonicalUrl('https://weibo.cn/sinaurl')).toBe('weibo.cn/sinaurl');
  });

  test.each([
    'https://weibo.com/1234567890/x?u=https%3A%2F%2Fa.cn%2Fx',
    'https://notweibo.cn/sinaurl?u=https%3A%2F%2Fa.cn%2Fx',
    'https://weibo.cn.example.org/sinaurl?u=https%3A%2F%2Fa.cn%2Fx',
    'https://weibo.example.org/sinaurl?u=https%3A%2F%2Fa.cn%2Fx',
  ])('%s is no wrapper', (url) => {
    expect(canonicalUrl(url)).toContain('a.cn%2Fx');
  });

  test('three wrappers are opened, a fourth is not', () => {
    const wrap = (url: string): string => `https://weibo.cn/sinaurl?u=${encodeURIComponent(url)}`;
    expect(canonicalUrl(wrap(wrap(wrap(PAGE))))).toBe(canonicalUrl(PAGE));
    expect(canonicalUrl(wrap(wrap(wrap(wrap(PAGE)))))).toMatch(/^weibo\.cn\/sinaurl/);
  });

  test.each(
    'utm_source utm_medium spm from isappinstalled share share_token scene srcid sessionid wxshare tdsourcetag _t timestamp UTM_ID'.split(
      ' ',
    ),
  )('%s says how a reader came', (name) => {
    expect(canonicalUrl(`https://a.cn/x?id=1&${name}=2`)).toBe('a.cn/x?id=1');
  });

  test.each('id fromage xfrom spmid scenes sessionids _tt timestamps utm reshare'.split(' '))(
    '%s says what the page is',
    (name) => {
      expect(canonicalUrl(`https://a.cn/x?${name}=2`)).toBe(`a.cn/x?${name}=2`);
    },
  );

  test.each(
    'index.html index.htm index.shtml index.php index.jsp index.asp index.aspx default.html Default.aspx'.split(' '),
  )('%s is the page of its folder', (name) => {
    expect(canonicalUrl(`https://a.cn/x/${name}`)).toBe('a.cn/x');
  });

  test.each('myindex.html index.xml index.html.bak index index_1.html'.split(' '))(
    '%s is a page of its own',
    (name) => {
      expect(canonicalUrl(`https://a.cn/x/${name}`)).toBe(`a.cn/x/${name}`);
    },
  );

  test('the order of parameters does not matter, also of those that share a name', () => {
    expect(canonicalUrl('https://a.cn/x?b=1&a=2&a=1')).toBe('a.cn/x?a=1&a=2&b=1');
    expect(canonicalUrl('https://a.cn/x?a=1&b=1&a=2')).toBe('a.cn/x?a=1&a=2&b=1');
  });

  test.each([
    ['https://a.cn./x', 'a.cn/x'],
    ['https://www.a.cn/x///', 'a.cn/x'],
    ['https://www.www.cn/x', 'www.cn/x'],
    ['https://a.www.cn/x', 'a.www.cn/x'],
    ['\n https://a.cn/x', 'a.cn/x'],
    ['see https://a.cn/x', null],
  ])('%j is %p', (url, canonical) => {
    expect(canonicalUrl(url)).toBe(canonical);
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
