import { PASSWORD } from './officePeople';
import { cookieIn, problemOf, serve, signIn, type Served } from './serve';

let served: Served;
beforeEach(async () => {
  served = await serve();
});
afterEach(() => served.close());
const api = (path: string): string => `/api/v1${path}`;

describe('signing in', () => {
  test('sets a session cookie that scripts cannot read and other sites cannot send', async () => {
    const response = await served.post(null, api('/sign-in'), { username: 'administrator', password: PASSWORD });
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toMatch(
      /^gov-matrix=session-[^;]+; Path=\/; HttpOnly; SameSite=Strict; Expires=/,
    );
    expect(await response.json()).toMatchObject({
      name: '管理员',
      role: 'administrator',
      sandbox: true,
      version: '9.9.9',
    });
    expect(
      JSON.stringify(await (await served.ask(null, api('/me'), { headers: { cookie: cookieIn(response) } })).json()),
    ).toContain('管理员');
  });

  test('over HTTPS the cookie is bound to the host and to encryption', async () => {
    const secure = await serve({ config: { secureCookies: true } });
    try {
      const response = await secure.post(null, api('/sign-in'), { username: 'administrator', password: PASSWORD });
      expect(response.headers.get('set-cookie')).toMatch(
        /^__Host-gov-matrix=[^;]+; Path=\/; HttpOnly; SameSite=Strict; Secure; /,
      );
      expect(response.headers.get('strict-transport-security')).toContain('max-age=');
    } finally {
      await secure.close();
    }
  });

  test('a wrong password and an unknown name read the same', async () => {
    const wrong = await problemOf(
      await served.post(null, api('/sign-in'), { username: 'administrator', password: 'x' }),
    );
    const unknown = await problemOf(await served.post(null, api('/sign-in'), { username: 'nobody', password: 'x' }));
    expect(wrong.code).toBe('sign-in-failed');
    expect({ ...wrong, requestId: '' }).toEqual({ ...unknown, requestId: '' });
  });

  test('a locked name is told to wait', async () => {
    for (let attempt = 0; attempt < 3; attempt += 1)
      await served.post(null, api('/sign-in'), { username: 'administrator', password: 'x' });
    const response = await served.post(null, api('/sign-in'), { username: 'administrator', password: PASSWORD });
    expect([
      response.status,
      (await problemOf(response)).code,
      Number(response.headers.get('retry-after')) > 0,
    ]).toEqual([429, 'locked-out', true]);
  });

  test('a link works once', async () => {
    expect((await served.post(null, api('/sign-in/link'), { token: 'link-secret' })).status).toBe(200);
    const again = await served.post(null, api('/sign-in/link'), { token: 'link-secret' });
    expect([again.status, (await problemOf(again)).code]).toEqual([401, 'link-used-or-expired']);
  });

  test('too many failures from one address are stopped, successes do not count', async () => {
    const strict = await serve({ config: { signInLimit: { attempts: 2, windowMs: 60_000 } } });
    try {
      for (let turn = 0; turn < 4; turn += 1)
        expect((await strict.post(null, api('/sign-in'), { username: 'viewer', password: PASSWORD })).status).toBe(200);
      for (const name of ['a', 'b'])
        expect((await strict.post(null, api('/sign-in'), { username: name, password: 'x' })).status).toBe(401);
      const response = await strict.post(null, api('/sign-in'), { username: 'c', password: 'x' });
      expect([response.status, (await problemOf(response)).code, response.headers.get('retry-after')]).toEqual([
        429,
        'too-many-requests',
        '60',
      ]);
      expect((await strict.ask('administrator', api('/me'))).status).toBe(200);
    } finally {
      await strict.close();
    }
  });

  test('signing out ends the session and takes the cookie away', async () => {
    const cookie = await signIn(served, 'administrator');
    const response = await served.ask(null, api('/sign-out'), { method: 'POST', headers: { cookie } });
    expect([response.status, response.headers.get('set-cookie')]).toEqual([
      204,
      'gov-matrix=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0',
    ]);
    expect((await served.ask(null, api('/me'), { headers: { cookie } })).status).toBe(401);
  });

  test("a machine's token is no session and cannot end itself", async () => {
    expect((await served.post('administrator', api('/sign-out'))).status).toBe(409);
    expect((await served.ask('administrator', api('/me'))).status).toBe(200);
  });

  test('signing in again ends the session before', async () => {
    const cookie = await signIn(served, 'administrator');
    await served.ask(null, api('/sign-in'), {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'viewer', password: PASSWORD }),
    });
    expect((await served.ask(null, api('/me'), { headers: { cookie } })).status).toBe(401);
  });
});
