import zlib from 'node:zlib';
import { createWechatConnector } from '../../../src/connectors/wechat/connector';
import { drawCover } from '../../../src/connectors/wechat/cover';
import { authorOf, composeArticle } from '../../../src/connectors/wechat/draftText';
import { createMemoryTokenStore } from '../../../src/connectors/wechat/memoryTokenStore';
import type { HttpRequest } from '../../../src/connectors/outbound/http';
import type { Publisher } from '../../../src/ports/connectors';
import {
  accessTo,
  callAt,
  draftOf,
  NOW,
  publishRequest,
  SOURCE,
  standingClock,
  WECHAT_ACCESS,
} from '../support/access';
import { fakeHttp } from '../support/fakeHttp';
import type { FakeHttp, FakeReply } from '../support/fakeHttp';

const draft = draftOf(composeArticle(SOURCE, WECHAT_ACCESS));
const pathOf = (request: HttpRequest): string => new URL(request.url).pathname.replace('/cgi-bin/', '');

type Replies = Readonly<Record<string, FakeReply | ((request: HttpRequest) => FakeReply)>>;
const GOOD: Replies = {
  stable_token: { json: { access_token: 'TOKEN', expires_in: 7200 } },
  'material/add_material': { json: { media_id: 'THUMB', url: 'x' } },
  'draft/add': { json: { media_id: 'DRAFT' } },
  'freepublish/submit': { json: { errcode: 0, errmsg: 'ok', publish_id: 100000001, msg_data_id: 2247490098 } },
};
function connect(replies: Replies): { http: FakeHttp; publisher: Publisher } {
  const http = fakeHttp((request) => {
    const reply = { ...GOOD, ...replies }[pathOf(request)] ?? { status: 500 };
    return typeof reply === 'function' ? reply(request) : reply;
  });
  const { publisher } = createWechatConnector({
    http,
    base: 'https://api.weixin.qq.com',
    clock: standingClock(),
    tokenStore: createMemoryTokenStore(),
  });
  if (publisher === null) throw new Error('no publisher');
  return { http, publisher };
}
const calls = (http: FakeHttp): string[] =>
  http.requests
    .filter((request) => request.url.includes('/cgi-bin/'))
    .map(pathOf)
    .filter((path) => path !== 'stable_token');

describe('the article of a repost', () => {
  const codeOf = (over: Partial<typeof SOURCE>, access = WECHAT_ACCESS): unknown => {
    const composed = composeArticle({ ...SOURCE, ...over }, access);
    return 'failure' in composed ? composed.failure.code : composed.draft;
  };

  test('carries title, whole text, source and the link for 阅读原文', () => {
    expect(draft).toMatchObject({
      title: SOURCE.title,
      sourceUrl: SOURCE.url,
      sourceName: '国务院办公厅',
      digest: '优先利用闲置用房。十五分钟可达。',
    });
    expect(draft.text).toBe(
      '<p>第一段。</p><p>第二段。</p><p>来源：国务院办公厅（国办发〔2026〕58号）</p><p>原文链接：https://www.gov.cn/zhengce/content/202609/content_7091000.htm</p>',
    );
  });

  test('takes a title of 64 characters, and fewer where the account says so', () => {
    const [title64, title65] = ['题'.repeat(64), '题'.repeat(65)];
    const limited = (titleLimit: string) => accessTo({ platform: 'wechat', settings: { titleLimit } }, null);
    expect(codeOf({ title: title64 })).toMatchObject({ title: title64 });
    expect(codeOf({ title: title65 })).toBe('wechat-title-too-long');
    for (const senseless of ['200', 'many', '0']) {
      expect(codeOf({ title: title64 }, limited(senseless))).toMatchObject({ title: title64 });
      expect(codeOf({ title: title65 }, limited(senseless))).toBe('wechat-title-too-long');
    }
    expect(codeOf({ title: '题'.repeat(32) }, limited('32'))).toMatchObject({ title: '题'.repeat(32) });
    expect(codeOf({ title: '题'.repeat(33) }, limited('32'))).toBe('wechat-title-too-long');
  });

  test('leaves a text beyond the limit to 阅读原文 instead of cutting it', () => {
    const composed = codeOf({ body: '很长的正文。'.repeat(4000) }) as { text: string };
    expect(composed.text.length).toBeLessThan(1000);
    expect(composed.text).toContain('阅读原文');
    expect(codeOf({ body: '长'.repeat(30_000), summary: '长'.repeat(30_000) })).toBe('wechat-content-too-long');
    expect(codeOf({ url: '' })).toBe('wechat-no-title-or-link');
    expect(codeOf({ url: `https://www.gov.cn/${'x'.repeat(1100)}` })).toBe('wechat-link-too-long');
  });

  test('cuts no name of an office to fit the author line', () => {
    expect(authorOf('国务院办公厅')).toBe('国务院办公厅');
    expect(authorOf('工业和信息化部、应急管理部、国家发展改革委')).toBe('');
  });
});

test('the plain cover is a sound PNG well below the limit', () => {
  const cover = drawCover();
  expect(cover.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  expect(cover.length).toBeLessThan(10_000);
  const pixels = zlib.inflateSync(cover.subarray(cover.indexOf('IDAT') + 4, cover.indexOf('IEND') - 8));
  expect(pixels.length).toBe(383 * (900 * 3 + 1));
  expect(drawCover()).toEqual(cover);
});

describe('publishing', () => {
  test('goes cover, draft, submit; each number is stored before the next step, and the public call announced', async () => {
    const { http, publisher } = connect({});
    const request = publishRequest({ access: WECHAT_ACCESS, draft });
    expect(await publisher.publish(request, callAt())).toEqual({
      kind: 'pending',
      askAgainMs: 5000,
      progress: { thumbMediaId: 'THUMB', mediaId: 'DRAFT', calledAt: NOW.toISOString(), publishId: '100000001' },
    });
    expect(calls(http)).toEqual(['material/add_material', 'draft/add', 'freepublish/submit']);
    expect(request.log).toEqual([
      'saved thumbMediaId',
      'saved mediaId,thumbMediaId',
      'saved calledAt,mediaId,thumbMediaId',
      'announced',
      'saved calledAt,mediaId,publishId,thumbMediaId',
    ]);
    const body = JSON.parse(String(http.requests.find((one) => pathOf(one) === 'draft/add')?.body)) as {
      articles: Record<string, unknown>[];
    };
    expect(body.articles[0]).toMatchObject({
      title: SOURCE.title,
      author: '国务院办公厅',
      content_source_url: SOURCE.url,
      thumb_media_id: 'THUMB',
    });
    expect(String(http.requests.find((one) => pathOf(one) === 'draft/add')?.body)).not.toMatch(/\\u/);
  });

  test('goes on where it was, and never submits what was submitted', async () => {
    const { http, publisher } = connect({});
    await publisher.publish(
      publishRequest({ access: WECHAT_ACCESS, draft, progress: { thumbMediaId: 'T', mediaId: 'D' } }),
      callAt(),
    );
    expect(calls(http)).toEqual(['freepublish/submit']);
    const again = await publisher.publish(
      publishRequest({ access: WECHAT_ACCESS, draft, progress: { mediaId: 'D', publishId: '7' } }),
      callAt(),
    );
    expect(again).toMatchObject({ kind: 'pending', progress: { publishId: '7' } });
    expect(calls(http)).toEqual(['freepublish/submit']);
  });

  test('uploads a cover once an account, and none where the account has its own', async () => {
    const { http, publisher } = connect({});
    for (let i = 0; i < 3; i += 1) await publisher.publish(publishRequest({ access: WECHAT_ACCESS, draft }), callAt());
    const own = accessTo(
      { platform: 'wechat', settings: { thumbMediaId: 'OWN' } },
      { appId: 'wx2', appSecret: 'x'.repeat(32) },
    );
    await publisher.publish(publishRequest({ access: own, draft }), callAt());
    expect(calls(http).filter((path) => path === 'material/add_material')).toHaveLength(1);
    expect(String(http.requests.filter((one) => pathOf(one) === 'draft/add').at(-1)?.body)).toContain(
      '"thumb_media_id":"OWN"',
    );
  });

  test('forgets a cover that is gone and uploads it again at the next attempt', async () => {
    let gone = true;
    const { http, publisher } = connect({
      'draft/add': () => (gone ? { json: { errcode: 40007 } } : { json: { media_id: 'DRAFT' } }),
    });
    const request = publishRequest({ access: WECHAT_ACCESS, draft });
    expect(await publisher.publish(request, callAt())).toMatchObject({
      kind: 'failed',
      failure: { remedy: 'retry-later', code: 'wechat-cover-gone' },
    });
    // Keys of the progress cannot be taken back: an empty text stands for none.
    expect(request.saved).toEqual({ thumbMediaId: '' });
    gone = false;
    expect(
      await publisher.publish(publishRequest({ access: WECHAT_ACCESS, draft, progress: request.saved }), callAt()),
    ).toMatchObject({ kind: 'pending' });
    expect(calls(http).filter((path) => path === 'material/add_material')).toHaveLength(2);
  });

  test('tells an account that its own cover is gone, instead of putting another in its place', async () => {
    const { http, publisher } = connect({ 'draft/add': { json: { errcode: 40007 } } });
    const own = accessTo({ platform: 'wechat', settings: { thumbMediaId: 'OWN' } }, WECHAT_ACCESS.credential);
    expect(await publisher.publish(publishRequest({ access: own, draft }), callAt())).toMatchObject({
      kind: 'failed',
      failure: { remedy: 'fix-configuration', code: 'wechat-own-cover-gone' },
    });
    expect(calls(http)).toEqual(['draft/add']);
  });

  test.each<[string, Partial<typeof draft>, string]>([
    ['a title too long', { title: '题'.repeat(65) }, 'wechat-title-too-long'],
    ['a digest too long', { digest: '摘'.repeat(129) }, 'wechat-digest-too-long'],
    ['a text too long', { text: '长'.repeat(19_500) }, 'wechat-content-too-long'],
    ['no text', { text: '' }, 'wechat-no-content'],
    ['a link too long', { sourceUrl: `https://www.gov.cn/${'x'.repeat(1100)}` }, 'wechat-link-too-long'],
    ['no link', { sourceUrl: 'x' }, 'wechat-no-title-or-link'],
  ])('an edited draft with %s is refused before anybody is called', async (_name, over, code) => {
    const { http, publisher } = connect({});
    expect(
      await publisher.publish(publishRequest({ access: WECHAT_ACCESS, draft: { ...draft, ...over } }), callAt()),
    ).toMatchObject({ kind: 'failed', failure: { remedy: 'fix-content', code } });
    expect(http.requests).toHaveLength(0);
  });

  test('tells what may be published and how a draft measures', () => {
    const { publisher } = connect({});
    expect(publisher.quotas).toEqual([{ key: 'posts-per-day', limit: 100, period: 'civil-day' }]);
    expect(
      publisher.measure(
        { ...draft, title: '题😀', digest: '摘', text: '<p>文</p><img src="x">' },
        WECHAT_ACCESS.account,
      ),
    ).toEqual([
      { name: 'title-characters', value: 2, limit: 64 },
      { name: 'digest-characters', value: 1, limit: 128 },
      { name: 'body-characters', value: 21, limit: 19_500 },
      { name: 'body-bytes', value: 23, limit: 1_000_000 },
      { name: 'pictures', value: 1, limit: 20 },
    ]);
  });

  test('calls nothing more when the lease is lost between steps', async () => {
    const { http, publisher } = connect({});
    const lost = {
      ...publishRequest({ access: WECHAT_ACCESS, draft }),
      saveProgress: () => Promise.reject(new Error('lease lost')),
    };
    await expect(publisher.publish(lost, callAt())).rejects.toThrow('lease lost');
    expect(calls(http)).toEqual(['material/add_material']);
  });

  test.each<[string, FakeReply, string]>([
    ['a lost answer', { fault: 'connection-reset' }, 'reconcile'],
    ['a time-out', { fault: 'timeout' }, 'reconcile'],
    ['HTML', { body: '<html>' }, 'reconcile'],
    ['a 502', { status: 502 }, 'reconcile'],
    ['no task number', { json: { errcode: 0 } }, 'reconcile'],
    ['“busy”', { json: { errcode: -1 } }, 'reconcile'],
    ['an unknown draft', { json: { errcode: 40007 } }, 'reconcile'],
    ['an unknown error', { json: { errcode: 12345 } }, 'reconcile'],
    ['a refused connection', { fault: 'connection-refused' }, 'retry-later'],
    ['a spent quota', { json: { errcode: 45009 } }, 'retry-later'],
    ['haste', { json: { errcode: 53501 } }, 'retry-later'],
    ['no right to publish', { json: { errcode: 48001 } }, 'fix-configuration'],
    ['a failed check', { json: { errcode: 53503 } }, 'ask-a-person'],
  ])('submitting meets %s: act by whether something may be public', async (name, reply, remedy) => {
    const { publisher } = connect({ 'freepublish/submit': reply });
    const outcome = await publisher.publish(publishRequest({ access: WECHAT_ACCESS, draft }), callAt());
    expect(outcome).toMatchObject({ kind: 'failed', failure: { remedy } });
    const isCounted = outcome.kind !== 'failed' || outcome.failure.notSent !== true;
    expect(isCounted).toBe(name !== 'a refused connection');
  });

  test.each<[string, FakeReply, string]>([
    ['a lost answer', { fault: 'connection-reset' }, 'retry-later'],
    ['a title too long', { json: { errcode: 45003 } }, 'fix-content'],
    ['no number', { json: {} }, 'retry-later'],
  ])('the draft meets %s: nothing can be public', async (_name, reply, remedy) => {
    const { publisher } = connect({ 'draft/add': reply });
    const request = publishRequest({ access: WECHAT_ACCESS, draft });
    expect(await publisher.publish(request, callAt())).toMatchObject({ kind: 'failed', failure: { remedy } });
    expect(request.log).not.toContain('announced');
  });
});

describe('asking what became of it', () => {
  const confirm = (
    replies: Replies,
    progress: Readonly<Record<string, string>>,
    now = NOW,
  ): ReturnType<Publisher['confirm']> =>
    connect(replies).publisher.confirm(
      { access: WECHAT_ACCESS, draft, key: 'k', progress, notBeforeAt: new Date('2026-09-18T03:50:00Z') },
      callAt(now),
    );
  const TASK = { mediaId: 'DRAFT', calledAt: '2026-09-18T03:50:00Z', publishId: '100000001' };
  const CALLED = { mediaId: 'DRAFT', calledAt: '2026-09-18T03:50:00Z' };
  const article = (
    over: Record<string, unknown> = {},
    createTime = Date.parse('2026-09-18T03:50:05Z') / 1000,
  ): unknown => ({
    article_id: 'A1',
    content: {
      create_time: createTime,
      news_item: [{ title: SOURCE.title, content_source_url: SOURCE.url, url: 'http://mp/1', ...over }],
    },
  });
  const listing = (...items: unknown[]): FakeReply => ({ json: { total_count: items.length, item: items } });

  test.each<[number, unknown]>([
    [0, { kind: 'accepted', receipt: { platformIds: ['A1'], url: 'http://mp/lasting' } }],
    [1, { kind: 'pending', progress: TASK }],
    [2, { kind: 'failed', failure: { remedy: 'fix-content' } }],
    [3, { kind: 'failed', failure: { remedy: 'ask-a-person' } }],
    [4, { kind: 'failed', failure: { remedy: 'fix-content' } }],
    [5, { kind: 'failed', failure: { remedy: 'ask-a-person' } }],
    [6, { kind: 'failed', failure: { remedy: 'ask-a-person' } }],
    [9, { kind: 'cannot-tell' }],
  ])('status %i of the task', async (publish_status, expected) => {
    const json = {
      publish_id: '100000001',
      publish_status,
      article_id: 'A1',
      article_detail: { count: 1, item: [{ idx: 1, article_url: 'http://mp/lasting' }] },
    };
    expect(await confirm({ 'freepublish/get': { json } }, TASK)).toMatchObject(expected as object);
  });

  test('asks more and more rarely, for the question has a quota of its own', async () => {
    const after = async (calledAt: string): Promise<unknown> =>
      confirm({ 'freepublish/get': { json: { publish_status: 1 } } }, { ...TASK, calledAt });
    expect(
      await Promise.all(
        ['2026-09-18T03:59:50Z', '2026-09-18T03:59:30Z', '2026-09-18T03:55:00Z', '2026-09-18T01:00:00Z'].map(after),
      ),
    ).toMatchObject([{ askAgainMs: 5_000 }, { askAgainMs: 15_000 }, { askAgainMs: 60_000 }, { askAgainMs: 300_000 }]);
  });

  test('cannot tell when it cannot ask', async () => {
    expect(await confirm({ 'freepublish/get': { fault: 'timeout' } }, TASK)).toMatchObject({
      kind: 'cannot-tell',
      failure: { code: 'timeout' },
    });
    expect(await confirm({ 'freepublish/batchget': { json: { errcode: 45009 } } }, CALLED)).toMatchObject({
      kind: 'cannot-tell',
      failure: { code: 'wechat-45009' },
    });
  });

  test('without a task number finds the article by title and source since the call', async () => {
    expect(await confirm({ 'freepublish/batchget': listing(article()) }, CALLED)).toMatchObject({
      kind: 'accepted',
      receipt: { platformIds: ['A1'] },
    });
    const others = [
      article({ title: '别的' }),
      article({ content_source_url: 'https://www.gov.cn/other' }),
      article({}, Date.parse('2026-09-01T00:00:00Z') / 1000),
    ];
    expect(
      await confirm({ 'freepublish/batchget': listing(...others), 'draft/get': { json: { errcode: 40007 } } }, CALLED),
    ).toMatchObject({ kind: 'cannot-tell', failure: { code: 'wechat-draft-gone' } });
  });

  test('proves that nothing was published by the draft that still stands long after', async () => {
    const standing: Replies = { 'freepublish/batchget': listing(), 'draft/get': { json: { news_item: [] } } };
    expect(await confirm(standing, CALLED)).toEqual({ kind: 'not-found' });
    expect(await confirm(standing, { ...CALLED, calledAt: '2026-09-18T03:50:01Z' })).toMatchObject({
      kind: 'cannot-tell',
      failure: { code: 'wechat-too-soon-to-tell', retryAfterMs: 1000 },
    });
    expect(await confirm({ 'freepublish/batchget': listing(), 'draft/get': { status: 502 } }, CALLED)).toMatchObject({
      kind: 'cannot-tell',
      failure: { code: 'http-502' },
    });
  });

  test('is sure, without asking anybody, when the public call was never announced', async () => {
    const { http, publisher } = connect({});
    expect(
      await publisher.confirm(
        { access: WECHAT_ACCESS, draft, key: 'k', progress: { mediaId: 'DRAFT' }, notBeforeAt: NOW },
        callAt(),
      ),
    ).toEqual({ kind: 'not-found' });
    expect(http.requests).toHaveLength(0);
  });

  test('falls back on the draft when the platform does not know the task', async () => {
    expect(
      await confirm(
        { 'freepublish/get': { json: { errcode: 53502 } }, 'freepublish/batchget': listing(article()) },
        TASK,
      ),
    ).toMatchObject({ kind: 'accepted' });
  });
});
