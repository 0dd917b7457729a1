import { createWeiboConnector } from '../../../src/connectors/weibo/connector';
import { accessTo, callAt, NOW, standingClock, WEIBO_ACCESS } from '../support/access';
import { fakeHttp } from '../support/fakeHttp';
import type { FakeHttp, FakeReply } from '../support/fakeHttp';

const APPLICATION = { appKey: '1234567890', appSecret: 'APPSECRETAPPSECRET' };
const REDIRECT = 'https://matrix.example.gov.cn/authorised';
function connect(reply: FakeReply): { http: FakeHttp; connector: ReturnType<typeof createWeiboConnector> } {
  const http = fakeHttp(() => reply);
  return { http, connector: createWeiboConnector({ http, base: 'https://api.weibo.com', clock: standingClock() }) };
}

describe('authorising', () => {
  const finish = async (
    reply: FakeReply,
    query: Record<string, string> = { code: 'CODE1', state: 's' },
  ): Promise<{ result: unknown; http: FakeHttp }> => {
    const { http, connector } = connect(reply);
    return {
      http,
      result: await connector.authorisation?.finish(
        { application: APPLICATION, redirectUri: REDIRECT, query },
        callAt(),
      ),
    };
  };

  test('begins on the platform’s page, where a person signs in, and carries the state', async () => {
    const started = await connect({}).connector.authorisation?.start(
      { application: APPLICATION, redirectUri: REDIRECT, state: 's&1' },
      callAt(),
    );
    if (started === undefined || !('url' in started)) throw new Error('not started');
    const url = new URL(started.url);
    expect(`${url.origin}${url.pathname}`).toBe('https://api.weibo.com/oauth2/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: '1234567890',
      redirect_uri: REDIRECT,
      response_type: 'code',
      state: 's&1',
      forcelogin: 'true',
    });
    expect(started.url).not.toContain(APPLICATION.appSecret);
    expect(
      await connect({}).connector.authorisation?.start(
        { application: {}, redirectUri: REDIRECT, state: 's' },
        callAt(),
      ),
    ).toMatchObject({ failure: { code: 'weibo-no-application' } });
  });

  test('ends with whose token it is and when it ends, as the answer says', async () => {
    const { result, http } = await finish({
      json: { access_token: '2.00abc', remind_in: '1', expires_in: 2591999, uid: '5001234567', isRealName: 'true' },
    });
    expect(result).toEqual({
      granted: {
        externalId: '5001234567',
        name: null,
        credential: { accessToken: '2.00abc' },
        expiresAt: new Date(NOW.getTime() + 2591999_000),
      },
    });
    expect(Object.fromEntries(new URLSearchParams(String(http.requests[0]?.body)))).toEqual({
      client_id: '1234567890',
      client_secret: APPLICATION.appSecret,
      grant_type: 'authorization_code',
      code: 'CODE1',
      redirect_uri: REDIRECT,
    });
    expect(
      (await finish({ json: { access_token: '2.00abc', expires_in: 86400, uid: 5001234567 } })).result,
    ).toMatchObject({ granted: { externalId: '5001234567', expiresAt: new Date(NOW.getTime() + 86_400_000) } });
  });

  test.each<[string, FakeReply, string]>([
    ['a used code', { status: 400, json: { error: 'invalid_grant', error_code: 21325 } }, 'weibo-21325'],
    ['a lost answer', { fault: 'connection-reset' }, 'connection-reset'],
    ['no expiry', { json: { access_token: '2.00abc', uid: '1' } }, 'weibo-shape-changed'],
    ['HTML', { body: '<html>' }, 'weibo-not-json'],
    ['trouble', { status: 502 }, 'http-502'],
  ])('with %s is a failure, tried once', async (_name, reply, code) => {
    const { result, http } = await finish(reply);
    expect(result).toMatchObject({ failure: { code } });
    expect(http.requests).toHaveLength(1);
    expect(JSON.stringify(result)).not.toMatch(/APPSECRET|CODE1|2\.00abc/);
  });

  test('that the person refused is not tried at all', async () => {
    const { result, http } = await finish({}, { error: 'access_denied', error_code: '21330', state: 's' });
    expect(result).toMatchObject({ failure: { remedy: 're-authorise', code: 'weibo-no-code' } });
    expect(http.requests).toHaveLength(0);
  });
});

describe('the canary', () => {
  const ask = async (reply: FakeReply, access = WEIBO_ACCESS): Promise<unknown> =>
    connect(reply).connector.credentialCheck?.(access, callAt());
  test('tells when the token ends, by the field of this call', async () => {
    expect(await ask({ json: { uid: 5001234567, appkey: '1', scope: null, create_at: 1, expire_in: 86400 } })).toEqual({
      kind: 'accepted',
      expiresAt: new Date(NOW.getTime() + 86_400_000),
    });
  });
  test.each<[string, FakeReply, string, string]>([
    ['a revoked token', { status: 400, json: { error_code: '21332' } }, 'refused', 'weibo-21332'],
    ['an expired token', { status: 400, json: { error_code: 21327 } }, 'refused', 'weibo-21327'],
    ['a token at its end', { json: { uid: 5001234567, expire_in: 0 } }, 'refused', 'weibo-21327'],
    ['another account’s token', { json: { uid: 5009999999, expire_in: 9 } }, 'refused', 'weibo-foreign-token'],
    ['trouble', { status: 503 }, 'cannot-tell', 'http-503'],
    ['no connection', { fault: 'connect-timeout' }, 'cannot-tell', 'connect-timeout'],
    ['a spent quota', { json: { error_code: 10022 } }, 'cannot-tell', 'weibo-10022'],
    [
      'the field of another call',
      { json: { uid: 5001234567, expires_in: 86400 } },
      'cannot-tell',
      'weibo-shape-changed',
    ],
  ])('%s is told apart', async (_name, reply, kind, code) => {
    expect(await ask(reply)).toMatchObject({ kind, failure: { code } });
  });
  test('without a credential calls nobody', async () => {
    expect(await ask({}, accessTo({ platform: 'weibo' }, null))).toMatchObject({
      kind: 'refused',
      failure: { code: 'weibo-no-credential' },
    });
  });
});

test('what may be published and how a text is measured is told', () => {
  const { publisher } = connect({}).connector;
  expect(publisher?.quotas).toEqual([{ key: 'posts-per-hour', limit: 30, period: 'hour' }]);
  const measure = (text: string): unknown =>
    publisher?.measure({ title: '', text, sourceUrl: '', sourceName: '', digest: '' }, WEIBO_ACCESS.account);
  expect(measure('政务 http://a.gov.cn/')).toEqual([{ name: 'counted-characters', value: 13, limit: 140 }]);
});
