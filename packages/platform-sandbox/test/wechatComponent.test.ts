import type { Sandbox, SandboxAccount } from '../src';
import type { Listener } from './callbackListener';
import { listen, openSealed, textOf } from './callbackListener';
import { accountWith, ANCHOR_AT, closeAll, freshFolder, openSandbox, secretOf, stillClock } from './testSandbox';
import { wechatCalls } from './wechatCalls';
import type { Body } from './wechatCalls';

const SIZE = { units: 20, accounts: 60 };
const RETURN_TO = 'http://127.0.0.1:3000/authorise/wechat?state=st-7';

describe('the simulated WeChat component', () => {
  const clock = stillClock();
  let sandbox: Sandbox;
  let account: SandboxAccount;
  let listener: Listener;
  const { call } = wechatCalls(() => sandbox);

  beforeEach(async () => {
    clock.at = ANCHOR_AT;
    listener = await listen();
    sandbox = await openSandbox(clock, { size: SIZE });
    account = accountWith(
      sandbox,
      ({ platform, behaviour, key }) =>
        platform === 'wechat' && behaviour === 'ordinary' && !sandbox.control.authorised(key),
    );
  });
  afterEach(async () => {
    await closeAll();
    await listener.close();
  });

  const component = (): Sandbox['applications']['wechatComponent'] => sandbox.applications.wechatComponent;
  const componentCall = (
    name: string,
    body: Body,
    token?: string,
    parameter = 'component_access_token',
  ): Promise<Body> =>
    call(`/cgi-bin/component/${name}${token === undefined ? '' : `?${parameter}=${token}`}`, {
      component_appid: component().appId,
      ...body,
    });
  const events = (): string[] => listener.heard.map((heard) => openSealed(heard, component()).xml);
  const newestTicket = async (): Promise<string> => {
    if (listener.heard.length === 0) await sandbox.control.setCallback('wechat-component', `${listener.url}/component`);
    await sandbox.control.deliverDue();
    return (
      events()
        .map((xml) => textOf(xml, 'ComponentVerifyTicket'))
        .filter((ticket) => ticket !== null)
        .at(-1) ?? ''
    );
  };
  const componentToken = async (): Promise<string> =>
    String(
      (
        await componentCall('api_component_token', {
          component_appsecret: component().appSecret,
          component_verify_ticket: await newestTicket(),
        })
      )['component_access_token'],
    );
  const preAuthCode = async (token: string): Promise<string> =>
    String((await componentCall('api_create_preauthcode', {}, token))['pre_auth_code']);
  const agree = async (token: string, of: SandboxAccount = account, decision = 'allow'): Promise<Response> =>
    fetch(`${sandbox.wechatBase}/cgi-bin/componentloginpage`, {
      method: 'POST',
      redirect: 'manual',
      headers: { connection: 'close' },
      body: new URLSearchParams({
        component_appid: component().appId,
        pre_auth_code: await preAuthCode(token),
        redirect_uri: RETURN_TO,
        account: of.externalId,
        decision,
      }),
    });
  const authorise = async (token: string, of: SandboxAccount = account): Promise<Body> => {
    const back = new URL((await agree(token, of)).headers.get('location') ?? '');
    return (await componentCall('api_query_auth', { authorization_code: back.searchParams.get('auth_code') }, token))[
      'authorization_info'
    ] as Body;
  };
  const canRead = async (token: unknown): Promise<unknown> =>
    (await call('/cgi-bin/draft/count', {}, String(token)))['errcode'] ?? 0;

  test('is told a ticket at once and again every ten minutes, encrypted for the component', async () => {
    const first = await newestTicket();
    expect(first).toMatch(/^ticket@@@/);
    const [heard] = listener.heard;
    expect(heard?.body).toMatch(new RegExp(`^<xml><AppId><!\\[CDATA\\[${component().appId}\\]\\]></AppId><Encrypt>`));
    expect(heard === undefined ? null : openSealed(heard, component()).appId).toBe(component().appId);
    clock.moveBy(599_000);
    await sandbox.control.deliverDue();
    expect(listener.heard).toHaveLength(1);
    clock.moveBy(1_000);
    expect(await newestTicket()).not.toBe(first);
    expect(listener.heard).toHaveLength(2);
  });

  test('skips to the newest ticket when the clock leaps', async () => {
    await newestTicket();
    clock.moveBy(24 * 3_600_000);
    await sandbox.control.deliverDue();
    expect(listener.heard).toHaveLength(2);
  });

  test('api_start_push_ticket pushes one at once', async () => {
    await newestTicket();
    expect(await componentCall('api_start_push_ticket', { component_secret: component().appSecret })).toEqual({
      errcode: 0,
      errmsg: 'ok',
    });
    await sandbox.control.deliverDue();
    expect(listener.heard).toHaveLength(2);
    expect((await componentCall('api_start_push_ticket', { component_secret: 'x' }))['errcode']).toBe(40094);
  });

  test('gives a token for a ticket of the last twelve hours, and refuses an older and an invented one', async () => {
    const ticket = await newestTicket();
    const ask = (of: string, secret = component().appSecret): Promise<Body> =>
      componentCall('api_component_token', { component_appsecret: secret, component_verify_ticket: of });
    expect(await ask(ticket)).toEqual({ component_access_token: expect.any(String), expires_in: 7200 });
    expect((await ask('ticket@@@x'))['errcode']).toBe(61006);
    expect((await ask(ticket, 'x'))['errcode']).toBe(40094);
    clock.moveBy(12 * 3_600_000);
    expect((await ask(ticket))['errcode']).toBe(61005);
  });

  test("takes the token under its old and its new parameter name, tells an expired one (42006) and an account's (61014)", async () => {
    const token = await componentToken();
    expect((await componentCall('api_create_preauthcode', {}, token, 'access_token'))['pre_auth_code']).toMatch(
      /^preauthcode@@@/,
    );
    const accountToken = String((await authorise(token))['authorizer_access_token']);
    expect((await componentCall('api_create_preauthcode', {}, accountToken))['errcode']).toBe(61014);
    expect(await canRead(token)).toBe(61015);
    clock.moveBy(7_200_000);
    expect((await componentCall('api_create_preauthcode', {}, token))['errcode']).toBe(42006);
  });

  test('the authorisation page is Chinese and offers the accounts', async () => {
    const token = await componentToken();
    const page = (more: Record<string, string> = {}, code = ''): Promise<Response> =>
      fetch(
        `${sandbox.wechatBase}/cgi-bin/componentloginpage?${new URLSearchParams({
          component_appid: component().appId,
          pre_auth_code: code,
          redirect_uri: RETURN_TO,
          auth_type: '1',
          ...more,
        }).toString()}`,
      );
    const html = await (await page({}, await preAuthCode(token))).text();
    expect(html).toMatch(/公众号授权[\s\S]*授权<\/button>[\s\S]*拒绝<\/button>/);
    const one = await (await page({ biz_appid: account.externalId }, await preAuthCode(token))).text();
    expect(one.match(/<option/g)).toHaveLength(1);
    expect((await page({}, 'preauthcode@@@x')).status).toBe(400);
  });

  test('consent brings an auth code to the return address, with its query kept, and an authorized event', async () => {
    const token = await componentToken();
    const answer = await agree(token);
    const back = new URL(answer.headers.get('location') ?? '');
    expect([answer.status, back.searchParams.get('state'), back.searchParams.get('expires_in')]).toEqual([
      302,
      'st-7',
      '3600',
    ]);
    await sandbox.control.deliverDue();
    const xml = events().at(-1) ?? '';
    expect([
      textOf(xml, 'InfoType'),
      textOf(xml, 'AuthorizerAppid'),
      textOf(xml, 'AuthorizationCode'),
      textOf(xml, 'AuthorizationCodeExpiredTime'),
    ]).toEqual([
      'authorized',
      account.externalId,
      back.searchParams.get('auth_code'),
      String(Math.floor(clock.at.getTime() / 1000) + 3600),
    ]);
    expect((await agree(token)).status).toBe(302);
    await sandbox.control.deliverDue();
    expect(textOf(events().at(-1) ?? '', 'InfoType')).toBe('updateauthorized');
  });

  test('refusal leads nowhere and grants nothing', async () => {
    const token = await componentToken();
    expect((await agree(token, account, 'deny')).status).toBe(200);
    expect(sandbox.control.authorised(account.key)).toBe(false);
  });

  test('an auth code works once (61009), for an hour (61010), and gives both tokens and the scopes', async () => {
    const token = await componentToken();
    const code = new URL((await agree(token)).headers.get('location') ?? '').searchParams.get('auth_code');
    const info = (await componentCall('api_query_auth', { authorization_code: code }, token))[
      'authorization_info'
    ] as Body;
    expect(info).toEqual({
      authorizer_appid: account.externalId,
      authorizer_access_token: expect.any(String),
      expires_in: 7200,
      authorizer_refresh_token: expect.stringMatching(/^refreshtoken@@@/),
      func_info: [1, 7, 11, 100].map((id) => ({ funcscope_category: { id } })),
    });
    expect(await canRead(info['authorizer_access_token'])).toBe(0);
    expect((await componentCall('api_query_auth', { authorization_code: code }, token))['errcode']).toBe(61009);
    const late = new URL((await agree(token)).headers.get('location') ?? '').searchParams.get('auth_code');
    clock.moveBy(3_600_000);
    expect((await componentCall('api_query_auth', { authorization_code: late }, token))['errcode']).toBe(61010);
  });

  test('a refresh token gives new tokens without ageing; a new authorisation replaces it after five minutes (61023)', async () => {
    const token = await componentToken();
    const first = await authorise(token);
    const refresh = async (refreshToken: unknown): Promise<Body> =>
      componentCall(
        'api_authorizer_token',
        { authorizer_appid: account.externalId, authorizer_refresh_token: refreshToken },
        token,
      );
    const again = await refresh(first['authorizer_refresh_token']);
    expect(again).toEqual({
      authorizer_access_token: expect.any(String),
      expires_in: 7200,
      authorizer_refresh_token: first['authorizer_refresh_token'],
    });
    expect(await canRead(again['authorizer_access_token'])).toBe(0);
    const second = await authorise(token);
    expect(second['authorizer_refresh_token']).not.toBe(first['authorizer_refresh_token']);
    clock.moveBy(299_000);
    expect((await refresh(first['authorizer_refresh_token']))['errcode']).toBeUndefined();
    clock.moveBy(1_000);
    expect((await refresh(first['authorizer_refresh_token']))['errcode']).toBe(61023);
    const list = await componentCall('api_get_authorizer_list', { offset: 0, count: 100 }, token);
    const row = (list['list'] as Body[]).find((each) => each['authorizer_appid'] === account.externalId);
    expect(row?.['refresh_token']).toBe(second['authorizer_refresh_token']);
  });

  test('a cancelled authorisation kills the tokens, refuses the refresh (61003) and is told', async () => {
    const token = await componentToken();
    const info = await authorise(token);
    sandbox.control.cancelAuthorisation(account.key);
    await sandbox.control.deliverDue();
    expect([textOf(events().at(-1) ?? '', 'InfoType'), textOf(events().at(-1) ?? '', 'AuthorizerAppid')]).toEqual([
      'unauthorized',
      account.externalId,
    ]);
    expect(await canRead(info['authorizer_access_token'])).toBe(40001);
    expect(
      (
        await componentCall(
          'api_authorizer_token',
          { authorizer_appid: account.externalId, authorizer_refresh_token: info['authorizer_refresh_token'] },
          token,
        )
      )['errcode'],
    ).toBe(61003);
  });

  test('api_get_authorizer_info tells the name and the original id', async () => {
    const token = await componentToken();
    await authorise(token);
    const answer = await componentCall('api_get_authorizer_info', { authorizer_appid: account.externalId }, token);
    expect(answer['authorizer_info']).toMatchObject({
      nick_name: account.name,
      user_name: expect.stringMatching(/^gh_[0-9a-f]{12}$/),
      service_type_info: { id: expect.any(Number) },
    });
  });

  test('an address that is not registered is told so (61004)', async () => {
    sandbox.control.setFault('wechat', 'ip-not-allowed');
    expect((await componentCall('api_component_token', {}))['errmsg']).toMatch(
      /^access clientip is not registered requestIP: 127\.0\.0\.1 rid: /,
    );
  });

  test('a fifth of the accounts had authorised before, and a county of that kind is registered through it', async () => {
    sandbox = await openSandbox(clock, { size: { units: 60, accounts: 150 }, kinds: ['rss', 'list', 'component'] });
    const wechat = sandbox.county.accounts.filter(({ platform }) => platform === 'wechat');
    const through = wechat.filter(({ credential }) => credential?.['authorizerRefreshToken'] !== undefined);
    expect([wechat.length, through.length]).toEqual([50, 10]);
    expect(
      through.every(
        ({ key, credential }) => sandbox.control.authorised(key) && credential?.['appSecret'] === undefined,
      ),
    ).toBe(true);
    listener.heard.length = 0;
    const token = await componentToken();
    const [one] = through;
    const answer = await componentCall(
      'api_authorizer_token',
      { authorizer_appid: one?.externalId, authorizer_refresh_token: one?.credential?.['authorizerRefreshToken'] },
      token,
    );
    expect(await canRead(answer['authorizer_access_token'])).toBe(0);
  });

  test('grants and tokens are kept over a restart', async () => {
    const dataDir = freshFolder();
    sandbox = await openSandbox(clock, { size: SIZE, dataDir });
    const token = await componentToken();
    const info = await authorise(token);
    await sandbox.close();
    sandbox = await openSandbox(clock, { size: SIZE, dataDir });
    expect(sandbox.control.callbacks()).toEqual([{ target: 'wechat-component', url: `${listener.url}/component` }]);
    expect(await canRead(info['authorizer_access_token'])).toBe(0);
    const again = await componentCall(
      'api_authorizer_token',
      { authorizer_appid: account.externalId, authorizer_refresh_token: info['authorizer_refresh_token'] },
      token,
    );
    expect(again['authorizer_refresh_token']).toBe(info['authorizer_refresh_token']);
    expect(secretOf(account, 'appSecret')).toBe(
      secretOf(
        accountWith(sandbox, ({ key }) => key === account.key),
        'appSecret',
      ),
    );
  });
});
