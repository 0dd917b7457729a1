import { createMirror } from '../../../src/connectors/outbound/mirror';
import { readDocumentPage } from '../../../src/connectors/policies/documentPage';
import { readPolicyLibrary } from '../../../src/connectors/policies/libraryList';
import { createPolicyFeed } from '../../../src/connectors/policies/policyFeed';
import type { PolicySourceId } from '../../../src/domain/ids';
import type { PolicySource } from '../../../src/domain/policies/policy';
import { callAt } from '../support/access';
import { fakeHttp } from '../support/fakeHttp';
import type { FakeReply } from '../support/fakeHttp';

const LIBRARY = 'https://sousuo.www.gov.cn/search-gov/data?t=zhengcelibrary&p=1&n=20';
const sourceOf = (kind: PolicySource['kind'], url: string, settings?: Record<string, string>): PolicySource => ({
  id: 's' as PolicySourceId,
  key: 's',
  kind,
  title: 's',
  authority: 'state-council',
  url,
  whitelisted: true,
  ...(settings === undefined ? {} : { settings }),
});
const read = (source: PolicySource, reply: FakeReply): ReturnType<ReturnType<typeof createPolicyFeed>['read']> =>
  createPolicyFeed(
    fakeHttp(() => reply),
    'https://www.gov.cn',
  ).read(source, callAt());
const row = (n: number, over: Record<string, unknown> = {}): unknown => ({
  title: `国务院关于<br/>第<em>${n}</em>号事项的意见`,
  url: `https://www.gov.cn/zhengce/content/${n}.htm`,
  pcode: `国发〔2026〕${n}号`,
  puborg: '国务院',
  pubtimeStr: '2026.09.17',
  pubtime: 1789574400000,
  summary: '<p>摘要</p>',
  ...over,
});
const shelf = (...rows: unknown[]): unknown => ({ totalCount: rows.length, listVO: rows });

describe('the policy library', () => {
  test('asked for all shelves gives them in catMap, beside an empty list with a count of nought', async () => {
    const json = {
      code: 200,
      searchVO: {
        totalCount: 0,
        totalpage: 0,
        listVO: [],
        catMap: {
          gongwen: shelf(row(1)),
          bumenfile: shelf(row(2, { pcode: '', wenhao: '发改〔2026〕2号', puborg: '国家发展改革委' })),
          otherfile: shelf(),
          gongbao: shelf(row(3)),
        },
      },
    };
    const answer = await read(sourceOf('govcn-library', LIBRARY), { json });
    expect(answer).toMatchObject({ outcome: 'items', unreadable: 0 });
    if (answer.outcome !== 'items') throw new Error('no items');
    expect(answer.items[0]).toEqual({
      title: '国务院关于第1号事项的意见',
      url: 'https://www.gov.cn/zhengce/content/1.htm',
      guid: null,
      issuer: '国务院',
      docNumber: '国发〔2026〕1号',
      publishedAt: { precision: 'day', on: '2026-09-17', original: '2026.09.17' },
      summary: '摘要',
      body: null,
      statedSource: null,
    });
    expect(answer.items.map((item) => item.docNumber)).toEqual([
      '国发〔2026〕1号',
      '发改〔2026〕2号',
      '国发〔2026〕3号',
    ]);
  });

  test('asked for one shelf gives a plain list', () => {
    expect(readPolicyLibrary({ searchVO: { totalCount: 1, listVO: [row(1)], catMap: null } }, LIBRARY)).toMatchObject({
      items: [{ docNumber: '国发〔2026〕1号' }],
    });
  });

  test('counts rows nobody can read, and takes the day from milliseconds where it is not spelled', () => {
    const rows = [
      row(1, { pubtimeStr: '', pubtime: 1789574400000 }),
      row(2, { pubtimeStr: '近日', pubtime: null }),
      row(3, { title: '' }),
      null,
    ];
    expect(readPolicyLibrary({ searchVO: { listVO: rows } }, LIBRARY)).toMatchObject({
      unreadable: 3,
      items: [{ publishedAt: { precision: 'day', on: '2026-09-17' } }],
    });
  });

  test.each<[string, FakeReply, string]>([
    ['no result', { json: { code: 1001, msg: '没有数据', searchVO: null } }, 'policy-list-not-recognised'],
    ['empty shelves', { json: { code: 200, searchVO: { listVO: [], catMap: {} } } }, 'policy-list-empty'],
    ['HTML', { body: '<html>' }, 'policy-list-not-recognised'],
    ['a challenge', { body: '<script>$_ts={}</script>' }, 'page-is-challenge'],
    [
      'rows without dates',
      { json: { searchVO: { listVO: [row(1, { pubtimeStr: '', pubtime: '' })] } } },
      'policy-list-not-recognised',
    ],
  ])('that answers with %s is never “no policies”', async (_name, reply, code) => {
    const answer = await read(sourceOf('govcn-library', LIBRARY), reply);
    expect(answer.outcome).not.toBe('items');
    expect(answer).toMatchObject({ failure: { code } });
  });
});

describe('a list page of policies', () => {
  const body = `<ul class="p">${[1, 2, 3].map((n) => `<li><a href="./${n}.html">关于第${n}号事项的通知</a><b>${n === 3 ? '近日' : `2026-09-1${n}`}</b></li>`).join('')}</ul>`;
  test('is read by shape or by selectors; rows without a date are counted', async () => {
    for (const settings of [{ itemSelector: '.p li' }, { itemSelector: '.p li', dateSelector: 'b' }]) {
      const answer = await read(sourceOf('list', 'https://www.example.gov.cn/zc/', settings), { body });
      expect(answer).toMatchObject({
        outcome: 'items',
        unreadable: 1,
        items: [
          {
            title: '关于第1号事项的通知',
            url: 'https://www.example.gov.cn/zc/1.html',
            publishedAt: { on: '2026-09-11' },
          },
          {},
        ],
      });
    }
  });
  test.each<[string, string, string]>([
    ['a redesign', '<main></main>', 'policy-list-not-recognised'],
    ['a missing page in disguise', '<title>404</title>页面不存在', 'page-soft-404'],
    ['a log-in', '<input type="password">', 'page-asks-login'],
  ])('in whose place stands %s is unparsed or refused', async (_name, html, code) => {
    expect(
      await read(sourceOf('list', 'https://www.example.gov.cn/zc/', { itemSelector: '.p li' }), { body: html }),
    ).toMatchObject({ failure: { code } });
  });
});

describe('a document’s page', () => {
  const URL_ = 'https://www.gov.cn/zhengce/content/1.htm';
  const page = (inner: string, head = ''): string =>
    `<html><head>${head}</head><body><h1>国务院关于甲的意见</h1><div id="UCAP-CONTENT"><p>正文。</p>${inner}</div></body></html>`;

  test('gives the files that belong to it', () => {
    expect(
      readDocumentPage(
        page(
          '<a href="./W020.pdf">附件：名单</a><a href="W021.docx?x=1"></a><a href="./W020.pdf">同一</a><a href="2.htm">别的</a>',
        ),
        URL_,
      ).attachments,
    ).toEqual([
      { title: '附件：名单', url: 'https://www.gov.cn/zhengce/content/W020.pdf' },
      { title: 'W021.docx', url: 'https://www.gov.cn/zhengce/content/W021.docx?x=1' },
    ]);
  });

  test.each<[string, string, boolean | undefined]>([
    ['marked behind its title', '<h1>国务院关于甲的意见（已废止）</h1><div id="UCAP-CONTENT">文</div>', true],
    ['marked in its facts', `<table><tr><td>有效性：</td><td>失效</td></tr></table>${page('')}`, true],
    ['marked as repealed', `<table><tr><td>时效性</td><td>已废止</td></tr></table>${page('')}`, true],
    ['in force', `<table><tr><td>有效性：</td><td>有效</td></tr></table>${page('')}`, undefined],
    [
      'that repeals another',
      '<h1>国务院关于废止甲规定的决定</h1><div id="UCAP-CONTENT">《甲规定》（已废止）</div>',
      undefined,
    ],
  ])('%s', (_name, html, marked) => {
    expect(readDocumentPage(html, URL_).markedWithdrawn).toBe(marked);
  });

  test('that explains another leads to it, by a link announced as such or named as its title names it', () => {
    const explain = (title: string, inner: string): string | null | undefined =>
      readDocumentPage(
        `<h1>${title}</h1><div id="UCAP-CONTENT"><p>解读正文，国发〔2025〕9号。</p></div>${inner}`,
        'https://www.gov.cn/zhengce/jiedu/9.htm',
      ).interprets;
    expect(
      explain(
        '《关于推进社区服务的意见》政策解读',
        '<p>相关文件：<a href="/zhengce/content/5.htm">国务院办公厅关于推进社区服务的意见</a></p>',
      ),
    ).toBe('https://www.gov.cn/zhengce/content/5.htm');
    expect(
      explain(
        '一图读懂《关于推进社区服务的意见》',
        '<p><a href="/">首页</a><a href="/zhengce/content/5.htm">国务院办公厅关于推进社区服务的意见</a></p>',
      ),
    ).toBe('https://www.gov.cn/zhengce/content/5.htm');
    expect(
      explain('就社区服务答记者问', '<p>政策原文 <a href="/a.pdf">国务院办公厅的意见全文</a></p>'),
    ).toBeUndefined();
    expect(
      explain('就社区服务答记者问', '<p><a href="/zhengce/content/6.htm">另一篇没有关系的文章</a></p>'),
    ).toBeUndefined();
    expect(
      explain(
        '国务院关于甲的意见',
        '<p>相关文件：<a href="/zhengce/content/5.htm">国务院办公厅关于推进社区服务的意见</a></p>',
      ),
    ).toBeUndefined();
  });

  test('is known to explain another also by the column it stands in', () => {
    const html =
      '<meta name="lanmu" content="政策解读"><h1>社区服务有了新标准</h1><div id="UCAP-CONTENT">文</div><p>相关文件：<a href="/zhengce/content/5.htm">国务院办公厅关于推进社区服务的意见</a></p>';
    expect(readDocumentPage(html, 'https://www.gov.cn/zhengce/jiedu/9.htm').interprets).toBe(
      'https://www.gov.cn/zhengce/content/5.htm',
    );
    expect(
      readDocumentPage(html.replace('政策解读', '最新政策'), 'https://www.gov.cn/zhengce/jiedu/9.htm').interprets,
    ).toBeUndefined();
  });

  const fetchDocument = (reply: FakeReply): ReturnType<ReturnType<typeof createPolicyFeed>['readDocument']> =>
    createPolicyFeed(
      fakeHttp(() => reply),
      'https://www.gov.cn',
    ).readDocument(sourceOf('rss', 'https://x.gov.cn/'), URL_, callAt());
  test.each<[string, FakeReply, string, string]>([
    ['gone', { status: 404 }, 'http-404', 'fix-configuration'],
    ['gone for good', { status: 410 }, 'http-410', 'fix-configuration'],
    [
      'gone in disguise',
      { body: '<title>页面不存在</title><body>您访问的页面不存在</body>' },
      'page-soft-404',
      'give-up',
    ],
    ['unreachable', { fault: 'connect-timeout' }, 'connect-timeout', 'retry-later'],
    ['down', { status: 503 }, 'http-503', 'retry-later'],
    ['refused', { status: 412 }, 'http-412', 'ask-a-person'],
    ['a challenge', { body: '<script>$_ts={}</script>' }, 'page-is-challenge', 'ask-a-person'],
    ['redesigned', { body: '<article-x>新版</article-x>' }, 'document-not-recognised', 'ask-a-person'],
  ])('that is %s is told apart', async (_name, reply, code, remedy) => {
    expect(await fetchDocument(reply)).toMatchObject({ failure: { code, remedy } });
  });
});

test('the library is read from the mirror as well, and from its own host where there is none', () => {
  expect(createMirror('http://127.0.0.1:4000')(LIBRARY)).toBe(
    'http://127.0.0.1:4000/search-gov/data?t=zhengcelibrary&p=1&n=20',
  );
  expect(createMirror('https://www.gov.cn')(LIBRARY)).toBe(LIBRARY);
  expect(createMirror('http://127.0.0.1:4000')('https://www.gov.cn.evil.example/')).toBe(
    'https://www.gov.cn.evil.example/',
  );
});
