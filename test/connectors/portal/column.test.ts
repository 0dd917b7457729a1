import { createPortalConnector } from '../../../src/connectors/portal/connector';
import type { Collected } from '../../../src/ports/connectors';
import { accessTo, callAt, NOW, PORTAL_ACCESS, standingClock } from '../support/access';
import { fakeHttp } from '../support/fakeHttp';
import type { FakeHttp, FakeReply } from '../support/fakeHttp';

const LIST = 'https://www.example.gov.cn/xwzx/';
const RSS_ACCESS = accessTo(
  { platform: 'portal', externalId: 'https://www.example.gov.cn/rss.xml', settings: { kind: 'rss' } },
  null,
);
const listOf = (...rows: [string, string, string][]): string =>
  `<ul class="list">${rows.map(([href, title, date]) => `<li><a href="${href}">${title}</a><span>${date}</span></li>`).join('')}</ul>`;
const rss = (...items: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>c</title>${items.join('')}</channel></rss>`;
const item = (n: number, pubDate: string, more = ''): string =>
  `<item><title>标题${n}</title><link>https://www.example.gov.cn/${n}.html</link><pubDate>${pubDate}</pubDate>${more}</item>`;

async function look(
  replies: Readonly<Record<string, FakeReply>> | FakeReply,
  access = PORTAL_ACCESS,
): Promise<{ collected: Collected; http: FakeHttp }> {
  const http = fakeHttp((request) => {
    const byUrl = replies as Readonly<Record<string, FakeReply>>;
    return Object.keys(replies).some((key) => key.startsWith('https://'))
      ? (byUrl[request.url] ?? { status: 404 })
      : (replies as FakeReply);
  });
  return {
    collected: await createPortalConnector({ http, clock: standingClock() }).collector.collect(access, callAt()),
    http,
  };
}

describe('a list page', () => {
  const rows: [string, string, string][] = [
    ['1.html', '一', '2026-09-17'],
    ['2.html', '二', '2026-09-16'],
    ['3.html', '三', '2026-09-10'],
  ];

  test('is sight of everything after its last day', async () => {
    const { collected } = await look({ [LIST]: { body: listOf(...rows) } });
    expect(collected).toMatchObject({
      outcome: 'items',
      coverage: 'full',
      completeFromAt: new Date('2026-09-10T16:00:00Z'),
    });
    expect(collected.items.map((post) => post.identity)).toEqual([
      'www.example.gov.cn/xwzx/1.html',
      'www.example.gov.cn/xwzx/2.html',
      'www.example.gov.cn/xwzx/3.html',
    ]);
  });

  test('has its newest articles read for the minute, the text and the link to the original', async () => {
    const article =
      '<meta name="PubDate" content="2026-09-17 09:30"><div class="TRS_Editor">正文 原文链接：https://www.gov.cn/1.htm</div>';
    const { collected } = await look({ [LIST]: { body: listOf(...rows) }, [`${LIST}1.html`]: { body: article } });
    expect(collected.items[0]).toMatchObject({
      publishedAt: { precision: 'instant', at: new Date('2026-09-17T01:30:00Z') },
      text: '正文 原文链接：https://www.gov.cn/1.htm',
      links: ['https://www.gov.cn/1.htm'],
    });
    expect(collected.items[1]).toMatchObject({ publishedAt: { precision: 'day', on: '2026-09-16' }, text: '' });
  });

  test('keeps its own day where an article states another one', async () => {
    const { collected } = await look({
      [LIST]: { body: listOf(...rows) },
      [`${LIST}1.html`]: { body: '<meta name="PubDate" content="2026-09-18 09:30">' },
    });
    expect(collected.items[0]?.publishedAt).toMatchObject({ precision: 'day', on: '2026-09-17' });
  });

  test('without dates is dated by its articles, and is unparsed where they state none', async () => {
    const undated = listOf(['1.html', '一', ''], ['2.html', '二', '']);
    const dated = {
      [`${LIST}1.html`]: { body: '<meta name="PubDate" content="2026-09-17 09:30">' },
      [`${LIST}2.html`]: { body: '<meta name="PubDate" content="2026-09-16">' },
    };
    expect((await look({ [LIST]: { body: undated }, ...dated })).collected).toMatchObject({
      outcome: 'items',
      items: [{}, {}],
    });
    expect((await look({ [LIST]: { body: undated } })).collected).toMatchObject({
      outcome: 'unparsed',
      detail: 'list-dates-unreadable',
      items: [],
    });
  });

  test('reads each article once, in later looks where a look has no room for it, and only on its own site', async () => {
    const many = listOf(
      ['https://mp.weixin.qq.com/s/1', '外站', '2026-09-17'],
      ...[2, 3, 4, 5].map((n): [string, string, string] => [`${n}.html`, `题${n}`, '2026-09-16']),
    );
    const http = fakeHttp((request) =>
      request.url === LIST ? { body: many } : { body: '<meta name="PubDate" content="2026-09-16 08:00">' },
    );
    const connector = createPortalConnector({ http, clock: standingClock() });
    for (let n = 0; n < 3; n += 1) await connector.collector.collect(PORTAL_ACCESS, callAt());
    const first = [LIST, `${LIST}2.html`, `${LIST}3.html`, `${LIST}4.html`];
    expect(http.requests.map((request) => request.url)).toEqual([...first, LIST, `${LIST}5.html`, LIST]);
  });

  test('asks again for an article that could not be read', async () => {
    let failing = true;
    const http = fakeHttp((request) =>
      request.url === LIST
        ? { body: listOf(['1.html', '一', '2026-09-17']) }
        : failing
          ? { status: 503 }
          : { body: '<meta name="PubDate" content="2026-09-17 08:00">' },
    );
    const connector = createPortalConnector({ http, clock: standingClock() });
    expect((await connector.collector.collect(PORTAL_ACCESS, callAt())).items[0]?.publishedAt.precision).toBe('day');
    failing = false;
    expect((await connector.collector.collect(PORTAL_ACCESS, callAt())).items[0]?.publishedAt.precision).toBe(
      'instant',
    );
  });

  test('whose newest row has no readable date is unparsed: the newest may be what was not read', async () => {
    const long = Array.from({ length: 12 }, (_, n): [string, string, string] => [
      `${n}.html`,
      `题${n}`,
      n === 0 ? '昨儿' : `2026-09-${String(17 - n).padStart(2, '0')}`,
    ]);
    expect((await look({ [LIST]: { body: listOf(...long) } })).collected).toMatchObject({
      outcome: 'unparsed',
      detail: 'list-dates-unreadable',
      failure: { message: expect.stringContaining('12 条中有 1 条') as string },
    });
  });

  test('with an unreadable row further down is sight, but no longer complete', async () => {
    const long = Array.from({ length: 10 }, (_, n): [string, string, string] => [
      `${n}.html`,
      `题${n}`,
      n === 7 ? '不明' : `2026-09-${String(17 - n).padStart(2, '0')}`,
    ]);
    const { collected } = await look({ [LIST]: { body: listOf(...long) } });
    expect(collected).toMatchObject({ outcome: 'items', completeFromAt: null });
    expect(collected.items).toHaveLength(9);
  });

  test('of today alone proves nothing before tomorrow', async () => {
    expect(
      (await look({ [LIST]: { body: listOf(['1.html', '一', '2026-09-18'], ['2.html', '二', '2026-09-18']) } }))
        .collected,
    ).toMatchObject({ outcome: 'items', completeFromAt: null });
  });

  test('marks what is pinned', async () => {
    const { collected } = await look({ [LIST]: { body: listOf(['0.html', '置顶', '2020-01-01'], ...rows) } });
    expect(collected.items.map((post) => post.pinned)).toEqual([true, false, false, false]);
  });

  test('in a lying charset is read as what its bytes are', async () => {
    const gbk = Buffer.concat([
      Buffer.from('<meta charset="gb2312"><ul class="list"><li><a href="1.html">'),
      Buffer.from([0xd5, 0xfe, 0xce, 0xf1]),
      Buffer.from('</a><span>2026-09-17</span></li></ul>'),
    ]);
    const { collected } = await look({
      [LIST]: { body: gbk, headers: { 'content-type': 'text/html; charset=utf-8' } },
    });
    expect(collected.items[0]?.title).toBe('政务');
  });

  test.each<[string, FakeReply, string, string]>([
    [
      'a redesign',
      { body: '<main><section data-url="1"><h3>一</h3></section></main>' },
      'unparsed',
      'list-selector-matches-nothing',
    ],
    ['a challenge', { status: 412, body: '<script>1</script>' }, 'refused', 'http-412'],
    ['a refusal', { status: 403 }, 'refused', 'http-403'],
    ['a missing page', { status: 404 }, 'unparsed', 'http-404'],
    ['trouble', { status: 502 }, 'unreachable', 'http-502'],
    ['no connection', { fault: 'connection-refused' }, 'unreachable', 'connection-refused'],
    ['haste', { status: 429, headers: { 'retry-after': '60' } }, 'rate-limited', 'http-429'],
    ['a login', { status: 401 }, 'unauthorised', 'http-401'],
    ['50 MB', { fault: 'answer-too-large' }, 'unparsed', 'answer-too-large'],
  ])('met with %s is told from silence', async (_name, reply, outcome, detail) => {
    expect((await look(reply)).collected).toMatchObject({
      outcome,
      detail,
      items: [],
      completeFromAt: null,
      failure: { code: detail },
    });
  });

  test('with a selector nobody can read asks for its configuration', async () => {
    const access = accessTo(
      { platform: 'portal', settings: { kind: 'list', listUrl: LIST, itemSelector: 'ul[[' } },
      null,
    );
    expect((await look({ body: listOf(...rows) }, access)).collected).toMatchObject({
      outcome: 'unparsed',
      detail: 'profile-invalid',
      failure: { remedy: 'fix-configuration', message: expect.stringContaining('itemSelector') as string },
    });
  });
});

describe('a feed', () => {
  test('is sight of everything from its oldest entry on', async () => {
    const { collected } = await look(
      {
        body: rss(
          item(
            2,
            'Thu, 17 Sep 2026 10:00:00 +0800',
            '<description>&lt;p&gt;文 https://www.gov.cn/1&lt;/p&gt;</description>',
          ),
          item(1, '2026-09-10 08:00:00'),
        ),
      },
      RSS_ACCESS,
    );
    expect(collected).toMatchObject({
      outcome: 'items',
      detail: 'feed',
      completeFromAt: new Date('2026-09-10T00:00:00Z'),
    });
    expect(collected.items[0]).toMatchObject({
      title: '标题2',
      url: 'https://www.example.gov.cn/2.html',
      text: '文 https://www.gov.cn/1',
      links: ['https://www.gov.cn/1'],
      platformIds: ['https://www.example.gov.cn/2.html'],
    });
  });

  test('without entries is empty, and is proven so', async () => {
    expect((await look({ body: rss() }, RSS_ACCESS)).collected).toMatchObject({
      outcome: 'proven-empty',
      completeFromAt: new Date(0),
    });
  });

  test.each<[string, string, string]>([
    ['HTML in its place', '<html><body>欢迎</body></html>', 'feed-not-recognised'],
    ['nothing', '', 'feed-not-recognised'],
    ['entries without dates', rss(item(1, '')), 'list-dates-unreadable'],
  ])('with %s is unparsed', async (_name, body, detail) => {
    expect((await look({ body }, RSS_ACCESS)).collected).toMatchObject({ outcome: 'unparsed', detail, items: [] });
  });

  test('keeps a date in the future as it stands: judging it is not the reader’s work', async () => {
    const { collected } = await look({ body: rss(item(1, 'Fri, 17 Sep 2027 10:00:00 +0800')) }, RSS_ACCESS);
    expect(collected.items[0]?.publishedAt).toMatchObject({ at: new Date('2027-09-17T02:00:00Z') });
    expect(collected.completeFromAt).toBeNull();
    expect(NOW.getTime()).toBeLessThan(Date.parse('2027-01-01'));
  });
});

describe('an answer that was read before', () => {
  const LONG = `<description>${'为提升行政效能，现就有关事项通知如下。'.repeat(8)}</description>`;
  const feed = rss(item(2, 'Thu, 17 Sep 2026 09:00:00 +0800', LONG), item(1, 'Wed, 16 Sep 2026 09:00:00 +0800', LONG));
  const afterwards = async (body: string, answer: FakeReply, access = RSS_ACCESS) => {
    const { collected } = await look({ body }, access);
    const lastList = { ...collected, digest: 'd', answerDigest: collected.answerDigest ?? null } as never;
    return (await look(answer, { ...access, lastList })).collected;
  };

  test('is not read again: it is sight of the same list', async () => {
    const { collected } = await look({ body: feed }, RSS_ACCESS);
    const again = await afterwards(feed, { body: feed });
    expect(again).toMatchObject({ sameAsBefore: true, items: [], outcome: 'items', detail: 'feed', failure: null });
    expect(again.completeFromAt).toEqual(collected.completeFromAt);
  });

  test.each<[string, string, FakeReply, typeof RSS_ACCESS]>([
    ['another byte', feed, { body: `${feed} ` }, RSS_ACCESS],
    ['another charset', feed, { body: feed, headers: { 'content-type': 'text/xml; charset=utf-16' } }, RSS_ACCESS],
    [
      'a list page, whose dates may be said by how long ago',
      listOf(['1.html', '一', '1小时前']),
      { body: listOf(['1.html', '一', '1小时前']) },
      PORTAL_ACCESS,
    ],
    [
      'a feed of summaries, whose articles are still to be read',
      rss(item(1, 'Wed, 16 Sep 2026 09:00:00 +0800')),
      { body: rss(item(1, 'Wed, 16 Sep 2026 09:00:00 +0800')) },
      RSS_ACCESS,
    ],
  ])('is read again where it has %s', async (_what, body, answer, access) => {
    expect((await afterwards(body, answer, access)).sameAsBefore).toBeUndefined();
  });

  test('is read again by another version of the product, whose readers may find more in it', async () => {
    const answered = async (version: string, access = RSS_ACCESS) => {
      const http = fakeHttp(() => ({ body: feed }));
      return createPortalConnector({ http, clock: standingClock(), version }).collector.collect(access, callAt());
    };
    const { answerDigest = null, ...collected } = await answered('1.0.0');
    const access = { ...RSS_ACCESS, lastList: { ...collected, digest: 'd', answerDigest } as never };
    expect((await answered('1.0.0', access)).sameAsBefore).toBe(true);
    expect((await answered('1.0.1', access)).sameAsBefore).toBeUndefined();
  });

  test('is refused like any other where the server refuses it', async () => {
    expect(await afterwards(feed, { status: 503, body: feed })).toMatchObject({ outcome: 'unreachable', items: [] });
  });
});
