import { createRegistry } from '../../src/connectors/registry';
import { createPortalConnector } from '../../src/connectors/portal/connector';
import { createWechatConnector } from '../../src/connectors/wechat/connector';
import { createMemoryTokenStore } from '../../src/connectors/wechat/memoryTokenStore';
import { createWeiboConnector } from '../../src/connectors/weibo/connector';
import { HTTP_FAULT_CODES } from '../../src/connectors/http/faults';
import type { Http } from '../../src/connectors/http';
import { PLATFORMS } from '../../src/domain/accounts/account';
import type { Platform } from '../../src/domain/accounts/account';
import { LOOK_OUTCOMES } from '../../src/domain/accounts/look';
import type { LookOutcome } from '../../src/domain/accounts/look';
import { REMEDIES } from '../../src/domain/errors';
import type { AccountAccess, Collected, Connector } from '../../src/ports/connectors';
import { accessTo, callAt, NOW, PORTAL_ACCESS, publishRequest, SOURCE, standingClock, WECHAT_ACCESS, WEIBO_ACCESS } from './support/access';
import { fakeHttp } from './support/fakeHttp';
import type { FakeReply } from './support/fakeHttp';

/** Everything below runs over the registry: a connector that is added is held to the same promises. */
function registryOver(http: Http): ReturnType<typeof createRegistry> {
  const clock = standingClock();
  return createRegistry([
    createWeiboConnector({ http, base: 'https://api.weibo.com', clock }),
    createWechatConnector({ http, base: 'https://api.weixin.qq.com', clock, tokenStore: createMemoryTokenStore() }),
    createPortalConnector({ http, clock }),
  ]);
}

type Fixture = (url: URL) => FakeReply;
interface Example { readonly access: AccountAccess; readonly fixtures: Readonly<Record<LookOutcome, Fixture>> }

const weiboStatus = (n: number): unknown => ({ idstr: `52367890123456${n}`, created_at: `Fri Sep ${10 + n} 10:05:31 +0800 2026`, text: `【题${n}】文`, user: { idstr: '5001234567' } });
const weiboError = (code: number): Fixture => () => ({ status: 403, json: { error: 'echo 2.00SECRETtokenSECRETtoken', error_code: code } });
const article = (n: number): unknown => ({ article_id: `A${n}`, content: { create_time: 1789600000 + n, news_item: [{ title: `题${n}`, url: `http://mp.weixin.qq.com/s/${n}`, content: '<p>文</p>' }] } });
const wechatWith = (json: unknown): Fixture => (url) => (url.pathname.endsWith('stable_token') ? { json: { access_token: 'WXTOKENSECRETWXTOKENSECRET', expires_in: 7200 } } : { json });
const wechatError = (errcode: number): Fixture => wechatWith({ errcode, errmsg: 'echo WXTOKENSECRETWXTOKENSECRET APPSECRETAPPSECRETAPPSECRET' });
const list = (...rows: string[]): Fixture => (url) => (url.pathname === '/xwzx/' ? { body: `<ul class="list">${rows.join('')}</ul>` } : { status: 404 });

const EXAMPLES: Readonly<Record<Platform, Example>> = {
  weibo: {
    access: WEIBO_ACCESS,
    fixtures: {
      items: () => ({ json: { statuses: [7, 6, 5, 4, 3].map(weiboStatus), total_number: 40 } }),
      'proven-empty': (url) => ({ json: url.pathname.includes('users/show') ? { statuses_count: 0 } : { statuses: [], total_number: 0 } }),
      unparsed: () => ({ body: '<html>维护</html>' }), refused: weiboError(20003), unreachable: () => ({ fault: 'timeout' }), unauthorised: weiboError(21327), 'rate-limited': weiboError(10023),
    },
  },
  wechat: {
    access: WECHAT_ACCESS,
    fixtures: {
      items: wechatWith({ total_count: 3, item: [3, 2, 1].map(article) }), 'proven-empty': wechatWith({ total_count: 0, item: [] }),
      unparsed: wechatWith({ unexpected: true }), refused: wechatError(40164), unreachable: () => ({ status: 502 }), unauthorised: wechatError(48001), 'rate-limited': wechatError(45009),
    },
  },
  portal: {
    access: PORTAL_ACCESS,
    fixtures: {
      items: list('<li><a href="2.html">二</a>2026-09-17</li>', '<li><a href="1.html">一</a>2026-09-16</li>'),
      'proven-empty': () => ({ body: '<rss version="2.0"><channel><title>x</title></channel></rss>' }),
      unparsed: () => ({ body: '<main>改版</main>' }), refused: () => ({ status: 412 }), unreachable: () => ({ fault: 'connection-reset' }), unauthorised: () => ({ status: 401 }), 'rate-limited': () => ({ status: 429 }),
    },
  },
};
/** The only platform whose emptiness is shown by another kind of column. */
const accessFor = (platform: Platform, outcome: LookOutcome): AccountAccess =>
  (platform === 'portal' && outcome === 'proven-empty' ? accessTo({ platform: 'portal', settings: { kind: 'rss', listUrl: 'https://www.example.gov.cn/rss.xml' } }, null) : EXAMPLES[platform].access);

const look = (platform: Platform, outcome: LookOutcome): Promise<Collected> =>
  registryOver(fakeHttp((request) => EXAMPLES[platform].fixtures[outcome](new URL(request.url)))).for(platform).collector.collect(accessFor(platform, outcome), callAt());

const SECRETS = ['2.00SECRETtokenSECRETtoken', 'APPSECRETAPPSECRETAPPSECRET', 'WXTOKENSECRETWXTOKENSECRET', 'PUSHSECRETPUSHSECRET', 'ck_PUSHKEYPUSHKEY'];
function expectNoSecret(value: unknown): void {
  const text = JSON.stringify(value);
  expect(SECRETS.filter((secret) => text.includes(secret) || text.includes(encodeURIComponent(secret)))).toEqual([]);
}

test('the registry has one connector for each platform and refuses a second', () => {
  const registry = registryOver(fakeHttp(() => ({})));
  expect(registry.all.map((connector) => connector.platform).sort()).toEqual([...PLATFORMS].sort());
  for (const platform of PLATFORMS) expect(registry.for(platform).platform).toBe(platform);
  const [first] = registry.all;
  if (first === undefined) throw new Error('empty registry');
  expect(() => createRegistry([first, first])).toThrow('two connectors');
  expect(() => createRegistry([]).for('weibo')).toThrow('no connector');
});

describe.each(PLATFORMS.map((platform) => [platform]))('%s', (platform) => {
  test.each(LOOK_OUTCOMES.map((outcome) => [outcome]))('a look can end as %s, and keeps what that promises', async (outcome) => {
    const collected = await look(platform, outcome);
    const isSight = outcome === 'items' || outcome === 'proven-empty';
    expect(collected.outcome).toBe(outcome);
    expect(collected.detail).toMatch(/^[a-z0-9-]+$/);
    expect(collected.failure === null).toBe(isSight);
    expect(collected.items.length > 0).toBe(outcome === 'items');
    if (collected.failure !== null) {
      expect(collected.completeFromAt).toBeNull();
      expect(REMEDIES).toContain(collected.failure.remedy);
      expect(collected.failure.message).toMatch(/[\u4e00-\u9fff]/);
    }
    expectNoSecret([collected.detail, collected.failure]);
  });

  test('identities are unique and the same at the next look; addresses are absolute; dates are read, not made', async () => {
    const [one, two] = [await look(platform, 'items'), await look(platform, 'items')];
    const identities = one.items.map((item) => item.identity);
    expect(new Set(identities).size).toBe(identities.length);
    expect(two.items.map((item) => item.identity)).toEqual(identities);
    for (const item of one.items) {
      expect(URL.canParse(item.url)).toBe(true);
      expect(item.publishedAt.original).not.toBe('');
      expect(item.publishedAt.precision === 'instant' ? item.publishedAt.at.getTime() : 0).not.toBe(NOW.getTime());
      expect(item.platformIds.length).toBeGreaterThan(0);
    }
  });

  test.each(HTTP_FAULT_CODES.map((code) => [code]))('the fault %s is blindness and never a throw', async (code) => {
    const collected = await registryOver(fakeHttp(() => ({ fault: code }))).for(platform).collector.collect(EXAMPLES[platform].access, callAt());
    expect(['unreachable', 'unparsed']).toContain(collected.outcome);
    expectNoSecret(collected);
  });

  test('no garbage in an answer makes a look throw', async () => {
    const garbage: unknown[] = [null, 0, '', [], {}, [null], { statuses: null }, { statuses: [null] }, { statuses: [{ idstr: {} }] }, { item: [null], total_count: 'x' }, { total_count: 1, item: [{ article_id: 1, content: { news_item: [null, 1] } }] }, { errcode: {} }, { error_code: [] }, { access_token: 1 }];
    for (const json of garbage) {
      const collected = await registryOver(fakeHttp(() => ({ json }))).for(platform).collector.collect(EXAMPLES[platform].access, callAt());
      expect(collected.outcome).not.toBe('items');
    }
    for (const body of ['', '\u0000', '<', '<?xml', '{"a":', '\ufeff']) {
      expect((await registryOver(fakeHttp(() => ({ body }))).for(platform).collector.collect(EXAMPLES[platform].access, callAt())).outcome).toBe('unparsed');
    }
  });

  test('settings say for people what is needed, and which of it is secret', () => {
    const { settings, title } = registryOver(fakeHttp(() => ({}))).for(platform);
    expect(title).toMatch(/[\u4e00-\u9fff]/);
    for (const setting of settings) expect([setting.key, /[\u4e00-\u9fffA-Za-z]/.test(setting.title), setting.why.length > 4]).toEqual([setting.key, true, true]);
    const secretKeys = Object.keys(EXAMPLES[platform].access.credential ?? {}).filter((key) => key !== 'appId');
    expect(settings.filter((setting) => setting.secret).map((setting) => setting.key).sort()).toEqual(secretKeys.sort());
  });

  describe('publishing', () => {
    const publisherOver = (http: Http): NonNullable<Connector['publisher']> => {
      const { publisher } = registryOver(http).for(platform);
      if (publisher === null) throw new Error(`${platform} has no publisher`);
      return publisher;
    };
    const { access } = EXAMPLES[platform];
    const composed = publisherOver(fakeHttp(() => ({}))).compose(SOURCE, access);

    test('keeps the title whole and the source named', () => {
      if (!('draft' in composed)) throw new Error(composed.failure.code);
      expect(composed.draft).toMatchObject({ title: SOURCE.title, sourceUrl: SOURCE.url, sourceName: SOURCE.issuer });
      expect(composed.draft.text).toContain(SOURCE.url);
      expect(publisherOver(fakeHttp(() => ({}))).compose({ ...SOURCE, title: '题'.repeat(500) }, access)).toMatchObject({ failure: { remedy: 'fix-content' } });
    });

    test.each<[string, FakeReply]>([['HTML', { body: '<html>' }], ['a 502', { status: 502 }], ['a time-out', { fault: 'timeout' }], ['no connection', { fault: 'connection-refused' }], ['an empty object', { json: {} }], ['null', { json: null }]])(
      'that meets %s neither throws nor claims success, tells no secret, and proves no absence', async (_name, reply) => {
        if (!('draft' in composed)) throw new Error(composed.failure.code);
        const publisher = publisherOver(fakeHttp((request) => (request.url.includes('stable_token') ? { json: { access_token: SECRETS[2], expires_in: 7200 } } : reply)));
        const progress = { thumbMediaId: 'T', mediaId: 'D', calledAt: NOW.toISOString() };
        const outcome = await publisher.publish(publishRequest({ access, draft: composed.draft, progress }), callAt());
        expect(outcome.kind).toBe('failed');
        const confirmed = await publisher.confirm({ access, draft: composed.draft, key: 'k', progress, notBeforeAt: NOW }, callAt());
        expect(confirmed.kind).toBe('cannot-tell');
        expectNoSecret([outcome, confirmed]);
      });
  });
});
