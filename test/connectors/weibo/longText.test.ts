import { interpretTimeline } from '../../../src/connectors/weibo/collect';
import { createWeiboConnector } from '../../../src/connectors/weibo/connector';
import { readTimelineShape } from '../../../src/connectors/weibo/statusShape';
import type { ObservedPost } from '../../../src/domain/accounts/post';
import { accessTo, callAt, standingClock, WEIBO_ACCESS } from '../support/access';
import { fakeHttp } from '../support/fakeHttp';

const ID = '5236789012345678';
const status = (text: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  idstr: ID,
  mid: ID,
  created_at: 'Thu Sep 17 10:05:31 +0800 2026',
  text,
  user: { id: 5001234567, idstr: '5001234567' },
  ...more,
});

describe('a status of the official timeline', () => {
  const postOf = (text: string, more: Record<string, unknown> = {}): ObservedPost => {
    const timeline = readTimelineShape({ statuses: [status(text, more)], total_number: 1 });
    const read = timeline === null ? null : interpretTimeline(timeline, WEIBO_ACCESS.account);
    if (read?.kind !== 'seen' || read.posts[0] === undefined) throw new Error('not seen');
    return read.posts[0];
  };

  test.each<[string, string, Record<string, unknown>, string]>([
    ['the platform says so', '一段话；第二，', { isLongText: true }, '一段话；第二，'],
    ['the platform says so in its older word', '一段话；第二，', { truncated: true }, '一段话；第二，'],
    ['it ends in 全文 and the address of itself', `一段话...全文：http://m.weibo.cn/5001234567/${ID}`, {}, '一段话…'],
    ['it ends in 全文', '一段话……全文', {}, '一段话…'],
    ['it ends in 展开', '一段话​...展开', {}, '一段话​…'],
    [
      'what it forwards is',
      '转发微博',
      { retweeted_status: { idstr: '1', text: '原文...全文', user: { screen_name: '某部' } } },
      '转发微博\n//@某部:原文…',
    ],
  ])('is marked as cut where %s, without the platform’s own link', (_name, text, more, shown) => {
    const post = postOf(text, more);
    expect(post).toMatchObject({ textState: 'truncated', text: shown, links: [] });
  });

  test.each<[string, string, Record<string, unknown>]>([
    ['with its long text', '一段话...全文', { isLongText: true, longText: { longTextContent: '一段话，到底。' } }],
    ['that ends in three dots of its own', '未完待续...', {}],
    ['that names the whole text’s place', '全文：https://www.gov.cn/zhengce/1.htm', {}],
    ['that says 查看全文 itself', '欢迎点击查看全文', {}],
  ])('%s is whole', (_name, text, more) => {
    expect(postOf(text, more).textState).toBeUndefined();
  });

  test('keeps the link of its own that stands behind the word', () => {
    expect(postOf('详见全文：https://www.gov.cn/zhengce/1.htm').links).toEqual(['https://www.gov.cn/zhengce/1.htm']);
  });
});

describe('a status of the mobile list', () => {
  const access = accessTo({ platform: 'weibo', settings: { reader: 'm.weibo.cn' } }, null);
  const cut = (id: string): Record<string, unknown> => ({
    card_type: 9,
    mblog: status(`开头...<a href="/status/${id}">全文</a>`, { id, mid: id, idstr: id, isLongText: true }),
  });
  const collect = async (
    ids: readonly string[],
    extended: (id: string) => unknown,
  ): Promise<{ looks: readonly (readonly ObservedPost[])[]; asked: string[] }> => {
    const http = fakeHttp((request) => {
      const url = new URL(request.url);
      return url.pathname === '/statuses/extend'
        ? { json: extended(url.searchParams.get('id') ?? '') }
        : { json: { ok: 1, data: { cards: ids.map(cut) } } };
    });
    const { collector } = createWeiboConnector({ http, base: 'https://api.weibo.com', clock: standingClock() });
    const looks = [
      (await collector.collect(access, callAt())).items,
      (await collector.collect(access, callAt())).items,
    ];
    return { looks, asked: http.requests.flatMap(({ url }) => new URL(url).searchParams.get('id') ?? []) };
  };
  const whole = (id: string): unknown => ({
    ok: 1,
    data: { longTextContent: `开头，中间，<a href="https://www.gov.cn/${id}.htm">原文</a>` },
  });

  test('that is cut is fetched whole, with its links, once', async () => {
    const { looks, asked } = await collect([ID], whole);
    expect(asked).toEqual([ID]);
    for (const [post] of looks) {
      expect(post).toMatchObject({ text: '开头，中间，原文', links: [`https://www.gov.cn/${ID}.htm`] });
      expect(post?.textState).toBeUndefined();
    }
  });

  test('is fetched three a look, the others in the next', async () => {
    const { looks, asked } = await collect(['1', '2', '3', '4'], whole);
    expect(asked).toEqual(['1', '2', '3', '4']);
    expect(looks[0]?.map(({ textState }) => textState)).toEqual([undefined, undefined, undefined, 'truncated']);
    expect(looks[1]?.every(({ textState }) => textState === undefined)).toBe(true);
  });

  test('that cannot be had whole is marked as cut, and the link to the rest is none of its links', async () => {
    const { looks } = await collect([ID], () => ({ ok: 0 }));
    expect(looks[0]?.[0]).toMatchObject({ textState: 'truncated', text: '开头…', links: [] });
  });
});
