import type { Platform } from '../../../src/domain/accounts/account';
import { FEED_PLATFORMS } from '../../../src/domain/accounts/platforms';
import type { Coverage, LookOutcome } from '../../../src/domain/accounts/look';
import type { AccountAccess } from '../../../src/ports/connectors';
import { accessTo, PORTAL_ACCESS, WECHAT_ACCESS, WEIBO_ACCESS } from './access';
import type { FakeReply } from './fakeHttp';

export type Fixture = (url: URL) => FakeReply;

/** One way an account of a platform is read, and a fixture for each way a look at it can end. */
export interface LookExample {
  readonly name: string;
  readonly platform: Platform;
  readonly access: AccountAccess;
  readonly coverage: Coverage;
  /** What this way of reading can never claim has no fixture. */
  readonly fixtures: Readonly<Partial<Record<LookOutcome, Fixture>>>;
  /** The same list with a date nobody can read. */
  readonly undated: Fixture;
  /** The newest post's time as the fixture of `items` states it: an instant, or a civil day. */
  readonly newest: string;
}

const SITE = 'https://www.example.gov.cn';
export const SECRETS = [
  '2.00SECRETtokenSECRETtoken',
  'APPSECRETAPPSECRETAPPSECRET',
  'WXTOKENSECRETWXTOKENSECRET',
  'COMPSECRETCOMPSECRET',
  'REFRESHSECRETREFRESHSECRET',
  'PUSHSECRETPUSHSECRET',
  'ck_PUSHKEYPUSHKEY',
];

const weiboStatus = (n: number, createdAt = `Fri Sep ${10 + n} 10:05:31 +0800 2026`): unknown => ({
  idstr: `52367890123456${n}`,
  created_at: createdAt,
  text: `【题${n}】文`,
  user: { idstr: '5001234567' },
});
const weiboError =
  (code: number): Fixture =>
  () => ({ status: 403, json: { error: 'echo 2.00SECRETtokenSECRETtoken', error_code: code } });
const mobile =
  (createdAt: string): Fixture =>
  () => ({
    json: {
      ok: 1,
      data: {
        cards: [
          {
            card_type: 9,
            mblog: { id: '5236789012345677', created_at: createdAt, text: '文', user: { id: 5001234567 } },
          },
        ],
      },
    },
  });

const article = (n: number, time: unknown = 1789600000 + n): unknown => ({
  article_id: `A${n}`,
  content: {
    create_time: time,
    news_item: [{ title: `题${n}`, url: `http://mp.weixin.qq.com/s/${n}`, content: '<p>文</p>' }],
  },
});
const TOKENS: Readonly<Record<string, unknown>> = {
  stable_token: { access_token: 'WXTOKENSECRETWXTOKENSECRET', expires_in: 7200 },
  api_component_token: { component_access_token: 'WXTOKENSECRETWXTOKENSECRET', expires_in: 7200 },
  api_authorizer_token: {
    authorizer_access_token: 'WXTOKENSECRETWXTOKENSECRET',
    expires_in: 7200,
    authorizer_refresh_token: 'REFRESHSECRETREFRESHSECRET',
  },
};
const wechatWith =
  (json: unknown): Fixture =>
  (url) => ({ json: TOKENS[url.pathname.split('/').at(-1) ?? ''] ?? json });
const wechatError = (errcode: number): Fixture => wechatWith({ errcode, errmsg: `echo ${SECRETS.join(' ')}` });
const WECHAT_FIXTURES: LookExample['fixtures'] = {
  items: wechatWith({ total_count: 3, item: [article(3), article(2), article(1)] }),
  'proven-empty': wechatWith({ total_count: 0, item: [] }),
  unparsed: wechatWith({ unexpected: true }),
  refused: wechatError(40164),
  unreachable: (url) => (url.pathname.includes('token') ? wechatWith({})(url) : { status: 502 }),
  unauthorised: wechatError(48001),
  'rate-limited': wechatError(45009),
};
const WECHAT_UNDATED = wechatWith({ total_count: 1, item: [article(1, 'soon')] });

const column = (settings: Record<string, string>): AccountAccess =>
  accessTo(
    {
      platform: 'portal',
      externalId: `${SITE}/xwzx/`,
      homeUrl: `${SITE}/`,
      settings: { listUrl: `${SITE}/xwzx/`, ...settings },
    },
    null,
  );
const feedOf = (platform: Platform, settings: Record<string, string>): AccountAccess =>
  accessTo({ platform, externalId: 'yunxi', settings: { feedUrl: `${SITE}/xwzx/`, ...settings } }, null);
const atColumn =
  (reply: FakeReply): Fixture =>
  (url) =>
    url.pathname === '/xwzx/' ? reply : { status: 404 };
const BLIND: LookExample['fixtures'] = {
  refused: () => ({ status: 412, body: '<script>1</script>' }),
  unreachable: () => ({ fault: 'connection-reset' }),
  unauthorised: () => ({ status: 401 }),
  'rate-limited': () => ({ status: 429, headers: { 'retry-after': '60' } }),
};
const li = (id: number, date: string): string => `<li><a href="${id}.html">题${id}</a>${date}</li>`;
const ul = (first: string): FakeReply => ({ body: `<ul class="list">${li(2, first)}${li(1, '2026-09-16')}</ul>` });
const record = (id: number, date: string): string => `<record><![CDATA[${li(id, date)}]]></record>`;
const jpage = (first: string): FakeReply => ({
  body: `<datastore><recordset>${record(2, first)}${record(1, '2026-09-16')}</recordset></datastore>`,
});
const kaipu = (first: string): FakeReply => ({
  json: {
    data: {
      total: 2,
      rows: 20,
      page: 1,
      results: [
        { title: '题2', url: '//www.example.gov.cn/2.html', publishedTimeStr: first },
        { title: '题1', url: '//www.example.gov.cn/1.html', publishedTimeStr: '2026-09-16 08:00:00' },
      ],
    },
  },
});
const rss = (first: string): FakeReply => ({
  body: `<rss version="2.0"><channel><item><title>题2</title><link>${SITE}/2.html</link><pubDate>${first}</pubDate></item><item><title>题1</title><link>${SITE}/1.html</link><pubDate>2026-09-16 08:00:00</pubDate></item></channel></rss>`,
});

export const LOOK_EXAMPLES: readonly LookExample[] = [
  {
    name: 'weibo',
    platform: 'weibo',
    access: WEIBO_ACCESS,
    coverage: 'full',
    newest: '2026-09-17T02:05:31.000Z',
    undated: () => ({ json: { statuses: [weiboStatus(7, '近日'), weiboStatus(6)], total_number: 40 } }),
    fixtures: {
      items: () => ({ json: { statuses: [7, 6, 5, 4, 3].map((n) => weiboStatus(n)), total_number: 40 } }),
      'proven-empty': (url) => ({
        json: url.pathname.includes('users/show') ? { statuses_count: 0 } : { statuses: [], total_number: 0 },
      }),
      unparsed: () => ({ body: '<html>维护</html>' }),
      refused: weiboError(20003),
      unreachable: () => ({ fault: 'timeout' }),
      unauthorised: weiboError(21327),
      'rate-limited': weiboError(10023),
    },
  },
  {
    name: 'weibo m.weibo.cn',
    platform: 'weibo',
    access: { ...WEIBO_ACCESS, account: { ...WEIBO_ACCESS.account, settings: { reader: 'm.weibo.cn' } } },
    coverage: 'partial',
    newest: '2026-09-17T02:05:31.000Z',
    undated: mobile('近日'),
    fixtures: {
      items: mobile('Thu Sep 17 10:05:31 +0800 2026'),
      unparsed: () => ({ json: { ok: 0, msg: '这里还没有内容', data: { cards: [] } } }),
      refused: () => ({ status: 432 }),
      unreachable: () => ({ fault: 'timeout' }),
      unauthorised: () => ({ json: { ok: -100 } }),
      'rate-limited': () => ({ status: 429 }),
    },
  },
  {
    name: 'wechat',
    platform: 'wechat',
    access: WECHAT_ACCESS,
    coverage: 'partial',
    newest: new Date(1789600003_000).toISOString(),
    undated: WECHAT_UNDATED,
    fixtures: WECHAT_FIXTURES,
  },
  {
    name: 'wechat component, messages flow',
    platform: 'wechat',
    coverage: 'full',
    newest: new Date(1789600003_000).toISOString(),
    undated: WECHAT_UNDATED,
    fixtures: WECHAT_FIXTURES,
    access: {
      ...accessTo(
        { platform: 'wechat', externalId: 'wx0123456789abcdef' },
        { authorizerRefreshToken: 'REFRESHSECRETREFRESHSECRET' },
      ),
      application: { componentAppId: 'wxcomp', componentAppSecret: 'COMPSECRETCOMPSECRET', ticket: 'ticket@@@1' },
      messagesFlowSinceAt: new Date('2026-09-01T00:00:00Z'),
    },
  },
  {
    name: 'portal list',
    platform: 'portal',
    access: PORTAL_ACCESS,
    coverage: 'full',
    newest: '2026-09-17',
    undated: atColumn(ul('近日')),
    fixtures: { ...BLIND, items: atColumn(ul('2026-09-17')), unparsed: () => ({ body: '<main>改版</main>' }) },
  },
  {
    name: 'portal trs',
    platform: 'portal',
    access: column({ kind: 'trs', itemSelector: 'ul.list li', nextPages: '1' }),
    coverage: 'full',
    newest: '2026-09-17',
    undated: atColumn(ul('近日')),
    fixtures: {
      ...BLIND,
      items: atColumn(ul('2026/9/17')),
      unparsed: () => ({ body: '<html><title>404</title></html>' }),
    },
  },
  {
    name: 'portal jpage',
    platform: 'portal',
    access: column({ kind: 'jpage' }),
    coverage: 'full',
    newest: '2026-09-17',
    undated: atColumn(jpage('近日')),
    fixtures: {
      ...BLIND,
      items: atColumn(jpage('2026-\n09-\n17')),
      unparsed: () => ({ body: '<datastore></datastore>' }),
    },
  },
  {
    name: 'portal kaipu',
    platform: 'portal',
    access: column({ kind: 'kaipu' }),
    coverage: 'full',
    newest: '2026-09-17T02:03:00.000Z',
    undated: atColumn(kaipu('近日')),
    fixtures: {
      ...BLIND,
      items: atColumn(kaipu('2026-09-17 10:03:00')),
      'proven-empty': () => ({ json: { data: { total: 0, results: [] } } }),
      unparsed: () => ({ json: { data: {} } }),
    },
  },
  ...FEED_PLATFORMS.map((platform): LookExample => ({
    name: `${platform} feed`,
    platform,
    access: feedOf(platform, {}),
    coverage: 'partial',
    newest: '2026-09-17T02:03:00.000Z',
    undated: atColumn(rss('近日')),
    fixtures: {
      ...BLIND,
      items: atColumn(rss('Thu, 17 Sep 2026 10:03:00 +0800')),
      unparsed: () => ({ body: '<rss version="2.0"><channel><title>x</title></channel></rss>' }),
    },
  })),
  {
    name: 'portal rss',
    platform: 'portal',
    access: column({ kind: 'rss' }),
    coverage: 'full',
    newest: '2026-09-17T02:03:00.000Z',
    undated: atColumn(rss('近日')),
    fixtures: {
      ...BLIND,
      items: atColumn(rss('Thu, 17 Sep 2026 10:03:00 +0800')),
      'proven-empty': () => ({ body: '<rss version="2.0"><channel><title>x</title></channel></rss>' }),
      unparsed: () => ({ body: '<html>' }),
    },
  },
];
