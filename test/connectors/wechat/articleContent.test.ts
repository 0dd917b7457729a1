import { createWechatConnector } from '../../../src/connectors/wechat/connector';
import { drawCover } from '../../../src/connectors/wechat/cover';
import { composeArticle } from '../../../src/connectors/wechat/draftText';
import { createMemoryTokenStore } from '../../../src/connectors/wechat/memoryTokenStore';
import type { HttpRequest } from '../../../src/connectors/outbound/http';
import type { PublishOutcome } from '../../../src/ports/connectors';
import { callAt, draftOf, publishRequest, SOURCE, standingClock, WECHAT_ACCESS } from '../support/access';
import { fakeHttp } from '../support/fakeHttp';
import type { FakeHttp, FakeReply } from '../support/fakeHttp';

const PICTURE = drawCover();
const SMALL = Buffer.from(PICTURE);
SMALL.writeUInt32BE(20, 16);
const SITE = new URL(SOURCE.url).origin;
/** The text of SOURCE, as its page has it. */
const pageOf = (inner: string): string => `<html><body><div id="UCAP-CONTENT">${inner}</div></body></html>`;
const RICH =
  '<p style="color:red" onclick="x()">第一<b>段</b>。</p><script>alert(1)</script><p><img src="/a.png"></p><p>第二段。</p><img src="/b.png">';

interface Run {
  readonly outcome: PublishOutcome;
  readonly http: FakeHttp;
  readonly content: string;
  readonly thumb: string;
  readonly paths: string[];
  readonly request: ReturnType<typeof publishRequest>;
}
async function publish(
  page: FakeReply,
  pictures: Readonly<Record<string, FakeReply>> = {},
  over: { progress?: Record<string, string>; api?: Record<string, FakeReply>; body?: string } = {},
): Promise<Run> {
  let uploads = 0;
  const http = fakeHttp((request) => {
    const url = new URL(request.url);
    const given = over.api?.[url.pathname];
    if (given !== undefined) return given;
    if (request.url === SOURCE.url) return page;
    if (url.origin === SITE) return pictures[url.pathname] ?? { status: 404 };
    switch (url.pathname) {
      case '/cgi-bin/stable_token':
        return { json: { access_token: 'TOKEN', expires_in: 7200 } };
      case '/cgi-bin/media/uploadimg':
        return { json: { url: `http://mmbiz.qpic.cn/${(uploads += 1)}?a=1&b=2` } };
      case '/cgi-bin/material/add_material':
        return { json: { media_id: 'THUMB' } };
      case '/cgi-bin/draft/add':
        return { json: { media_id: 'DRAFT' } };
      default:
        return { json: { errcode: 0, publish_id: 1 } };
    }
  });
  const connector = createWechatConnector({
    http,
    base: 'https://api.weixin.qq.com',
    clock: standingClock(),
    tokenStore: createMemoryTokenStore(),
  });
  const draft = draftOf(
    composeArticle({ ...SOURCE, ...(over.body === undefined ? {} : { body: over.body }) }, WECHAT_ACCESS),
  );
  const request = publishRequest({ access: WECHAT_ACCESS, draft, progress: over.progress ?? {} });
  const outcome = await connector.publisher?.publish(request, callAt());
  if (outcome === undefined) throw new Error('no publisher');
  const pathOf = (one: HttpRequest): string => new URL(one.url).pathname.replace('/cgi-bin/', '');
  const added = http.requests.find((one) => pathOf(one) === 'draft/add');
  const article =
    added === undefined
      ? {}
      : ((JSON.parse(String(added.body)) as { articles: Record<string, string>[] }).articles[0] ?? {});
  return {
    outcome,
    http,
    request,
    content: article['content'] ?? '',
    thumb: article['thumb_media_id'] ?? '',
    paths: http.requests.map(pathOf).filter((path) => path !== 'stable_token'),
  };
}
const TAIL =
  '<p>来源：国务院办公厅（国办发〔2026〕58号）</p><p>原文链接：https://www.gov.cn/zhengce/content/202609/content_7091000.htm</p>';
const PLAIN = `<p>第一段。</p><p>第二段。</p>${TAIL}`;

describe('the body of an article', () => {
  test('takes the form of the original’s page, free of what runs, with its pictures on the platform', async () => {
    const { content, outcome, paths } = await publish(
      { body: pageOf(RICH) },
      { '/a.png': { body: PICTURE }, '/b.png': { body: PICTURE } },
    );
    expect(outcome.kind).toBe('pending');
    expect(content).toBe(
      `<p>第一<strong>段</strong>。</p><p><img src="http://mmbiz.qpic.cn/1?a=1&amp;b=2"></p><p>第二段。</p><img src="http://mmbiz.qpic.cn/2?a=1&amp;b=2">${TAIL}`,
    );
    expect(paths).toEqual([
      '/zhengce/content/202609/content_7091000.htm',
      '/a.png',
      'media/uploadimg',
      '/b.png',
      'media/uploadimg',
      'material/add_material',
      'draft/add',
      'freepublish/submit',
    ]);
  });

  test.each<[string, FakeReply]>([
    ['other words', { body: pageOf('<p>第一段。</p><p>另一段。</p>') }],
    ['a word more', { body: pageOf('<p>第一段。</p><p>第二段。</p><p>！</p>') }],
    ['no recognised body', { body: '<html>第一段。第二段。</html>' }],
    ['a refusal', { status: 412 }],
    ['a time-out', { fault: 'timeout' }],
    ['markup nested beyond reason', { body: pageOf('<div>'.repeat(3_000)) }],
  ])('stays as it was reviewed where the page has %s', async (_name, page) => {
    const { content, outcome } = await publish(page);
    expect([outcome.kind, content]).toEqual(['pending', PLAIN]);
  });

  test('stays as it was reviewed where the original’s form is too long, and uploads nothing for it', async () => {
    const { content, paths } = await publish({ body: pageOf(`${RICH}${'<p></p>'.repeat(3_000)}`) });
    expect(content).toBe(PLAIN);
    expect(paths).not.toContain('media/uploadimg');
  });

  test.each<[string, FakeReply]>([
    ['missing', { status: 404 }],
    ['unreachable', { fault: 'timeout' }],
    ['no picture', { body: '<html>' }],
    ['of a kind the platform refuses', { body: 'GIF89a' }],
    ['too large', { body: Buffer.concat([PICTURE, Buffer.alloc(1_000_000)]) }],
  ])('goes out with a hint where a picture is %s', async (_name, reply) => {
    const { content, outcome } = await publish(
      { body: pageOf(RICH) },
      { '/a.png': reply, '/b.png': { body: PICTURE } },
    );
    expect(outcome.kind).toBe('pending');
    expect(content).toContain('<p><br>（图片见原文）<br></p>');
    expect(content).toContain('<img src="http://mmbiz.qpic.cn/1?a=1&amp;b=2">');
  });

  test('goes out with a hint where the platform does not take a picture', async () => {
    const { content, outcome } = await publish(
      { body: pageOf(RICH) },
      { '/a.png': { body: PICTURE }, '/b.png': { body: PICTURE } },
      { api: { '/cgi-bin/media/uploadimg': { json: { errcode: 40009 } } } },
    );
    expect(outcome.kind).toBe('pending');
    expect(content.split('图片见原文')).toHaveLength(3);
  });

  test('uploads no picture twice: each is stored at once, and a later attempt goes on from there', async () => {
    const first = await publish(
      { body: pageOf(RICH) },
      { '/a.png': { body: PICTURE }, '/b.png': { body: PICTURE } },
      { api: { '/cgi-bin/draft/add': { status: 502 } } },
    );
    expect(first.outcome).toMatchObject({ kind: 'failed', failure: { remedy: 'retry-later' } });
    expect(Object.keys(first.request.saved).filter((key) => key.startsWith('picture-'))).toHaveLength(2);
    const second = await publish({ body: pageOf(RICH) }, {}, { progress: { ...first.request.saved } });
    expect(second.paths).toEqual(['/zhengce/content/202609/content_7091000.htm', 'draft/add', 'freepublish/submit']);
    expect(second.content).toContain('<img src="http://mmbiz.qpic.cn/1?a=1&amp;b=2">');
  });

  test('that is a summary only is not replaced by the whole', async () => {
    const { content } = await publish({ body: pageOf(RICH) }, {}, { body: '只有摘要。' });
    expect(content).toBe(`<p>只有摘要。</p>${TAIL}`);
  });
});

describe('the cover', () => {
  const coverBytes = ({ http }: Run): Buffer =>
    Buffer.from(http.requests.find((one) => one.url.includes('add_material'))?.body ?? '');
  test('is the first picture that is large enough, else the plain one', async () => {
    const fit = await publish({ body: pageOf(RICH) }, { '/a.png': { body: SMALL }, '/b.png': { body: PICTURE } });
    expect(coverBytes(fit).includes('picture.png')).toBe(true);
    const none = await publish({ body: pageOf(RICH) }, { '/a.png': { body: SMALL }, '/b.png': { body: SMALL } });
    expect(coverBytes(none).includes('cover.png')).toBe(true);
    expect([fit.thumb, none.thumb]).toEqual(['THUMB', 'THUMB']);
  });

  test('that the platform has no use for gives way to the plain one; a spent quota waits', async () => {
    let asked = 0;
    const http = fakeHttp((request) => {
      if (request.url === SOURCE.url) return { body: pageOf(RICH) };
      if (request.url.startsWith(SITE)) return { body: PICTURE };
      if (request.url.includes('stable_token')) return { json: { access_token: 'T', expires_in: 7200 } };
      if (request.url.includes('uploadimg')) return { json: { url: 'http://mmbiz.qpic.cn/1' } };
      if (request.url.includes('add_material'))
        return { json: (asked += 1) === 1 ? { errcode: 40005 } : { media_id: 'PLAIN' } };
      return { json: request.url.includes('draft/add') ? { media_id: 'D' } : { publish_id: 1 } };
    });
    const connector = createWechatConnector({
      http,
      base: 'https://api.weixin.qq.com',
      clock: standingClock(),
      tokenStore: createMemoryTokenStore(),
    });
    const request = publishRequest({ access: WECHAT_ACCESS, draft: draftOf(composeArticle(SOURCE, WECHAT_ACCESS)) });
    expect(await connector.publisher?.publish(request, callAt())).toMatchObject({
      kind: 'pending',
      progress: { thumbMediaId: 'PLAIN' },
    });
    const spent = await publish(
      { body: pageOf(RICH) },
      { '/a.png': { body: PICTURE } },
      { api: { '/cgi-bin/material/add_material': { json: { errcode: 45009 } } } },
    );
    expect(spent.outcome).toMatchObject({ kind: 'failed', failure: { code: 'wechat-45009' } });
  });
});
