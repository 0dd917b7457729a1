import { createPortalConnector } from '../../../src/connectors/portal/connector';
import type { AccountAccess, Collected } from '../../../src/ports/connectors';
import { accessTo, callAt, PORTAL_ACCESS, standingClock } from '../support/access';
import { fakeHttp } from '../support/fakeHttp';
import type { FakeReply } from '../support/fakeHttp';

const LIST = PORTAL_ACCESS.account.settings['listUrl'] ?? PORTAL_ACCESS.account.externalId;
const listOf = (count: number, titleOf = (n: number): string => `题目${n}`): string =>
  `<ul class="list">${Array.from({ length: count }, (_, n) => `<li><a href="${n}.html">${titleOf(n)}</a><span>2026-09-${String(17 - n).padStart(2, '0')}</span></li>`).join('')}</ul>`;
const article = (n: number): FakeReply => ({
  body: `<meta name="PubDate" content="2026-09-${String(17 - n).padStart(2, '0')} 08:00"><div id="zoom"><p>第${n}篇的正文。</p></div>`,
});
const numberOf = (url: string): number => Number(/(\d+)\.html$/.exec(url)?.[1] ?? '-1');

/** A column whose pages answer by `reply`, looked at again and again. */
function column(
  html: () => string,
  reply: (n: number) => FakeReply,
): { look(access?: AccountAccess): Promise<Collected>; read: () => number[] } {
  const http = fakeHttp((request) => (request.url === LIST ? { body: html() } : reply(numberOf(request.url))));
  const connector = createPortalConnector({ http, clock: standingClock() });
  return {
    look: (access = PORTAL_ACCESS) => connector.collector.collect(access, callAt()),
    read: () => http.requests.filter(({ url }) => url !== LIST).map(({ url }) => numberOf(url)),
  };
}
const textsOf = (look: Collected | undefined): string[] => (look?.items ?? []).map(({ text }) => text);

test('every article is read in the end: a few a look, each once', async () => {
  const { look, read } = column(() => listOf(8), article);
  const looks = [await look(), await look(), await look(), await look()];
  expect(read()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(textsOf(looks[0])).toEqual(['第0篇的正文。', '第1篇的正文。', '第2篇的正文。', '', '', '', '', '']);
  expect(textsOf(looks[3])).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((n) => `第${n}篇的正文。`));
});

test('what was not read yet says so, and what was read does not', async () => {
  const { look } = column(() => listOf(5), article);
  expect((await look()).items.map(({ textState }) => textState)).toEqual([
    undefined,
    undefined,
    undefined,
    'unread',
    'unread',
  ]);
});

test('what is new since the last sight is read at once, up to ten', async () => {
  const { look, read } = column(() => listOf(14), article);
  await look({ ...PORTAL_ACCESS, lastSeenNewestAt: new Date('2026-09-10T00:00:00Z'), lastSeenIdentities: [] });
  expect(read().slice(0, 8)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(read()).toHaveLength(8 + 3);
});

test('a page that cannot be had goes behind those never tried, and is asked for again', async () => {
  let isDown = true;
  const { look, read } = column(
    () => listOf(5),
    (n) => (n < 3 && isDown ? { status: 404 } : article(n)),
  );
  await look();
  await look();
  expect(read().slice(0, 3)).toEqual([0, 1, 2]);
  expect(read().slice(3).sort()).toEqual([0, 3, 4]);
  isDown = false;
  for (let n = 0; n < 2; n += 1) await look();
  expect(textsOf(await look()).every((text) => text !== '')).toBe(true);
});

test('a page that says in its place that it is missing is no article', async () => {
  const { look } = column(
    () => listOf(3),
    () => ({ body: '<html><title>404</title><body><div>您访问的页面不存在或已删除。</div></body></html>' }),
  );
  expect(textsOf(await look())).toEqual(['', '', '']);
});

describe('a title cut by the list', () => {
  const WHOLE = '关于进一步做好秋冬季森林草原防灭火工作的通知';
  const titled = (head: string): FakeReply => ({
    body: `<html><head>${head}</head><body><div id="zoom">正文</div></body></html>`,
  });
  test.each([
    ['dots', `${WHOLE.slice(0, 12)}...`, `<meta name="ArticleTitle" content="${WHOLE}">`, WHOLE],
    ['an ellipsis', `${WHOLE.slice(0, 12)}…`, `<meta name="ArticleTitle" content="${WHOLE}">`, WHOLE],
    ['nothing at all', WHOLE.slice(0, 12), `<meta name="ArticleTitle" content="${WHOLE}">`, WHOLE],
    [
      'dots, and only the window has the whole',
      `${WHOLE.slice(0, 12)}…`,
      `<title>${WHOLE}_某某县人民政府</title>`,
      WHOLE,
    ],
    [
      'nothing, and only the window has more',
      WHOLE.slice(0, 12),
      `<title>${WHOLE}_某某县人民政府</title>`,
      WHOLE.slice(0, 12),
    ],
    [
      'dots, and the page is of something else',
      `${WHOLE.slice(0, 12)}…`,
      '<meta name="ArticleTitle" content="另一件事的公告">',
      `${WHOLE.slice(0, 12)}…`,
    ],
  ])('gives way to the article’s own: cut by %s', async (_name, shown, head, title) => {
    const { look } = column(
      () => listOf(3, (n) => (n === 0 ? shown : `题目${n}`)),
      () => titled(head),
    );
    const first = await look();
    expect(first.items[0]?.title).toBe(title);
    // The entry keeps the name it had before its page was read.
    expect(first.items[0]?.identity).toMatch(/\/0\.html$/);
  });
});

describe('a feed', () => {
  const FEED = 'https://www.example.gov.cn/rss.xml';
  const access = accessTo({ platform: 'portal', externalId: FEED, settings: { kind: 'rss', listUrl: FEED } }, null);
  const entry = (n: number, more: string): string =>
    `<item><title>题目${n}</title><link>https://www.example.gov.cn/${n}.html</link><pubDate>Thu, 17 Sep 2026 0${n}:00:00 +0800</pubDate>${more}</item>`;
  const look = async (xml: string): Promise<{ collected: Collected; urls: string[] }> => {
    const http = fakeHttp((request) =>
      request.url === FEED
        ? { body: xml }
        : numberOf(request.url) < 0
          ? { status: 404 }
          : article(numberOf(request.url)),
    );
    const connector = createPortalConnector({ http, clock: standingClock() });
    return {
      collected: await connector.collector.collect(access, callAt()),
      urls: http.requests.map(({ url }) => url).slice(1),
    };
  };
  const feed = (...items: string[]): string =>
    `<rss version="2.0"><channel><title>c</title>${items.join('')}</channel></rss>`;

  test('whose entries hold their text needs no pages; one that says little of an article is read on its page', async () => {
    const whole = '一段足够长的正文，'.repeat(12);
    const { collected, urls } = await look(feed(entry(2, `<description>${whole}</description>`), entry(1, '')));
    expect(urls).toEqual(['https://www.example.gov.cn/1.html']);
    expect(textsOf(collected)).toEqual([whole, '第1篇的正文。']);
  });

  test('whose entry goes on beyond what it shows says so until its page is read', async () => {
    const { collected } = await look(
      feed(entry(1, `<description>${'一段足够长的正文，'.repeat(12)}…</description>`).replace('/1.html', '/gone')),
    );
    expect(collected.items[0]?.textState).toBe('unread');
  });

  test('whose entries share one link is read on no page: it is the page of none of them', async () => {
    const shared = (n: number): string => entry(n, '').replace(`/${n}.html`, '/9.html');
    const { collected, urls } = await look(feed(shared(3), shared(2), shared(1)));
    expect(urls).toEqual([]);
    expect(new Set(collected.items.map(({ identity }) => identity)).size).toBe(3);
  });
});
