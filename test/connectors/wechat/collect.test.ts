import { createWechatConnector } from '../../../src/connectors/wechat/connector';
import { createMemoryTokenStore } from '../../../src/connectors/wechat/memoryTokenStore';
import type { StoredToken } from '../../../src/ports/tokens';
import type { HttpRequest } from '../../../src/connectors/outbound/http';
import { callAt, standingClock, WECHAT_ACCESS } from '../support/access';
import { fakeHttp } from '../support/fakeHttp';
import type { FakeHttp, FakeReply } from '../support/fakeHttp';

const BASE = 'https://api.weixin.qq.com';
const item = (over: Record<string, unknown> = {}, news: Record<string, unknown> = {}): unknown => ({
  article_id: 'ARTICLE_1',
  update_time: 1789700000,
  content: {
    create_time: 1789600000,
    update_time: 1789700000,
    news_item: [
      {
        title: '关于办事安排的通告',
        digest: '摘要',
        content: '<p>正文 <a href="https://www.gov.cn/a">a</a></p>',
        content_source_url: 'https://www.gov.cn/1.htm',
        url: 'http://mp.weixin.qq.com/s?__biz=A&chksm=1#rd',
        is_deleted: false,
        ...news,
      },
    ],
  },
  ...over,
});
const list = (items: unknown[], total = items.length): unknown => ({
  total_count: total,
  item_count: items.length,
  item: items,
});
const isToken = (request: HttpRequest): boolean => request.url.includes('/stable_token');
const tokenIn = (request: HttpRequest): string => new URL(request.url).searchParams.get('access_token') ?? '';

interface World {
  readonly http: FakeHttp;
  readonly connector: ReturnType<typeof createWechatConnector>;
  readonly clock: ReturnType<typeof standingClock>;
}
function connect(
  answer: (request: HttpRequest) => FakeReply,
  token: (count: number, request: HttpRequest) => FakeReply = (count) => ({
    json: { access_token: `TOKEN_${count}`, expires_in: 7200 },
  }),
): World {
  let tokens = 0;
  const clock = standingClock();
  const http = fakeHttp((request) => (isToken(request) ? token((tokens += 1), request) : answer(request)));
  return {
    http,
    clock,
    connector: createWechatConnector({ http, base: BASE, clock, tokenStore: createMemoryTokenStore() }),
  };
}
const look = ({ connector, clock }: World): ReturnType<World['connector']['collector']['collect']> =>
  connector.collector.collect(WECHAT_ACCESS, callAt(clock.now()));

describe('a look at published articles', () => {
  test('is partial whatever it shows, because mass-sent articles are in no list', async () => {
    expect(await look(connect(() => ({ json: list([item()]) })))).toMatchObject({
      outcome: 'items',
      coverage: 'partial',
      completeFromAt: null,
    });
    expect(await look(connect(() => ({ json: list([]) })))).toMatchObject({
      outcome: 'proven-empty',
      coverage: 'partial',
      completeFromAt: null,
    });
  });

  test('is complete since the platform’s messages tell of every mass send, and never before', async () => {
    const since = new Date('2026-09-10T00:00:00Z');
    const lookSince = async (articles: unknown[], total = articles.length): Promise<unknown> => {
      const world = connect(() => ({ json: list(articles, total) }));
      return world.connector.collector.collect({ ...WECHAT_ACCESS, messagesFlowSinceAt: since }, callAt());
    };
    expect(await lookSince([item()])).toMatchObject({ outcome: 'items', coverage: 'full', completeFromAt: since });
    expect(await lookSince([])).toMatchObject({ outcome: 'proven-empty', coverage: 'full', completeFromAt: since });
    // The list goes on below what one call shows: complete only since the oldest shown.
    expect(await lookSince([item()], 30)).toMatchObject({ coverage: 'full', completeFromAt: new Date(1789600000_000) });
    expect(
      await lookSince([item({ content: { create_time: 1700000000, news_item: [{ title: '旧' }] } })], 30),
    ).toMatchObject({ completeFromAt: since });
  });

  test('carries, where the address shows it, the number by which events and pasted addresses name the same article', async () => {
    const { items } = await look(
      connect(() => ({
        json: list([item({}, { url: 'http://mp.weixin.qq.com/s?__biz=MzA1&mid=2247480001&idx=1&sn=a&chksm=b#rd' })]),
      })),
    );
    expect(items[0]?.platformIds).toEqual(['ARTICLE_1', 'MzA1_2247480001_1']);
  });

  test('names an article by its id, dates it by its publication, and finds its text and links', async () => {
    const { items } = await look(connect(() => ({ json: list([item()]) })));
    expect(items).toEqual([
      {
        identity: 'ARTICLE_1',
        url: 'http://mp.weixin.qq.com/s?__biz=A&chksm=1#rd',
        title: '关于办事安排的通告',
        text: '正文 a',
        links: ['https://www.gov.cn/1.htm', 'https://www.gov.cn/a'],
        publishedAt: { precision: 'instant', at: new Date(1789600000_000), original: '1789600000' },
        platformIds: ['ARTICLE_1'],
        pinned: false,
      },
    ]);
  });

  test('keeps the identity when the address changes, and tells the articles of one release apart', async () => {
    const both = item({
      content: {
        create_time: 1789600000,
        news_item: [
          { title: '一', url: 'u1' },
          { title: '二', url: 'u2' },
          { title: '三', is_deleted: true },
        ],
      },
    });
    const { items } = await look(connect(() => ({ json: list([both]) })));
    expect(items.map((post) => [post.identity, post.platformIds])).toEqual([
      ['ARTICLE_1', ['ARTICLE_1']],
      ['ARTICLE_1#2', ['ARTICLE_1']],
    ]);
  });

  test('takes the last change only where the time of publication is missing, and never now', async () => {
    const dated = async (create: unknown, update: unknown): Promise<unknown> => {
      const read = await look(
        connect(() => ({
          json: list([
            item({
              update_time: update,
              content: { create_time: create, update_time: update, news_item: [{ title: 't', url: 'u' }] },
            }),
          ]),
        })),
      );
      return read.items[0]?.publishedAt.original ?? read.detail;
    };
    expect(await dated(1789600000, 1789700000)).toBe('1789600000');
    expect(await dated(0, 1789700000)).toBe('1789700000');
    expect(await dated(null, null)).toBe('wechat-date-unreadable');
  });

  test.each([
    ['no list', { item: [] }, 'wechat-shape-changed'],
    ['an item without id', { total_count: 1, item: [{ content: { news_item: [] } }] }, 'wechat-shape-changed'],
    ['an empty list against a count', { total_count: 7, item: [] }, 'wechat-list-empty-against-count'],
  ])('with %s is unparsed', async (_name, json, detail) => {
    expect(await look(connect(() => ({ json })))).toMatchObject({ outcome: 'unparsed', detail, items: [] });
  });

  test('that HTML answers is unparsed', async () => {
    expect(await look(connect(() => ({ body: '<html>系统维护</html>' })))).toMatchObject({
      outcome: 'unparsed',
      detail: 'wechat-not-json',
    });
    expect(
      await look(
        connect(
          () => ({ json: {} }),
          () => ({ body: '<html>' }),
        ),
      ),
    ).toMatchObject({ outcome: 'unparsed', detail: 'wechat-not-json' });
  });

  test('too heavy with bodies is taken without them', async () => {
    const world = connect((request) =>
      String(request.body).includes('"no_content":0') ? { fault: 'answer-too-large' } : { json: list([item()]) },
    );
    expect(await look(world)).toMatchObject({ outcome: 'items' });
  });

  test.each([
    [48001, 'unauthorised', 'fix-configuration'],
    [45009, 'rate-limited', 'retry-later'],
    [45011, 'rate-limited', 'retry-later'],
    [-1, 'unreachable', 'retry-later'],
    [40164, 'refused', 'fix-configuration'],
    [61004, 'refused', 'fix-configuration'],
    [89503, 'unauthorised', 'ask-a-person'],
    [50002, 'unauthorised', 'ask-a-person'],
    [48004, 'refused', 'ask-a-person'],
    [77777, 'unparsed', 'ask-a-person'],
  ])('answered with %i ends %s and asks to %s', async (errcode, outcome, remedy) => {
    expect(await look(connect(() => ({ json: { errcode, errmsg: 'x' } })))).toMatchObject({
      outcome,
      detail: `wechat-${errcode}`,
      failure: { remedy },
    });
  });

  test('repeats of the vendor’s words only the request number and the address to be registered', async () => {
    const end = await look(
      connect(
        () => ({ json: {} }),
        () => ({
          json: {
            errcode: 40164,
            errmsg:
              'invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist SECRET rid: 66f1a2b3-0a1b2c3d-4e5f6071',
          },
        }),
      ),
    );
    expect(end.failure?.message).toContain('203.0.113.9');
    expect(end.failure?.message).toContain('66f1a2b3-0a1b2c3d-4e5f6071');
    expect(end.failure?.message).not.toContain('SECRET');
  });
});

describe('the interface token', () => {
  test('is asked for once and kept, until the last five minutes of its life', async () => {
    const world = connect(() => ({ json: list([item()]) }));
    const asked = (): number => world.http.requests.filter(isToken).length;
    await look(world);
    await look(world);
    expect(asked()).toBe(1);
    world.clock.move(7200_000 - 300_000 - 1000);
    await look(world);
    expect(asked()).toBe(1);
    world.clock.move(1000);
    await look(world);
    expect(asked()).toBe(2);
  });

  test('is asked for once by many calls at a time', async () => {
    const world = connect(() => ({ json: list([item()]) }));
    await Promise.all(Array.from({ length: 8 }, () => look(world)));
    expect(world.http.requests.filter(isToken)).toHaveLength(1);
  });

  test.each([40001, 40014, 42001])('is renewed once upon %i, and the call repeated once', async (errcode) => {
    const world = connect((request) => ({
      json: tokenIn(request) === 'TOKEN_1' ? { errcode, errmsg: 'x' } : list([item()]),
    }));
    expect(await look(world)).toMatchObject({ outcome: 'items' });
    expect(world.http.requests.map((request) => (isToken(request) ? 'token' : tokenIn(request)))).toEqual([
      'token',
      'TOKEN_1',
      'token',
      'TOKEN_2',
    ]);
  });

  test('that stays refused is given up after one repetition', async () => {
    const world = connect(() => ({ json: { errcode: 42001, errmsg: 'x' } }));
    expect(await look(world)).toMatchObject({ outcome: 'unauthorised', failure: { remedy: 'refresh-token' } });
    expect(world.http.requests.filter((request) => !isToken(request))).toHaveLength(2);
  });

  test('refused but handed out again unchanged is replaced by force', async () => {
    const world = connect(
      (request) => ({ json: tokenIn(request) === 'FORCED' ? list([item()]) : { errcode: 40001 } }),
      (_count, request) => ({
        json: {
          access_token: String(request.body).includes('"force_refresh":true') ? 'FORCED' : 'SAME',
          expires_in: 7000,
        },
      }),
    );
    expect(await look(world)).toMatchObject({ outcome: 'items' });
    expect(world.http.requests.filter(isToken)).toHaveLength(3);
  });

  test('renewed by somebody else meanwhile is taken from the store, without asking', async () => {
    const store = createMemoryTokenStore();
    const clock = standingClock();
    const http = fakeHttp(async (request) => {
      if (isToken(request)) return { json: { access_token: 'OURS', expires_in: 7200 } };
      if (tokenIn(request) !== 'OURS') return { json: list([item()]) };
      await store.swap('wechat-app:wx0123456789abcdef', 'OURS', {
        token: 'THEIRS',
        expiresAt: new Date(clock.now().getTime() + 7_000_000),
        refreshToken: null,
      });
      return { json: { errcode: 40001 } };
    });
    const connector = createWechatConnector({ http, base: BASE, clock, tokenStore: store });
    expect(await connector.collector.collect(WECHAT_ACCESS, callAt())).toMatchObject({ outcome: 'items' });
    expect(http.requests.filter(isToken)).toHaveLength(1);
  });

  test('never comes with a wrong secret: that is for a person, and is not tried again', async () => {
    for (const errcode of [40001, 40125, 40013]) {
      const world = connect(
        () => ({ json: list([]) }),
        () => ({ json: { errcode, errmsg: 'x' } }),
      );
      expect(await look(world)).toMatchObject({
        outcome: 'unauthorised',
        failure: { remedy: 'fix-configuration', code: `wechat-${errcode}` },
      });
      expect(world.http.requests).toHaveLength(1);
    }
  });

  test('is not asked for without credentials', async () => {
    const world = connect(() => ({ json: list([]) }));
    expect(await world.connector.collector.collect({ ...WECHAT_ACCESS, credential: null }, callAt())).toMatchObject({
      outcome: 'unauthorised',
      detail: 'wechat-no-credential',
    });
    expect(world.http.requests).toHaveLength(0);
  });

  test('in the store is replaced only by whoever saw the one before', async () => {
    const store = createMemoryTokenStore();
    const token = (name: string): StoredToken => ({ token: name, expiresAt: new Date(0), refreshToken: null });
    expect(await store.swap('a', null, token('1'))).toBe(true);
    expect(await store.swap('a', null, token('2'))).toBe(false);
    expect(await store.swap('a', '1', token('2'))).toBe(true);
    expect((await store.read('a'))?.token).toBe('2');
  });
});
