import { ACCOUNTS, createOffice, PASSWORD, UNKNOWN_ID, type PersonName } from './fixtures';
import { problemOf, serve, type Served } from './serve';

let served: Served;
beforeEach(async () => {
  served = await serve();
});
afterEach(() => served.close());
const api = (path: string): string => `/api/v1${path}`;

describe('who may read', () => {
  test('without a credential nothing is read', async () => {
    const response = await served.ask(null, api('/accounts'));
    expect([response.status, (await problemOf(response)).code, response.headers.get('www-authenticate')]).toEqual([
      401,
      'not-signed-in',
      'Bearer',
    ]);
  });

  test.each(['Bearer ', 'Bearer nobody-s-token', 'Basic YWRtaW46YWRtaW4=', 'token-administrator'])(
    'the header "Authorization: %s" opens nothing',
    async (authorization) => {
      const response = await served.ask(null, api('/me'), { headers: { authorization } });
      expect([response.status, (await problemOf(response)).code]).toEqual([401, 'not-signed-in']);
    },
  );

  test('a wrong token is not made good by a cookie beside it', async () => {
    const cookie = await signIn('administrator');
    const response = await served.ask(null, api('/me'), { headers: { cookie, authorization: 'Bearer stolen' } });
    expect(response.status).toBe(401);
  });

  const accountsSeenBy: readonly [PersonName, number, number][] = [
    ['administrator', 200, 200],
    ['officerOfA', 200, 404],
    ['outsider', 404, 200],
  ];
  test.each(accountsSeenBy)(
    '%s gets %i for the account of unit A and %i for that of unit B',
    async (name, ofA, ofB) => {
      expect((await served.ask(name, api(`/accounts/${ACCOUNTS.ofA}`))).status).toBe(ofA);
      expect((await served.ask(name, api(`/accounts/${ACCOUNTS.ofB}`))).status).toBe(ofB);
      for (const part of ['posts', 'looks', 'findings', 'obligations', 'cases']) {
        expect([part, (await served.ask(name, api(`/accounts/${ACCOUNTS.ofB}/${part}`))).status]).toEqual([part, ofB]);
      }
    },
  );

  test("outside one's scope looks exactly like nowhere", async () => {
    const outside = await problemOf(await served.ask('outsider', api(`/accounts/${ACCOUNTS.ofA}`)));
    const nowhere = await problemOf(await served.ask('outsider', api(`/accounts/${UNKNOWN_ID}`)));
    expect({ ...outside, requestId: '' }).toEqual({ ...nowhere, requestId: '' });
  });

  test('a refusal by scope while reading is told as not found, should a service name it', async () => {
    const office = createOffice();
    const { Refusal } = jest.requireActual<typeof import('../../src/domain/errors')>('../../src/domain/errors');
    const naming = {
      ...office,
      services: {
        ...office.services,
        views: {
          ...office.services.views,
          account: async () => {
            throw new Refusal('out-of-scope', '属于乙单位', { remedy: '请找乙单位', field: 'id' });
          },
        },
      },
    };
    const other = await serve({ office: naming });
    try {
      const problem = await problemOf(await other.ask('officerOfA', api(`/accounts/${ACCOUNTS.ofB}`)));
      expect([problem.code, problem.status]).toEqual(['not-found', 404]);
      expect(JSON.stringify(problem)).not.toContain('乙单位');
    } finally {
      await other.close();
    }
  });
});

describe('who may act', () => {
  test('a role without the action is refused before anything is read, with a remedy', async () => {
    const response = await served.post('viewer', api('/accounts/no-id/collect'), { unknown: 'field' });
    const problem = await problemOf(response);
    expect([response.status, problem.code]).toEqual([403, 'forbidden']);
    expect(problem.remedy).toContain('管理员');
    expect(served.office.asked).toEqual([]);
  });

  test('an officer acts within their unit and is refused by name outside it', async () => {
    expect((await served.post('officerOfA', api(`/accounts/${ACCOUNTS.ofA}/collect`))).status).toBe(202);
    const response = await served.post('outsider', api(`/accounts/${ACCOUNTS.ofA}/collect`));
    expect([response.status, (await problemOf(response)).code]).toEqual([403, 'out-of-scope']);
    expect(served.office.asked).toEqual([`collect ${ACCOUNTS.ofA} 甲单位信息员`]);
  });

  const actions: readonly [path: string, body: object | undefined, asked: string, status: number][] = [
    [`/accounts/${ACCOUNTS.ofA}/collect`, undefined, 'collect', 202],
    [`/mandates/${ACCOUNTS.ofA}/review`, {}, 'review', 200],
    [`/obligations/${ACCOUNTS.ofA}/exempt`, { reason: ' 账号已移交 ' }, 'exempt:账号已移交', 200],
    [`/obligations/${ACCOUNTS.ofA}/confirm`, {}, 'confirm', 202],
    [`/publish-jobs/${ACCOUNTS.ofA}/retry`, {}, 'retry', 200],
    [
      `/cases/${ACCOUNTS.ofA}/events`,
      { event: 'propose-integration', note: '并入', successorAccountId: ACCOUNTS.ofB },
      `case:propose-integration:并入:${ACCOUNTS.ofB}`,
      200,
    ],
    [`/cases/${ACCOUNTS.ofA}/events`, { event: 'remind', note: '' }, 'case:remind::-', 200],
    [`/alerts/${ACCOUNTS.ofA}/ack`, {}, 'ack', 200],
  ];
  test.each(actions)('POST %s hands on exactly what was asked', async (path, body, asked, status) => {
    const response = await served.post('administrator', api(path), body);
    expect([response.status, served.office.asked]).toEqual([status, [`${asked} ${ACCOUNTS.ofA} 管理员`]]);
  });

  test('nobody approves their own proposal, and a step that the state does not have is a conflict', async () => {
    const own = await served.post('administrator', api(`/cases/${ACCOUNTS.ofA}/events`), {
      event: 'approve',
      note: 'mine',
    });
    expect([own.status, (await problemOf(own)).code]).toEqual([403, 'self-approval']);
    const late = await served.post('administrator', api(`/cases/${ACCOUNTS.ofA}/events`), { event: 'file', note: '' });
    expect([late.status, (await problemOf(late)).code]).toEqual([409, 'conflict']);
  });

  test('the ledger of the whole office is for administrators', async () => {
    expect((await served.ask('administrator', api('/ledger?cursor=1&limit=1'))).status).toBe(200);
    expect((await served.ask('officerOfA', api('/ledger'))).status).toBe(403);
  });
});

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
    const cookie = await signIn('administrator');
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
    const cookie = await signIn('administrator');
    await served.ask(null, api('/sign-in'), {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'viewer', password: PASSWORD }),
    });
    expect((await served.ask(null, api('/me'), { headers: { cookie } })).status).toBe(401);
  });
});

describe('requests that other sites cause', () => {
  const rows: readonly [what: string, headers: Record<string, string>, status: number][] = [
    ['the browser says cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['the browser says same-site, which another host of the domain is', { 'sec-fetch-site': 'same-site' }, 403],
    ['the browser says same-origin', { 'sec-fetch-site': 'same-origin', origin: 'https://ops.example.gov.cn' }, 202],
    ['the origin is another host', { origin: 'http://evil.example' }, 403],
    ['the origin is hidden', { origin: 'null' }, 403],
    ['the origin is another port of this host', { origin: 'http://127.0.0.1:1' }, 403],
    ['no browser is at work', {}, 202],
  ];
  test.each(rows)('%s', async (_what, headers, status) => {
    const cookie = await signIn('administrator');
    const response = await served.ask(null, api(`/accounts/${ACCOUNTS.ofA}/collect`), {
      method: 'POST',
      headers: { cookie, ...headers },
    });
    expect(response.status).toBe(status);
  });

  test('our own origin may act, a token needs no origin, and signing somebody in from elsewhere is refused', async () => {
    const cookie = await signIn('administrator');
    expect(
      (
        await served.ask(null, api(`/accounts/${ACCOUNTS.ofA}/collect`), {
          method: 'POST',
          headers: { cookie, origin: served.url },
        })
      ).status,
    ).toBe(202);
    expect(
      (
        await served.ask('administrator', api(`/accounts/${ACCOUNTS.ofA}/collect`), {
          method: 'POST',
          headers: { origin: 'http://evil.example' },
        })
      ).status,
    ).toBe(202);
    const planted = await served.ask(null, api('/sign-in'), {
      method: 'POST',
      headers: { origin: 'http://evil.example', 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'viewer', password: PASSWORD }),
    });
    expect([planted.status, planted.headers.get('set-cookie')]).toEqual([403, null]);
  });

  test('a forwarded host counts only behind a proxy of ours', async () => {
    const headers = { origin: 'https://ops.example.gov.cn', 'x-forwarded-host': 'ops.example.gov.cn' };
    const cookie = await signIn('administrator');
    expect(
      (
        await served.ask(null, api(`/accounts/${ACCOUNTS.ofA}/collect`), {
          method: 'POST',
          headers: { cookie, ...headers },
        })
      ).status,
    ).toBe(403);
    const proxied = await serve({ office: served.office, config: { trustProxyHops: 1 } });
    try {
      expect(
        (
          await proxied.ask(null, api(`/accounts/${ACCOUNTS.ofA}/collect`), {
            method: 'POST',
            headers: { cookie, ...headers },
          })
        ).status,
      ).toBe(202);
    } finally {
      await proxied.close();
    }
  });
});

function cookieIn(response: Response): string {
  return (response.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
}

async function signIn(name: PersonName): Promise<string> {
  const cookie = cookieIn(await served.post(null, api('/sign-in'), { username: name, password: PASSWORD }));
  served.office.asked.length = 0;
  return cookie;
}
