import { createOffice } from './office';
import { ACCOUNTS, UNKNOWN_ID, type PersonName } from './officePeople';
import { problemOf, serve, signIn, type Served } from './serve';

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
    const cookie = await signIn(served, 'administrator');
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

  const PERSON = 'e'.repeat(24);
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
    ['/alerts/acknowledge', { ids: [ACCOUNTS.ofA] }, 'ack', 200],
    ['/alerts/assign', { ids: [ACCOUNTS.ofA], personId: PERSON }, `assign:${PERSON}`, 200],
    ['/alerts/assign', { ids: [ACCOUNTS.ofA], personId: null }, 'assign:nobody', 200],
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
