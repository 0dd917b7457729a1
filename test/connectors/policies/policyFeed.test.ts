import { createPolicyFeed } from '../../../src/connectors/policies/policyFeed';
import { readDocumentPage } from '../../../src/connectors/policies/documentPage';
import { readGovcnList } from '../../../src/connectors/policies/govcnList';
import type { PolicySourceId } from '../../../src/domain/ids';
import type { PolicySource } from '../../../src/domain/policies/policy';
import { callAt } from '../support/access';
import { fakeHttp } from '../support/fakeHttp';
import type { FakeReply } from '../support/fakeHttp';

const sourceOf = (kind: PolicySource['kind'], url: string): PolicySource => ({
  id: 's' as PolicySourceId,
  key: 's',
  kind,
  title: 's',
  authority: 'state-council',
  url,
  whitelisted: true,
});
const GOVCN = sourceOf('govcn-json', 'https://www.gov.cn/zhengce/zuixin/ZUIXINZHENGCE.json');
const RSS = sourceOf('rss', 'https://zf.example.gov.cn/rss.xml');
const read = (source: PolicySource, reply: FakeReply): ReturnType<ReturnType<typeof createPolicyFeed>['read']> =>
  createPolicyFeed(
    fakeHttp(() => reply),
    'https://www.gov.cn',
  ).read(source, callAt());
const row = (over: Record<string, unknown> = {}): unknown => ({
  TITLE: '国务院关于甲的意见',
  SUB_TITLE: '',
  URL: 'https://www.gov.cn/zhengce/content/202609/content_7040001.htm',
  DOCRELPUBTIME: '2026-09-17',
  ...over,
});

describe('the latest policies of gov.cn', () => {
  test('are read under their byte order mark, in their order, with days for dates', async () => {
    const answer = await read(GOVCN, {
      body: `\ufeff${JSON.stringify([row(), row({ TITLE: ' 国务院办公厅关于<乙>的通知 ', URL: './2.htm', DOCRELPUBTIME: '2026-09-16' })])}`,
    });
    expect(answer).toEqual({
      outcome: 'items',
      unreadable: 0,
      items: [
        {
          title: '国务院关于甲的意见',
          url: 'https://www.gov.cn/zhengce/content/202609/content_7040001.htm',
          guid: null,
          issuer: null,
          docNumber: null,
          publishedAt: { precision: 'day', on: '2026-09-17', original: '2026-09-17' },
          summary: '',
          body: null,
          statedSource: null,
        },
        expect.objectContaining({
          title: '国务院办公厅关于<乙>的通知',
          url: 'https://www.gov.cn/zhengce/zuixin/2.htm',
          publishedAt: { precision: 'day', on: '2026-09-16', original: '2026-09-16' },
        }),
      ],
    });
  });

  test('count the rows nobody can read, and date none of them by guess', () => {
    expect(readGovcnList([row(), row({ DOCRELPUBTIME: '近日' }), row({ TITLE: '' }), 'x'], GOVCN.url)).toMatchObject({
      unreadable: 3,
      items: [{ title: '国务院关于甲的意见' }],
    });
    expect(readGovcnList([row({ DOCRELPUBTIME: '' })], GOVCN.url)).toBeNull();
    expect(readGovcnList({ searchVO: {} }, GOVCN.url)).toBeNull();
  });

  test.each<[string, FakeReply, string, string]>([
    ['HTML', { body: '<html>' }, 'unparsed', 'policy-list-not-recognised'],
    ['an object', { json: {} }, 'unparsed', 'policy-list-not-recognised'],
    ['an empty list', { json: [] }, 'unparsed', 'policy-list-empty'],
    ['a refusal', { status: 403 }, 'refused', 'http-403'],
    ['trouble', { status: 503, headers: { 'retry-after': '5' } }, 'unreachable', 'http-503'],
    ['a time-out', { fault: 'timeout' }, 'unreachable', 'timeout'],
    ['haste', { status: 429 }, 'rate-limited', 'http-429'],
  ])('that answer with %s are not “no policies”', async (_name, reply, outcome, code) => {
    expect(await read(GOVCN, reply)).toMatchObject({ outcome, failure: { code } });
  });

  test('are read from the configured base in place of www.gov.cn, other sites from where they are', async () => {
    const http = fakeHttp(() => ({ json: [row()] }));
    const feed = createPolicyFeed(http, 'http://127.0.0.1:4000');
    await feed.read(GOVCN, callAt());
    await feed.readDocument(GOVCN, 'https://www.gov.cn/a.htm', callAt());
    await feed.read(sourceOf('govcn-json', 'https://www.gov.cn.example/x.json'), callAt());
    expect(http.requests.map((request) => request.url)).toEqual([
      'http://127.0.0.1:4000/zhengce/zuixin/ZUIXINZHENGCE.json',
      'http://127.0.0.1:4000/a.htm',
      'https://www.gov.cn.example/x.json',
    ]);
  });
});

describe('a policy feed', () => {
  test('gives title, address, day, stated source and the text without its source line', async () => {
    const body = `<rss version="2.0"><channel><item><title>关于甲的通知</title><link>https://zf.example.gov.cn/1.html</link><guid isPermaLink="false">g1</guid><pubDate>Tue, 14 Apr 2026 00:00:00 +0800</pubDate>
      <source>市发改委</source><description><![CDATA[来源: 市发改委<br/>市发改〔2026〕8号 各有关单位。]]></description></item><item><title></title><link>https://zf.example.gov.cn/2.html</link></item></channel></rss>`;
    expect(await read(RSS, { body })).toEqual({
      outcome: 'items',
      unreadable: 1,
      items: [
        {
          title: '关于甲的通知',
          url: 'https://zf.example.gov.cn/1.html',
          guid: 'g1',
          issuer: null,
          docNumber: null,
          publishedAt: expect.objectContaining({ precision: 'day', on: '2026-04-14' }) as unknown,
          summary: '市发改〔2026〕8号 各有关单位。',
          body: null,
          statedSource: '市发改委',
        },
      ],
    });
  });

  test('without entries, or no feed at all, is unparsed', async () => {
    expect(await read(RSS, { body: '<rss version="2.0"><channel></channel></rss>' })).toMatchObject({
      outcome: 'unparsed',
    });
    expect(await read(RSS, { body: '<html></html>' })).toMatchObject({ outcome: 'unparsed' });
  });
});

describe('a document’s own page', () => {
  const html = `<meta name="firstpublishedtime" content="2026-09-17-16:30:00"><table class="bd1"><tr><td>发文机关：</td><td>国务院</td><td>发文字号：</td><td>国发〔2026〕30号</td></tr></table><div id="UCAP-CONTENT"><p>各省：</p><p>正文。</p></div>`;

  test('adds the minute, issuer, 文号 and text', () => {
    expect(readDocumentPage(html, 'https://www.gov.cn/1.htm')).toEqual({
      publishedAt: { precision: 'instant', at: new Date('2026-09-17T08:30:00Z'), original: '2026-09-17-16:30:00' },
      issuer: '国务院',
      docNumber: '国发〔2026〕30号',
      body: '各省：\n正文。',
    });
  });

  test('adds nothing it does not state', () => {
    expect(readDocumentPage('<html><h1>x</h1></html>', 'https://www.gov.cn/1.htm')).toEqual({});
  });

  test('that cannot be read is a failure', async () => {
    const feed = createPolicyFeed(
      fakeHttp(() => ({ status: 404 })),
      'https://www.gov.cn',
    );
    expect(await feed.readDocument(GOVCN, 'https://www.gov.cn/1.htm', callAt())).toMatchObject({
      failure: { code: 'http-404' },
    });
  });
});
