import fs from 'node:fs';
import path from 'node:path';
import { createWeiboConnector } from '../../../src/connectors/weibo/connector';
import { interpretMobileList } from '../../../src/connectors/weibo/mobileReading';
import { readMobileList } from '../../../src/connectors/weibo/mobileShape';
import { parseJson } from '../../../src/connectors/reading/json';
import { accessTo, callAt, NOW, standingClock } from '../support/access';
import { fakeHttp } from '../support/fakeHttp';
import { describeWithData } from '../../sharedData';

const ACCESS = accessTo(
  {
    platform: 'weibo',
    externalId: '6279793937',
    homeUrl: 'https://weibo.com/u/6279793937',
    settings: { reader: 'm.weibo.cn' },
  },
  null,
);
const card = (mblog: Record<string, unknown>, more: Record<string, unknown> = {}): unknown => ({
  card_type: 9,
  mblog: { mid: '1', created_at: '3分钟前', text: '<p>文</p>', user: { id: 6279793937 }, ...mblog },
  ...more,
});
const list = (cards: unknown[]): ReturnType<typeof readMobileList> => readMobileList({ ok: 1, data: { cards } });

describe('a list of the mobile site', () => {
  test('gives text without markup, links unwrapped, and relative dates measured from the call', () => {
    const look = interpretMobileList(
      list([card({ text: "看<a href='https://weibo.cn/sinaurl?u=https%3A%2F%2Fwww.gov.cn%2F1'>网页</a><br/>完" })]),
      ACCESS.account,
      NOW,
    );
    expect(look).toMatchObject({ outcome: 'items', coverage: 'partial', completeFromAt: null });
    expect(look.items[0]).toMatchObject({
      text: '看网页\n完',
      links: ['https://www.gov.cn/1'],
      publishedAt: { precision: 'instant', at: new Date(NOW.getTime() - 180_000) },
    });
  });

  test('opens cards within cards and tells the pinned from the rest', () => {
    const look = interpretMobileList(
      list([
        {
          card_type: 11,
          card_group: [card({ mid: '1', isTop: 1 }), card({ mid: '2' }, { profile_type_id: 'proweibotop_' })],
        },
        card({ mid: '3', title: { text: '置顶' } }),
        card({ mid: '4' }),
        { card_type: 10 },
      ]),
      ACCESS.account,
      NOW,
    );
    expect(look.items.map((item) => [item.identity, item.pinned])).toEqual([
      ['1', true],
      ['2', true],
      ['3', true],
      ['4', false],
    ]);
  });

  test.each([
    [{ ok: 0, msg: '这里还没有内容', data: { cards: [] } }, 'unparsed', 'm-weibo-empty-or-invisible'],
    [{ ok: 1, data: { cards: [] } }, 'unparsed', 'm-weibo-empty-or-invisible'],
    [{ ok: -100, url: 'https://passport.weibo.com' }, 'unauthorised', 'm-weibo-login-needed'],
    [{ ok: 1, data: {} }, 'unparsed', 'm-weibo-shape-changed'],
    [undefined, 'unparsed', 'm-weibo-shape-changed'],
    [{ ok: 1, data: { cards: [card({ created_at: '?' })] } }, 'unparsed', 'm-weibo-date-unreadable'],
  ])('that says %j is never “no posts”', (value, outcome, detail) => {
    expect(interpretMobileList(readMobileList(value), ACCESS.account, NOW)).toMatchObject({
      outcome,
      detail,
      items: [],
      coverage: 'partial',
    });
  });
});

test('the mobile site is read only where an account says so', async () => {
  const http = fakeHttp(() => ({ status: 432 }));
  const connector = createWeiboConnector({ http, base: 'https://api.weibo.com', clock: standingClock() });
  expect(await connector.collector.collect(ACCESS, callAt())).toMatchObject({ outcome: 'refused', detail: 'http-432' });
  await connector.collector.collect({ ...accessTo({ platform: 'weibo' }, { accessToken: 'x' }) }, callAt());
  expect(http.requests.map((request) => new URL(request.url).host)).toEqual(['m.weibo.cn', 'api.weibo.com']);
});

describeWithData('saved answers of the mobile site', 'weibo/raw_m_weibo_cn', (folder) => {
  const look = (name: string): ReturnType<typeof interpretMobileList> =>
    interpretMobileList(
      readMobileList(parseJson(fs.readFileSync(path.join(folder, name), 'utf8'))),
      ACCESS.account,
      new Date('2021-06-18T00:00:00Z'),
    );

  test('list 0 and then list 1 make exactly one new post', () => {
    const [before, after] = [look('weibo_ak_list_0.json'), look('weibo_ak_list_1.json')];
    const known = new Set(before.items.map((item) => item.identity));
    expect(before.outcome).toBe('items');
    expect(after.items.filter((item) => !known.has(item.identity)).map((item) => item.identity)).toEqual([
      '4649106427873349',
    ]);
  });

  test('the old post on top is pinned, and the newest is not it', () => {
    const { items } = look('weibo_ak_list_1.json');
    expect(items.filter((item) => item.pinned).map((item) => item.identity)).toEqual(['4645748019299849']);
    expect(items.every((item) => !/<[a-z]/i.test(item.text))).toBe(true);
  });

  test('the error answer is not “no posts”', () => {
    expect(look('weibo_err_profile.json')).toMatchObject({ outcome: 'unparsed', items: [] });
  });
});
