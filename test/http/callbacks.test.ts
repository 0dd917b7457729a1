import { request } from 'node:http';
import { startListeningBeat } from '../../src/http/callbacks/listeningBeat';
import { createOffice } from './office';
import { ACCOUNTS } from './officePeople';
import { problemOf, serve, type Served } from './serve';

let served: Served;
beforeEach(async () => {
  served = await serve({ config: { publicUrl: 'https://matrix.example.gov.cn' } });
});
afterEach(() => served.close());

const post = (path: string, body: string, type = 'text/xml'): Promise<Response> =>
  served.ask(null, path, { method: 'POST', body, headers: { 'content-type': type } });

describe('the addresses platforms call', () => {
  test('answer a challenge and take in a message, in exactly the words the platform expects', async () => {
    const challenge = await served.ask(null, '/callbacks/wechat/component/wxcomp?echostr=echo-1&timestamp=1&nonce=2');
    expect([challenge.status, await challenge.text(), challenge.headers.get('content-type')]).toEqual([
      200,
      'echo-1',
      'text/plain; charset=utf-8',
    ]);
    const message = await post('/callbacks/wechat/component/wxcomp?msg_signature=x', '<xml>1</xml>');
    expect([message.status, await message.text()]).toEqual([200, 'success']);
    await post('/callbacks/wechat/wx1234567890abcdef', '<xml>2</xml>', 'application/octet-stream');
    expect(served.office.asked).toEqual(['message wxcomp - <xml>1</xml>', 'message - wx1234567890abcdef <xml>2</xml>']);
  });

  test('tell a stranger nothing but that they were refused', async () => {
    const unknown = await post('/callbacks/wechat/component/unknown', '<xml/>');
    const forged = await post('/callbacks/wechat/component/wxcomp', 'not xml');
    expect([unknown.status, await unknown.text(), forged.status, await forged.text()]).toEqual([
      404,
      'refused',
      403,
      'refused',
    ]);
    for (const path of [
      '/callbacks',
      '/callbacks/',
      '/callbacks/other/x',
      '/callbacks/wechat/a%20b',
      '/callbacks/wechat/component/a/b',
    ])
      expect([path, (await post(path, '<xml/>')).status]).toEqual([path, 404]);
    expect(served.office.asked).toEqual([]);
  });

  test('refuse a body no platform sends, from its announced length and from its bytes', async () => {
    const large = await post('/callbacks/wechat/component/wxcomp', `<xml>${'x'.repeat(70_000)}</xml>`);
    expect([large.status, (await problemOf(large)).code]).toEqual([413, 'body-too-large']);
    const status = await new Promise<number>((resolve, reject) => {
      const sent = request(
        `${served.url}/callbacks/wechat/component/wxcomp`,
        { method: 'POST', headers: { 'transfer-encoding': 'chunked' } },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      sent.on('error', reject);
      for (let part = 0; part < 10; part += 1) sent.write('y'.repeat(10_000));
      sent.end();
    });
    expect(status).toBe(413);
    expect(served.office.asked).toEqual([]);
  });

  test('do not say "success" when the message could not be stored: the platform then calls again', async () => {
    served.office.setStoreDown(true);
    const response = await post('/callbacks/wechat/component/wxcomp', '<xml>1</xml>');
    expect(response.status).toBeGreaterThanOrEqual(500);
    expect(await response.text()).not.toContain('success');
  });
});

describe("coming back from a platform's page", () => {
  test('with an authorisation leads to the dashboard, and the code stays nowhere', async () => {
    const response = await served.ask(null, '/callbacks/authorised/weibo?code=abc&state=good', { redirect: 'manual' });
    expect([
      response.status,
      response.headers.get('location'),
      response.headers.get('cache-control'),
      response.headers.get('referrer-policy'),
    ]).toEqual([303, `/credentials?authorised=${ACCOUNTS.ofA}`, 'no-store', 'no-referrer']);
    expect(served.office.asked).toEqual(['authorised weibo abc']);
  });

  test('without one says why in one page that shows nothing as markup', async () => {
    const response = await served.ask(null, '/callbacks/authorised/wechat?auth_code=x&state=bad');
    const page = await response.text();
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8']);
    expect(page).toContain('授权的是“&#60;乙&#62;”');
    expect(page).not.toContain('<乙>');
    expect(page).not.toContain('auth_code');
    expect((await served.ask(null, '/callbacks/authorised/nobody?state=good')).status).toBe(404);
  });
});

describe('authorisations', () => {
  test('begin with the address the office is known by', async () => {
    const response = await served.post('administrator', '/api/v1/credentials/authorise', { accountId: ACCOUNTS.ofA });
    expect(await response.json()).toEqual({
      url: 'https://platform.example/authorise',
      expiresAt: expect.any(String) as string,
    });
    expect(served.office.asked).toEqual([`authorise:https: ${ACCOUNTS.ofA} 管理员`]);
  });

  test.each([[{}], [{ accountId: null }], [{ accountId: 'x' }], [{ account: ACCOUNTS.ofA }]])(
    'are refused for %j, naming the field',
    async (body) => {
      const problem = await problemOf(await served.post('administrator', '/api/v1/credentials/authorise', body));
      expect(problem.status).toBe(400);
      expect(problem.field).toMatch(/^account/);
    },
  );

  test('and everything else about credentials are closed to those who may not', async () => {
    for (const [name, path, body] of [
      ['viewer', '/credentials/authorise', { accountId: ACCOUNTS.ofA }],
      ['officerOfA', '/credentials/applications', {}],
      ['officerOfA', '/accounts/probe', {}],
      ['viewer', `/accounts/${ACCOUNTS.ofA}/articles`, {}],
    ] as const) {
      expect([path, (await served.post(name, `/api/v1${path}`, body)).status]).toEqual([path, 403]);
    }
    const remove = await served.ask('officerOfA', `/api/v1/credentials/${ACCOUNTS.ofA}`, {
      method: 'DELETE',
      body: '{"reason":"x"}',
      headers: { 'content-type': 'application/json' },
    });
    expect(remove.status).toBe(403);
    expect((await served.ask('outsider', `/api/v1/credentials/${ACCOUNTS.ofA}`)).status).toBe(404);
  });

  test('a known address with another method names the right ones', async () => {
    const response = await served.ask('administrator', `/api/v1/credentials/${ACCOUNTS.ofA}`, {
      method: 'PUT',
      body: '{}',
    });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, DELETE']);
  });
});

test('metrics tell how late looks began, and how people and receivers are reached', async () => {
  const text = await (await served.ask(null, '/metrics')).text();
  expect(text).toContain('gov_matrix_notifications_last_day{channel_kind="mail",state="sent"} 3');
  expect(text).toContain('gov_matrix_notifications_last_day{channel_kind="mail",state="fell-back"} 1');
  expect(text).toContain('gov_matrix_notifications_last_day{channel_kind="removed",state="given-up"} 2');
  expect(text).toContain('gov_matrix_look_lateness_seconds{quantile="0.99"} 5');
  expect(text).toContain('gov_matrix_notifications{state="sent"} 1');
  expect(text).toContain('gov_matrix_letters{state="queued"} 2');
  expect(text).toContain('gov_matrix_subscriptions{state="live"} 3');
  expect(text).toContain('gov_matrix_subscriptions{state="stopped"} 1');
  expect(text).toContain('gov_matrix_notify_channels{state="failing"} 2');
});

test('the listener notes that it is there at once, goes on when a note fails, and stops with the server', async () => {
  let notes = 0;
  const errors: string[] = [];
  const beat = startListeningBeat(
    {
      noteListening: () => {
        notes += 1;
        return Promise.reject(new Error('store is down'));
      },
    },
    { info: () => undefined, warn: () => undefined, error: (event) => void errors.push(event) },
  );
  await beat.stop();
  expect([notes, errors]).toEqual([1, ['listening-not-noted']]);
});

test('a server that is no longer there takes no message', async () => {
  const office = createOffice();
  const other = await serve({ office });
  await other.close();
  await expect(
    fetch(`${other.url}/callbacks/wechat/component/wxcomp`, { method: 'POST', body: '<xml/>' }),
  ).rejects.toThrow();
});
