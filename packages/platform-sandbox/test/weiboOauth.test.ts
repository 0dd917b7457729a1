import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sandbox, SandboxAccount } from '../src';
import { accountWith, ANCHOR_AT, closeAll, freshFolder, openSandbox, secretOf, stillClock } from './testSandbox';

type Body = Record<string, unknown>;
const CALLBACK = 'http://127.0.0.1:3000/authorise/weibo';
const DAY_MS = 86_400_000;
const SIZE = { units: 20, accounts: 60 };
/** The same port is served by one start after another. */
const CLOSE = { connection: 'close' };

describe('authorisation on the simulated Weibo platform', () => {
  const clock = stillClock();
  let sandbox: Sandbox;
  let account: SandboxAccount;

  beforeEach(async () => {
    clock.at = ANCHOR_AT;
    sandbox = await openSandbox(clock, { size: SIZE });
    account = accountWith(sandbox, ({ platform, behaviour }) => platform === 'weibo' && behaviour === 'ordinary');
  });
  afterEach(closeAll);

  const consentUrl = (more: Record<string, string> = {}): string =>
    `${sandbox.weiboBase}/oauth2/authorize?${new URLSearchParams({
      client_id: sandbox.applications.weibo.appKey,
      redirect_uri: CALLBACK,
      response_type: 'code',
      state: 'st-1',
      ...more,
    }).toString()}`;
  const decide = async (decision: 'allow' | 'deny', of: SandboxAccount = account): Promise<URL> => {
    const answer = await fetch(`${sandbox.weiboBase}/oauth2/authorize`, {
      method: 'POST',
      redirect: 'manual',
      headers: CLOSE,
      body: new URLSearchParams({
        client_id: sandbox.applications.weibo.appKey,
        redirect_uri: CALLBACK,
        state: 'st-1',
        account: of.externalId,
        decision,
      }),
    });
    expect(answer.status).toBe(302);
    return new URL(answer.headers.get('location') ?? '');
  };
  const redeem = async (code: string, more: Record<string, string> = {}): Promise<Body> => {
    const { appKey, appSecret } = sandbox.applications.weibo;
    const answer = await fetch(`${sandbox.weiboBase}/oauth2/access_token`, {
      method: 'POST',
      headers: CLOSE,
      body: new URLSearchParams({
        client_id: appKey,
        client_secret: appSecret,
        grant_type: 'authorization_code',
        code,
        redirect_uri: CALLBACK,
        ...more,
      }),
    });
    return (await answer.json()) as Body;
  };
  const grant = async (of: SandboxAccount = account): Promise<Body> =>
    redeem((await decide('allow', of)).searchParams.get('code') ?? '');
  const codeWith = async (token: string): Promise<number> =>
    Number(
      (
        (await (
          await fetch(`${sandbox.weiboBase}/2/account/get_uid.json?access_token=${token}`, { headers: CLOSE })
        ).json()) as Body
      )['error_code'] ?? 0,
    );
  const info = async (token: string): Promise<Body> =>
    (await (
      await fetch(`${sandbox.weiboBase}/oauth2/get_token_info`, {
        method: 'POST',
        headers: CLOSE,
        body: new URLSearchParams({ access_token: token }),
      })
    ).json()) as Body;

  test('the consent page is Chinese, names the accounts and offers 授权 and 拒绝', async () => {
    const html = await (await fetch(consentUrl())).text();
    expect(html).toMatch(/<html lang="zh-CN">[\s\S]*授权<\/button>[\s\S]*拒绝<\/button>/);
    expect(html).toContain(`<option value="${account.externalId}">${account.name}</option>`);
    expect(html).toContain('name="state" value="st-1"');
  });

  test.each([
    ['another application', { client_id: '1' }, '21324'],
    ['a foreign return address', { redirect_uri: 'https://evil.example.com/' }, '21322'],
  ])('the consent page turns %s away without a redirect', async (_, more, code) => {
    const answer = await fetch(consentUrl(more), { redirect: 'manual' });
    expect([answer.status, (await answer.text()).includes(code)]).toEqual([400, true]);
  });

  test('a registered return address has to match to the letter', async () => {
    const strict = await openSandbox(clock, { size: SIZE, redirectUris: { weibo: CALLBACK } });
    const open = (redirectUri: string): Promise<Response> =>
      fetch(
        `${strict.weiboBase}/oauth2/authorize?${new URLSearchParams({ client_id: strict.applications.weibo.appKey, redirect_uri: redirectUri }).toString()}`,
      );
    expect((await open(CALLBACK)).status).toBe(200);
    expect((await open(`${CALLBACK}/`)).status).toBe(400);
  });

  test('consent brings a code and the state back; refusal an error and the state', async () => {
    const agreed = await decide('allow');
    expect([
      agreed.origin + agreed.pathname,
      agreed.searchParams.get('state'),
      agreed.searchParams.get('code'),
    ]).toEqual([CALLBACK, 'st-1', expect.stringMatching(/^[0-9a-f]{32}$/)]);
    const denied = await decide('deny');
    expect([
      denied.searchParams.get('error'),
      denied.searchParams.get('error_code'),
      denied.searchParams.get('state'),
      denied.searchParams.get('code'),
    ]).toEqual(['access_denied', '21330', 'st-1', null]);
  });

  test('a code gives a token for 30 days, the uid as text, and no refresh token', async () => {
    const expired = accountWith(sandbox, ({ behaviour }) => behaviour === 'expired-credential');
    const granted = await grant(expired);
    expect(granted).toEqual({
      access_token: expect.stringMatching(/^2\.00/),
      remind_in: '2591999',
      expires_in: 2_591_999,
      uid: expired.externalId,
      isRealName: 'true',
    });
    expect(await codeWith(String(granted['access_token']))).toBe(0);
    clock.moveBy(30 * DAY_MS);
    expect(await codeWith(String(granted['access_token']))).toBe(21327);
  });

  test('a test-level application gets tokens for one day', async () => {
    sandbox = await openSandbox(clock, { size: SIZE, limits: { weiboTokenLifeDays: 1 } });
    const expired = accountWith(sandbox, ({ behaviour }) => behaviour === 'expired-credential');
    expect((await grant(expired))['expires_in']).toBe(86_399);
  });

  test('a code works once, for ten minutes, for the return address it was given to (21325)', async () => {
    const code = (await decide('allow')).searchParams.get('code') ?? '';
    expect(await redeem(code, { redirect_uri: `${CALLBACK}/other` })).toMatchObject({
      error: 'invalid_grant',
      error_code: expect.anything(),
      request: '/oauth2/access_token',
      error_uri: '/oauth2/access_token',
    });
    const second = (await decide('allow')).searchParams.get('code') ?? '';
    expect((await redeem(second))['uid']).toBe(account.externalId);
    expect(Number((await redeem(second))['error_code'])).toBe(21325);
    const third = (await decide('allow')).searchParams.get('code') ?? '';
    clock.moveBy(600_000);
    expect(Number((await redeem(third))['error_code'])).toBe(21325);
  });

  test('another secret is refused (21324)', async () => {
    expect(
      Number(
        (await redeem((await decide('allow')).searchParams.get('code') ?? '', { client_secret: 'x' }))['error_code'],
      ),
    ).toBe(21324);
  });

  test('consent inside the validity prolongs the same token', async () => {
    const expired = accountWith(sandbox, ({ behaviour }) => behaviour === 'expired-credential');
    const first = await grant(expired);
    clock.moveBy(20 * DAY_MS);
    const second = await grant(expired);
    expect([second['access_token'], second['expires_in']]).toEqual([first['access_token'], 2_591_999]);
  });

  test('get_token_info spells expire_in, the uid as digits', async () => {
    const { appKey } = sandbox.applications.weibo;
    expect(await info(secretOf(account, 'accessToken'))).toEqual({
      uid: Number(account.externalId),
      appkey: appKey,
      scope: null,
      create_at: Math.floor(ANCHOR_AT.getTime() / 1000),
      expire_in: 5 * 365 * 86_400,
    });
  });

  test('revokeoauth2 kills the token (21332), by GET or POST', async () => {
    for (const method of ['GET', 'POST']) {
      const each =
        sandbox.county.accounts.filter(({ platform, behaviour }) => platform === 'weibo' && behaviour === 'ordinary')[
          method === 'GET' ? 0 : 1
        ] ?? account;
      const token = secretOf(each, 'accessToken');
      expect(
        await (await fetch(`${sandbox.weiboBase}/oauth2/revokeoauth2?access_token=${token}`, { method })).text(),
      ).toBe('{"result":"true"}');
      expect(await codeWith(token)).toBe(21332);
      expect(sandbox.control.authorised(each.key)).toBe(false);
    }
  });

  test('a token revoked by a fault comes back to life by a new consent, while the old one stays dead', async () => {
    sandbox.control.setFault(account.key, 'token-revoked');
    expect(await codeWith(secretOf(account, 'accessToken'))).toBe(21332);
    clock.moveBy(1000);
    const granted = await grant();
    expect(granted['access_token']).not.toBe(secretOf(account, 'accessToken'));
    expect(await codeWith(String(granted['access_token']))).toBe(0);
    expect(await codeWith(secretOf(account, 'accessToken'))).toBe(21332);
  });

  test('an owner who cancels kills the token (21316), and the application is told', async () => {
    const calls: URL[] = [];
    const server = http.createServer((request, response) => {
      calls.push(new URL(request.url ?? '', 'http://127.0.0.1'));
      response.end('ok');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    await sandbox.control.setCallback('weibo', `http://127.0.0.1:${(server.address() as AddressInfo).port}/cancelled`);
    sandbox.control.cancelAuthorisation(account.key);
    await sandbox.control.deliverDue();
    await new Promise((resolve) => {
      server.close(resolve);
    });
    expect(await codeWith(secretOf(account, 'accessToken'))).toBe(21316);
    expect(
      calls.map((url) => [
        url.pathname,
        url.searchParams.get('source'),
        url.searchParams.get('uid'),
        url.searchParams.get('auth_end'),
      ]),
    ).toEqual([
      [
        '/cancelled',
        sandbox.applications.weibo.appKey,
        account.externalId,
        String(Math.floor(clock.at.getTime() / 1000)),
      ],
    ]);
  });

  test('tokens and their ends are kept over a restart', async () => {
    const dataDir = freshFolder();
    sandbox = await openSandbox(clock, { size: SIZE, dataDir });
    const expired = accountWith(sandbox, ({ behaviour }) => behaviour === 'expired-credential');
    const token = String((await grant(expired))['access_token']);
    sandbox.control.cancelAuthorisation(account.key);
    const { appKey } = sandbox.applications.weibo;
    await sandbox.close();
    sandbox = await openSandbox(clock, { size: SIZE, dataDir });
    expect(sandbox.applications.weibo.appKey).toBe(appKey);
    expect(await codeWith(token)).toBe(0);
    expect(await codeWith(secretOf(account, 'accessToken'))).toBe(21316);
  });
});
