import { createWechatConnector } from '../../../src/connectors/wechat/connector';
import { createMemoryTokenStore } from '../../../src/connectors/wechat/memoryTokenStore';
import type { HttpRequest } from '../../../src/connectors/outbound/http';
import type { AccountAccess, Authorisation } from '../../../src/ports/connectors';
import type { TokenStore } from '../../../src/ports/tokens';
import { accessTo, callAt, standingClock } from '../support/access';
import { fakeHttp } from '../support/fakeHttp';
import type { FakeHttp, FakeReply } from '../support/fakeHttp';

const BASE = 'https://api.weixin.qq.com';
const APPLICATION = { componentAppId: 'wxcomp', componentAppSecret: 'COMPSECRET', ticket: 'ticket@@@1' };
const APP_ID = 'wx0123456789abcdef';
const KEY = `wechat-authorizer:wxcomp:${APP_ID}`;
const access = (application: AccountAccess['application'] = APPLICATION, refreshToken = 'R0'): AccountAccess => ({
  ...accessTo({ platform: 'wechat', externalId: APP_ID }, { authorizerRefreshToken: refreshToken }),
  application,
});

type Replies = Readonly<Record<string, (body: Record<string, string>, count: number) => unknown>>;
interface World {
  readonly http: FakeHttp;
  readonly store: TokenStore;
  readonly clock: ReturnType<typeof standingClock>;
  readonly paths: () => string[];
  readonly look: (given?: AccountAccess) => Promise<string>;
  readonly authorisation: Authorisation;
  readonly connector: ReturnType<typeof createWechatConnector>;
}
const GOOD: Replies = {
  api_component_token: (_body, count) => ({ component_access_token: `C${count}`, expires_in: 7200 }),
  api_authorizer_token: (body, count) => ({
    authorizer_access_token: `A${count}`,
    expires_in: 7200,
    authorizer_refresh_token: body['authorizer_refresh_token'],
  }),
  api_start_push_ticket: () => ({ errcode: 0 }),
  batchget: () => ({ total_count: 0, item: [] }),
};
function open(replies: Replies = {}, store: TokenStore = createMemoryTokenStore()): World {
  const counts = new Map<string, number>();
  const nameOf = (request: HttpRequest): string => new URL(request.url).pathname.split('/').at(-1) ?? '';
  const http = fakeHttp((request): FakeReply => {
    const name = nameOf(request);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    const reply = { ...GOOD, ...replies }[name];
    return reply === undefined
      ? { status: 500 }
      : { json: reply(JSON.parse(String(request.body)) as Record<string, string>, counts.get(name) ?? 0) };
  });
  const clock = standingClock();
  const connector = createWechatConnector({ http, base: BASE, clock, tokenStore: store });
  if (connector.authorisation === null) throw new Error('no authorisation');
  return {
    http,
    store,
    clock,
    connector,
    authorisation: connector.authorisation,
    paths: () => http.requests.map(nameOf),
    look: async (given = access()) => {
      const { outcome, detail } = await connector.collector.collect(given, callAt(clock.now()));
      return `${outcome} ${detail}`;
    },
  };
}
const SIGHT = 'proven-empty wechat-nothing-published';

describe('an account that authorised our component', () => {
  test('is read with its token, which comes from the component’s, which comes from the ticket; each is asked for once', async () => {
    const world = open();
    expect([await world.look(), await world.look()]).toEqual([SIGHT, SIGHT]);
    expect(world.paths()).toEqual(['api_component_token', 'api_authorizer_token', 'batchget', 'batchget']);
    const [component, authorizer, list] = world.http.requests;
    expect(JSON.parse(String(component?.body))).toEqual({
      component_appid: 'wxcomp',
      component_appsecret: 'COMPSECRET',
      component_verify_ticket: 'ticket@@@1',
    });
    expect(authorizer?.url).toBe(`${BASE}/cgi-bin/component/api_authorizer_token?component_access_token=C1`);
    expect(JSON.parse(String(authorizer?.body))).toEqual({
      component_appid: 'wxcomp',
      authorizer_appid: APP_ID,
      authorizer_refresh_token: 'R0',
    });
    expect(list?.url).toContain('access_token=A1');
  });

  test('has its token renewed before it ends, and when the platform refuses it', async () => {
    let refuse = false;
    const world = open({
      batchget: (_body, count) => (refuse && count === 3 ? { errcode: 42001 } : { total_count: 0, item: [] }),
    });
    await world.look();
    world.clock.move(116 * 60_000);
    expect(await world.look()).toBe(SIGHT);
    expect((await world.store.read(KEY))?.token).toBe('A2');
    refuse = true;
    expect(await world.look()).toBe(SIGHT);
    expect((await world.store.read(KEY))?.token).toBe('A3');
  });

  test('goes on with the refresh token of the last answer, and falls back on the one of the authorisation', async () => {
    const seen: string[] = [];
    const world = open({
      api_authorizer_token: (body, count) => {
        seen.push(String(body['authorizer_refresh_token']));
        if (count === 3) return { errcode: 61023, errmsg: 'refresh_token is invalid' };
        return { authorizer_access_token: `A${count}`, expires_in: 7200, authorizer_refresh_token: 'R1' };
      },
    });
    for (let n = 0; n < 3; n += 1) {
      expect(await world.look()).toBe(SIGHT);
      world.clock.move(2 * 3_600_000);
    }
    expect(seen).toEqual(['R0', 'R1', 'R1', 'R0']);
  });

  test('whose refresh tokens are all refused is looked up in the platform’s list, once, before a person is asked', async () => {
    const pages = [
      Array.from({ length: 500 }, (_, n) => ({ authorizer_appid: `wx${n}`, refresh_token: `r${n}` })),
      [{ authorizer_appid: APP_ID, refresh_token: 'R9' }],
    ];
    const found = open({
      api_authorizer_token: (body) =>
        body['authorizer_refresh_token'] === 'R9'
          ? { authorizer_access_token: 'A', expires_in: 7200, authorizer_refresh_token: 'R9' }
          : { errcode: 61023 },
      api_get_authorizer_list: (body) => ({ total_count: 501, list: pages[Number(body['offset']) / 500] ?? [] }),
    });
    expect(await found.look()).toBe(SIGHT);
    expect(await found.store.read(KEY)).toMatchObject({ token: 'A', refreshToken: 'R9' });
    expect(found.paths().filter((path) => path === 'api_get_authorizer_list')).toHaveLength(2);

    const lost = open({
      api_authorizer_token: () => ({ errcode: 61023 }),
      api_get_authorizer_list: () => ({ total_count: 1, list: [{ authorizer_appid: APP_ID, refresh_token: 'R0' }] }),
    });
    expect(await lost.look()).toBe('unauthorised wechat-61023');
    expect(lost.paths()).toEqual(['api_component_token', 'api_authorizer_token', 'api_get_authorizer_list']);
    expect(await lost.store.read(KEY)).toBeNull();
  });

  test('goes on with the token of another process that was first', async () => {
    const inner = createMemoryTokenStore();
    let overtaken = false;
    const store: TokenStore = {
      ...inner,
      async swap(key, expected, next) {
        if (key === KEY && !overtaken) {
          overtaken = true;
          await inner.swap(key, null, {
            token: 'THEIRS',
            expiresAt: new Date('2026-09-18T05:50:00Z'),
            refreshToken: 'R1',
          });
        }
        return inner.swap(key, expected, next);
      },
    };
    const world = open({}, store);
    expect(await world.look()).toBe(SIGHT);
    expect(world.http.requests.at(-1)?.url).toContain('access_token=THEIRS');
    expect(await inner.read(KEY)).toMatchObject({ token: 'THEIRS' });
  });

  test('waits for the ticket, which is asked for when it went stale', async () => {
    expect(await open().look(access({ ...APPLICATION, ticket: '' }))).toBe('unauthorised wechat-no-ticket');
    for (const errcode of [61005, 61006, 40091]) {
      const world = open({ api_component_token: () => ({ errcode }) });
      const { outcome, failure } = await world.connector.collector.collect(access(), callAt());
      expect([outcome, failure]).toMatchObject(['unauthorised', { remedy: 'retry-later', retryAfterMs: 600_000 }]);
      expect(world.paths()).toEqual(['api_component_token', 'api_start_push_ticket']);
    }
  });

  test.each([
    [42006, 'proven-empty'],
    [40001, 'proven-empty'],
    [61003, 'unauthorised'],
    [61004, 'refused'],
  ])('renews the component’s own token upon %i, once', async (errcode, outcome) => {
    const world = open({
      api_authorizer_token: (_body, count) =>
        count === 1 || outcome !== 'proven-empty'
          ? { errcode, errmsg: 'access clientip is not registered requestIP: 203.0.113.9' }
          : { authorizer_access_token: 'A', expires_in: 7200 },
    });
    expect((await world.look()).split(' ')[0]).toBe(outcome);
    expect(world.paths().filter((path) => path === 'api_component_token')).toHaveLength(
      outcome === 'proven-empty' ? 2 : 1,
    );
  });

  test('a component secret that is wrong is a matter of configuration', async () => {
    for (const errcode of [40001, 40125, 61011, 40094]) {
      const { failure } = await open({ api_component_token: () => ({ errcode }) }).connector.collector.collect(
        access(),
        callAt(),
      );
      expect(failure).toMatchObject({ remedy: 'fix-configuration', code: `wechat-${errcode}` });
    }
  });

  test('without the component’s secrets has no credential at all', async () => {
    expect(await open().look(access(null))).toBe('unauthorised wechat-no-credential');
  });

  test('tells no secret, whatever the platform says', async () => {
    const echo = 'COMPSECRET ticket@@@1 R0 C1 A1';
    for (const name of ['api_component_token', 'api_authorizer_token', 'batchget']) {
      const collected = await open({ [name]: () => ({ errcode: 99999, errmsg: echo }) }).connector.collector.collect(
        access(),
        callAt(),
      );
      expect(echo.split(' ').filter((secret) => JSON.stringify(collected).includes(secret))).toEqual([]);
    }
  });
});

describe('authorising our component', () => {
  const START = { application: APPLICATION, redirectUri: 'https://matrix.example.gov.cn/back?a=1', state: 's1' };
  test('begins on the platform’s page with a fresh code; the state comes back in our own address', async () => {
    const world = open({ api_create_preauthcode: (_body, count) => ({ pre_auth_code: `P${count}`, expires_in: 600 }) });
    const started = await world.authorisation.start(START, callAt());
    if (!('url' in started)) throw new Error(started.failure.code);
    const url = new URL(started.url);
    expect([url.origin, url.pathname]).toEqual(['https://mp.weixin.qq.com', '/cgi-bin/componentloginpage']);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      component_appid: 'wxcomp',
      pre_auth_code: 'P1',
      redirect_uri: 'https://matrix.example.gov.cn/back?a=1&state=s1',
      auth_type: '1',
    });
  });

  test('ends with the account’s AppID, name and refresh token, asked for once', async () => {
    const world = open({
      api_query_auth: (body) => ({
        authorization_info: {
          authorizer_appid: `wx-${body['authorization_code']}`,
          authorizer_access_token: 'X',
          expires_in: 7200,
          authorizer_refresh_token: 'R5',
          func_info: [],
        },
      }),
      api_get_authorizer_info: () => ({ authorizer_info: { nick_name: '某某发布' } }),
    });
    expect(
      await world.authorisation.finish(
        { application: APPLICATION, redirectUri: START.redirectUri, query: { auth_code: 'Q', expires_in: '600' } },
        callAt(),
      ),
    ).toEqual({
      granted: {
        externalId: 'wx-Q',
        name: '某某发布',
        credential: { appId: 'wx-Q', authorizerRefreshToken: 'R5' },
        expiresAt: null,
      },
    });
    expect(world.paths().filter((path) => path === 'api_query_auth')).toHaveLength(1);
  });

  test.each([[61009], [61010]])('a code that is used up or too old (%i) asks to begin anew', async (errcode) => {
    const world = open({ api_query_auth: () => ({ errcode }) });
    expect(
      await world.authorisation.finish(
        { application: APPLICATION, redirectUri: '', query: { auth_code: 'Q' } },
        callAt(),
      ),
    ).toMatchObject({ failure: { remedy: 're-authorise', code: `wechat-${errcode}` } });
    expect(world.paths().filter((path) => path === 'api_query_auth')).toHaveLength(1);
  });

  test('is not begun without a component, not ended without a code, and not granted by an answer without an account', async () => {
    const world = open({ api_query_auth: () => ({ authorization_info: {} }), api_create_preauthcode: () => ({}) });
    expect(await world.authorisation.start({ ...START, application: {} }, callAt())).toMatchObject({
      failure: { code: 'wechat-no-component' },
    });
    expect(await world.authorisation.start(START, callAt())).toMatchObject({
      failure: { code: 'wechat-shape-changed' },
    });
    expect(
      await world.authorisation.finish({ application: {}, redirectUri: '', query: { auth_code: 'Q' } }, callAt()),
    ).toMatchObject({ failure: { code: 'wechat-no-component' } });
    expect(
      await world.authorisation.finish({ application: APPLICATION, redirectUri: '', query: {} }, callAt()),
    ).toMatchObject({ failure: { code: 'wechat-no-auth-code' } });
    expect(
      await world.authorisation.finish(
        { application: APPLICATION, redirectUri: '', query: { auth_code: 'Q' } },
        callAt(),
      ),
    ).toMatchObject({ failure: { code: 'wechat-shape-changed' } });
  });
});

describe('the canary', () => {
  const ask = async (reply: unknown): Promise<string> => {
    const result = await open({ get: () => reply }).connector.credentialCheck?.(access(), callAt());
    return result === undefined ? 'none' : result.kind;
  };
  test('accepts a credential with which a free call goes through, or is refused only a right', async () => {
    expect(await ask({ quota: { daily_limit: 100, used: 1, remain: 99 } })).toBe('accepted');
    expect(await ask({ errcode: 48001 })).toBe('accepted');
  });
  test.each([
    [42007, 'refused'],
    [61003, 'refused'],
    [89503, 'refused'],
    [40013, 'refused'],
    [40164, 'cannot-tell'],
    [45009, 'cannot-tell'],
    [-1, 'cannot-tell'],
    [61005, 'cannot-tell'],
  ])('%i is %s', async (errcode, kind) => {
    expect(await ask({ errcode })).toBe(kind);
  });
});
