import { createPortalConnector } from '../../../src/connectors/portal/connector';
import { PORTAL_DETAILS } from '../../../src/connectors/portal/lookDetails';
import type { Collected } from '../../../src/ports/connectors';
import { accessTo, callAt, standingClock } from '../support/access';
import { fakeHttp } from '../support/fakeHttp';
import type { FakeHttp, FakeReply } from '../support/fakeHttp';

const SITE = 'https://www.example.gov.cn';
type Replies = Readonly<Record<string, FakeReply>>;
async function look(
  settings: Record<string, string>,
  replies: Replies,
): Promise<{ collected: Collected; http: FakeHttp; pages: string[] }> {
  const http = fakeHttp(
    (request) => replies[`${request.method} ${request.url}`] ?? replies[request.url] ?? { status: 404 },
  );
  const collected = await createPortalConnector({ http, clock: standingClock() }).collector.collect(
    accessTo({ platform: 'portal', settings }, null),
    callAt(),
  );
  return {
    collected,
    http,
    pages: http.requests
      .map((request) => `${request.method} ${request.url.replace(SITE, '')}`)
      .filter((page) => !/\/(art|t)\d*[/_]/.test(page) && !page.includes('t2026')),
  };
}
const titles = ({ items }: Collected): string[] => items.map((item) => item.title);
const day = (n: number): string => `2026-09-${String(18 - n).padStart(2, '0')}`;
const li = (n: number, href: string): string =>
  `<li><a href="${href}" title="标题${n}全文">标题${n}…</a><span>${day(n)}</span></li>`;

describe('TRS', () => {
  const LIST = `${SITE}/xxgk/zcfb/`;
  const page = (from: number, pager = 'createPageHTML(3, 0, "index", "html");'): FakeReply => ({
    body: `<ul class="list">${[0, 1, 2].map((k) => li(from + k, `./202609/t202609_${from + k}.html`)).join('')}</ul><script>${pager}</script>`,
  });
  const settings = { kind: 'trs', listUrl: LIST, itemSelector: 'ul.list li', nextPages: '5' };

  test('has its second page under number one; links are relative to the directory; the pager tells the end', async () => {
    const { collected, pages } = await look(settings, {
      [LIST]: page(1),
      [`${LIST}index_1.html`]: page(4),
      [`${LIST}index_2.html`]: page(7),
    });
    expect(pages).toEqual(['GET /xxgk/zcfb/', 'GET /xxgk/zcfb/index_1.html', 'GET /xxgk/zcfb/index_2.html']);
    expect(titles(collected)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `标题${n}全文`));
    expect(collected.items[3]?.url).toBe(`${LIST}202609/t202609_4.html`);
    expect(collected.completeFromAt).toEqual(new Date('2026-09-09T16:00:00Z'));
  });

  test.each<[string, FakeReply]>([
    ['missing', { status: 404 }],
    ['a stub', { body: '<html><body>页面不存在</body></html>' }],
    ['refused', { status: 412 }],
    ['unreachable', { fault: 'timeout' }],
  ])('keeps its first page where the second is %s', async (_name, reply) => {
    const { collected, pages } = await look(settings, { [LIST]: page(1), [`${LIST}index_1.html`]: reply });
    expect([collected.outcome, collected.items.length, pages.length]).toEqual(['items', 3, 2]);
    expect(collected.completeFromAt).toEqual(new Date('2026-09-15T16:00:00Z'));
  });

  test('names its pages as its pager does', async () => {
    const { pages } = await look(
      { ...settings, nextPages: '1' },
      { [LIST]: page(1, 'createPageHTML("9", "0", "zcfb-list", "shtml")'), [`${LIST}zcfb-list_1.shtml`]: page(4) },
    );
    expect(pages).toEqual(['GET /xxgk/zcfb/', 'GET /xxgk/zcfb/zcfb-list_1.shtml']);
  });
});

describe('大汉版通', () => {
  const LIST = `${SITE}/col/col104/index.html`;
  const record = (n: number): string =>
    `<record><![CDATA[<li><a href="/art/2026/9/${18 - n}/art_104_${n}.html" title="标题${n}全文">标题${n}</a><span>2026-\n09-\n${String(18 - n).padStart(2, '0')}</span></li>]]></record>`;
  const store = (ns: number[], next = ''): string =>
    `<datastore><nextgroup><![CDATA[${next}]]></nextgroup><totalrecord>1203</totalrecord><recordset>${ns.map(record).join('')}</recordset></datastore>`;
  const settings = { kind: 'jpage', listUrl: LIST, nextPages: '2' };
  const PROXY = '/module/web/jpage/dataproxy.jsp';

  test('gives its embedded group, and the next ones by the address each group states; what overlaps counts once', async () => {
    const href = (n: number): string => `<a href="${PROXY}?page=${n}&amp;unitid=x%2F"></a>`;
    const { collected, pages, http } = await look(settings, {
      [LIST]: { body: `<html><script type="text/xml">${store([1, 2, 3], href(2))}</script></html>` },
      [`${SITE}${PROXY}?page=2&unitid=x%2F`]: { body: store([3, 4, 5], href(3)) },
      [`${SITE}${PROXY}?page=3&unitid=x%2F`]: { body: store([5, 6]) },
    });
    expect(pages).toHaveLength(3);
    expect(http.requests.find((request) => request.url.includes('page=2'))?.headers).toMatchObject({ referer: LIST });
    expect(titles(collected)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `标题${n}全文`));
    expect(new Set(collected.items.map((item) => item.identity)).size).toBe(6);
    expect(collected.items[0]).toMatchObject({
      url: `${SITE}/art/2026/9/17/art_104_1.html`,
      publishedAt: { precision: 'day', on: '2026-09-17' },
    });
  });

  test('is asked by the numbers of column and unit where no address is stated', async () => {
    const param = `<script>var param_356383 = {col:1,webid:'1',path:'http://x/',columnid:"104",unitid:'356383',permissiontype:0}; $("#1").jpage({perPage:15, proxyUrl:'${PROXY}'})</script>`;
    const url = `${SITE}${PROXY}?startrecord=4&endrecord=6&perpage=15`;
    const { collected, http } = await look(settings, {
      [LIST]: { body: `${param}${store([1, 2, 3])}` },
      [`POST ${url}`]: { body: store([3, 4]) },
    });
    const asked = http.requests.find((request) => request.method === 'POST');
    expect(Object.fromEntries(new URLSearchParams(String(asked?.body)))).toMatchObject({
      col: '1',
      webid: '1',
      columnid: '104',
      unitid: '356383',
      permissiontype: '0',
    });
    expect(titles(collected)).toHaveLength(4);
  });

  test('that answers an empty group further down is incomplete there, not ended', async () => {
    const { collected } = await look(settings, {
      [LIST]: { body: store([1, 2, 3], `<a href="${PROXY}?page=2"></a>`) },
      [`${SITE}${PROXY}?page=2`]: { body: '<datastore><recordset></recordset></datastore>' },
    });
    expect(collected).toMatchObject({ outcome: 'items', completeFromAt: new Date('2026-09-15T16:00:00Z') });
  });

  test('without any record is unparsed', async () => {
    expect(
      (
        await look(settings, {
          [LIST]: { body: '<datastore><totalrecord>0</totalrecord><recordset></recordset></datastore>' },
        })
      ).collected,
    ).toMatchObject({ outcome: 'unparsed', detail: 'jpage-without-records' });
  });

  test('whose rows are printed plainly is read as a list', async () => {
    expect(
      titles(
        (await look(settings, { [LIST]: { body: `<ul>${[1, 2, 3].map((n) => li(n, `/x/${n}.html`)).join('')}</ul>` } }))
          .collected,
      ),
    ).toHaveLength(3);
  });
});

describe('开普云', () => {
  const LIST = `${SITE}/common/search/abc?_isAgg=true&_isJson=true&_pageSize=20&page=1`;
  const result = (n: number, over: Record<string, unknown> = {}): unknown => ({
    title: `<em>标题</em>${n}`,
    url: `//www.example.gov.cn/xxgk/c1/${n}.shtml`,
    publishedTimeStr: `${day(n)} 10:03:00`,
    memo: '',
    content: `<p>正文${n}</p>`,
    ...over,
  });
  const answer = (ns: number[], page = 1, total = 5): FakeReply => ({
    json: { data: { channelId: 'abc', total, rows: 2, page, results: ns.map((n) => result(n)) } },
  });
  const settings = { kind: 'kaipu', listUrl: LIST, nextPages: '5' };

  test('gives minutes, addresses without their scheme, and pages up to its total', async () => {
    const { collected, pages } = await look(settings, {
      [LIST]: answer([1, 2]),
      [LIST.replace('page=1', 'page=2')]: answer([3, 4], 2),
      [LIST.replace('page=1', 'page=3')]: answer([5], 3),
    });
    expect(collected.items[0]).toMatchObject({
      title: '标题1',
      url: `${SITE}/xxgk/c1/1.shtml`,
      publishedAt: { precision: 'instant', at: new Date('2026-09-17T02:03:00Z') },
      text: '正文1',
    });
    expect(titles(collected)).toHaveLength(5);
    expect(pages.filter((page) => page.includes('page='))).toHaveLength(3);
  });

  test('that writes midnight in every row knows only days', async () => {
    const midnight = (n: number): unknown => result(n, { publishedTimeStr: `${day(n)} 00:00:00` });
    const { collected } = await look(
      { ...settings, nextPages: '0' },
      {
        [LIST]: { json: { data: { total: 2, rows: 2, page: 1, results: [midnight(1), midnight(2)] } } },
      },
    );
    expect(collected.items.map(({ publishedAt }) => publishedAt)).toMatchObject([
      { precision: 'day', on: day(1) },
      { precision: 'day', on: day(2) },
    ]);
  });

  test.each<[string, FakeReply, string, string]>([
    ['nothing at all', { json: { data: { total: 0, results: [] } } }, 'proven-empty', 'kaipu-list-without-entries'],
    [
      'nothing against its count',
      { json: { data: { total: 9, results: [] } } },
      'unparsed',
      'kaipu-empty-against-count',
    ],
    ['another shape', { json: { data: { list: [] } } }, 'unparsed', 'kaipu-not-recognised'],
    ['HTML', { body: '<html>' }, 'unparsed', 'kaipu-not-recognised'],
    [
      'dates nobody can read',
      { json: { data: { total: 1, results: [result(1, { publishedTimeStr: '近日' })] } } },
      'unparsed',
      'list-dates-unreadable',
    ],
    [
      'results without addresses',
      { json: { data: { total: 1, results: [{ title: 'x' }] } } },
      'unparsed',
      'kaipu-not-recognised',
    ],
  ])('with %s', async (_name, reply, outcome, detail) => {
    expect((await look(settings, { [LIST]: reply })).collected).toMatchObject({ outcome, detail, items: [] });
  });
});

describe('a plain list', () => {
  const LIST = `${SITE}/news/`;
  test('goes on where its link “下一页” leads, on the same site only', async () => {
    const page = (from: number, next: string): FakeReply => ({
      body: `<ul class="l">${[0, 1].map((k) => li(from + k, `${from + k}.html`)).join('')}</ul><a href="${next}">下一页</a>`,
    });
    const settings = { kind: 'list', listUrl: LIST, itemSelector: '.l li', nextPages: '3' };
    const { collected, http } = await look(settings, {
      [LIST]: page(1, '?p=2'),
      [`${LIST}?p=2`]: page(3, 'https://other.example/3'),
    });
    expect(titles(collected)).toHaveLength(4);
    expect(http.requests.filter((request) => !request.url.startsWith(SITE))).toEqual([]);
    expect((await look({ ...settings, nextPages: '0' }, { [LIST]: page(1, '?p=2') })).pages).not.toContain(
      'GET /news/?p=2',
    );
  });

  test('is read by the selectors of its profile, and a named place for the date is the only one', async () => {
    const row = (n: number): string =>
      `<div class="r"><a class="c" href="/col/1">这是一个很长的栏目名称链接文字</a><h3 class="t">标题${n}</h3><a class="go" href="${n}.html">更多</a><i class="d">${n === 3 ? '' : day(n)}</i><em>2020-01-01</em></div>`;
    const settings = {
      kind: 'list',
      listUrl: LIST,
      itemSelector: '.r',
      titleSelector: '.t',
      linkSelector: '.go',
      dateSelector: '.d',
    };
    const { collected } = await look(settings, { [LIST]: { body: [1, 2].map(row).join('') } });
    expect(collected.items.map((item) => [item.title, item.url, item.publishedAt.original])).toEqual([
      ['标题1', `${LIST}1.html`, day(1)],
      ['标题2', `${LIST}2.html`, day(2)],
    ]);
    expect((await look(settings, { [LIST]: { body: [3].map(row).join('') } })).collected).toMatchObject({
      outcome: 'unparsed',
      detail: 'list-dates-unreadable',
    });
  });
});

describe('a page that is no list', () => {
  test.each<[string, string, string, string]>([
    [
      'says it does not exist',
      '<html><head><title>404</title></head><body>您访问的页面不存在，三秒后返回首页</body></html>',
      'unparsed',
      'page-soft-404',
    ],
    [
      'asks for a log-in',
      '<html><form action="/login"><input name="u"><input type="password"></form></html>',
      'unauthorised',
      'page-asks-login',
    ],
    [
      'is a challenge',
      '<html><script>$_ts=window["$_ts"];if(!$_ts)$_ts={};</script></html>',
      'refused',
      'page-is-challenge',
    ],
    [
      'is just another page',
      `<html><title>首页</title><body>${'欢迎访问。'.repeat(200)}页面不存在</body></html>`,
      'unparsed',
      'list-selector-matches-nothing',
    ],
  ])('%s', async (_name, body, outcome, detail) => {
    const { collected } = await look(
      { kind: 'list', listUrl: `${SITE}/n/`, itemSelector: 'ul.list li' },
      { [`${SITE}/n/`]: { body } },
    );
    expect(collected).toMatchObject({ outcome, detail, items: [] });
    expect(collected.failure?.message).toContain(PORTAL_DETAILS[detail as keyof typeof PORTAL_DETAILS]);
  });
});
