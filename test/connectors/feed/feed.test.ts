import { createFeedConnector } from '../../../src/connectors/feed/connector';
import { createPortalConnector } from '../../../src/connectors/portal/connector';
import type { Collected, Connector } from '../../../src/ports/connectors';
import { accessTo, callAt, standingClock } from '../support/access';
import { fakeHttp, type FakeReply } from '../support/fakeHttp';

const FEED = 'https://rsshub.example.gov.cn/douyin/user/yunxi';
const VIDEO = 'https://www.douyin.example/video/7300000000000000001';

function douyin(reply: FakeReply): Connector {
  const http = fakeHttp(() => reply);
  const portal = createPortalConnector({ http, clock: standingClock() });
  return createFeedConnector('douyin', { http, readFeed: portal.collector.collect });
}
const feed = (items: number): FakeReply => ({
  headers: { 'content-type': 'application/rss+xml' },
  body: `<rss version="2.0"><channel><title>云溪发布</title>${Array.from(
    { length: items },
    (_, n) =>
      `<item><title>第${n}条</title><link>${VIDEO}${n}</link><guid>${n}</guid><pubDate>${new Date(Date.UTC(2026, 8, 17 - n, 2)).toUTCString()}</pubDate></item>`,
  ).join('')}</channel></rss>`,
});
const look = (reply: FakeReply, settings: Record<string, string>): Promise<Collected> =>
  douyin(reply).collector.collect(accessTo({ platform: 'douyin', externalId: 'yunxi', settings }, null), callAt());

describe('an account that is read through a feed', () => {
  test('is seen in part unless the office declares that the feed holds everything', async () => {
    expect(await look(feed(3), { feedUrl: FEED })).toMatchObject({
      outcome: 'items',
      coverage: 'partial',
      completeFromAt: null,
    });
    const declared = await look(feed(3), { feedUrl: FEED, feedCoverage: 'full' });
    expect(declared).toMatchObject({ outcome: 'items', coverage: 'full' });
    expect(declared.completeFromAt).not.toBeNull();
    expect(declared.items).toHaveLength(3);
  });

  test('is not proven empty by a feed without entries, whatever was declared', async () => {
    for (const settings of [{ feedUrl: FEED }, { feedUrl: FEED, feedCoverage: 'full' }])
      expect(await look(feed(0), settings)).toMatchObject({ outcome: 'unparsed', detail: 'feed-proves-nothing' });
  });

  test('without a feed address is asked of nobody', async () => {
    expect(await look({ fault: 'timeout' }, {})).toMatchObject({ outcome: 'unparsed', detail: 'feed-missing' });
  });
});

describe('the settings of a feed', () => {
  const { checkSettings } = douyin({});
  test.each<[string, Record<string, string>, string[]]>([
    ['none at all', {}, []],
    ['an address', { feedUrl: FEED }, []],
    ['an address declared whole', { feedUrl: FEED, feedCoverage: 'full' }, []],
    ['no address', { feedUrl: 'rsshub/douyin' }, ['feedUrl not-an-address']],
    ['another protocol', { feedUrl: 'file:///etc/passwd' }, ['feedUrl not-an-address']],
    ['an unknown declaration', { feedUrl: FEED, feedCoverage: 'all' }, ['feedCoverage not-known']],
    ['a declaration about nothing', { feedCoverage: 'full' }, ['feedCoverage not-used']],
  ])('that are %s', (_name, settings, expected) => {
    expect(checkSettings?.(settings, 'yunxi').map(({ field, code }) => `${field} ${code}`)).toEqual(expected);
  });
});

describe('a pasted address', () => {
  const page = (head: string): FakeReply => ({
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<html><head>${head}</head><body><article><p>${'正文内容。'.repeat(40)}</p></article></body></html>`,
  });
  const TITLE = '<meta property="og:title" content="云溪县开展防汛演练">';
  const TIME = '<meta property="article:published_time" content="2026-09-17T10:03:00+08:00">';
  const read = (reply: FakeReply, url = VIDEO): ReturnType<NonNullable<Connector['articleReader']>['read']> => {
    const { articleReader } = douyin(reply);
    if (articleReader === null) throw new Error('no reader');
    return articleReader.read(url, callAt());
  };

  test.each([
    ['a META', '<meta name="author" content="云溪发布">'],
    ['linked data', '<script type="application/ld+json">{"author":[{"name":"云溪发布"}]}</script>'],
    ['linked data of a publisher', '<script type="application/ld+json">{"publisher":{"name":"云溪发布"}}</script>'],
  ])('is read with title, time and publisher as %s states them', async (_name, author) => {
    const found = await read(page(TITLE + TIME + author), `${VIDEO}#comments`);
    expect(found).toMatchObject({
      accountName: '云溪发布',
      externalId: null,
      post: { identity: VIDEO.replace('https://', ''), url: VIDEO, title: '云溪县开展防汛演练' },
    });
  });

  test('whose page names no publisher names nobody', async () => {
    expect(await read(page(TITLE + TIME))).toMatchObject({ accountName: null });
  });

  test.each<[string, FakeReply, string]>([
    ['says no time', page(TITLE), 'feed-article-unreadable'],
    ['is made by scripts alone', { body: '<div id="root"></div><script>render()</script>' }, 'feed-article-unreadable'],
    [
      'is broken linked data',
      page('<script type="application/ld+json">{"author":</script>'),
      'feed-article-unreadable',
    ],
    ['is not there', { status: 404 }, 'http-404'],
    ['cannot be reached', { fault: 'timeout' }, 'timeout'],
  ])('whose page %s is refused with its reason', async (_name, reply, code) => {
    expect(await read(reply)).toMatchObject({ failure: { code } });
  });

  test.each<['douyin' | 'other', string, boolean]>([
    ['douyin', 'https://www.douyin.com/video/1', true],
    ['douyin', 'https://v.douyin.com/abc', true],
    ['douyin', 'https://www.yunxi.gov.cn/a.html', false],
    ['douyin', 'https://notdouyin.com/video/1', false],
    ['douyin', 'https://www.douyin.com@www.yunxi.gov.cn/a.html', false],
    ['douyin', 'https://www.yunxi.gov.cn\\@douyin.com/a.html', false],
    ['other', 'https://video.yunxi.gov.cn/1', true],
    ['other', 'https://www.yunxi.gov.cn/1', true],
    ['other', 'https://www.douyin.com/video/1', false],
  ])('of %s at %s: %p', (platform, url, expected) => {
    const { articleReader } = douyin({});
    expect(articleReader?.isPageOf?.({ platform, homeUrl: 'https://www.yunxi.gov.cn/home' }, url)).toBe(expected);
  });

  test('that is no address of a page is not accepted', () => {
    const { articleReader } = douyin({});
    expect(
      ['', 'x', 'ftp://a/b', 'https://www.douyin.example/', VIDEO].map((url) => articleReader?.accepts(url)),
    ).toEqual([false, false, false, false, true]);
  });
});
