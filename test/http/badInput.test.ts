import { ACCOUNTS, UNKNOWN_ID } from './officePeople';
import { problemOf, serve, type Served } from './serve';

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

describe('what a wrong query or address gets', () => {
  const rows: readonly [
    what: string,
    path: string,
    status: number,
    code: string,
    field: string | undefined,
    remedy?: string,
  ][] = [
    [
      'an unknown parameter, with the near one suggested',
      '/accounts?platfrom=weibo',
      400,
      'unknown-field',
      'platfrom',
      '是否想写 platform？',
    ],
    ['a smuggled query operator', '/accounts?q[$ne]=', 400, 'unknown-field', 'q[$ne]', '是否想写 q？'],
    ['a smuggled operator without brackets', '/accounts?$where=1', 400, 'unknown-field', '$where'],
    ['a parameter given twice', '/accounts?q=a&q=b', 400, 'invalid-input', 'q'],
    ['a value outside the closed list', '/accounts?verdict=dead', 400, 'invalid-input', 'verdict'],
    ['a limit of nought', '/accounts?limit=0', 400, 'invalid-input', 'limit'],
    ['a limit past the largest page', '/accounts?limit=201', 400, 'invalid-input', 'limit'],
    ['a limit in another notation', '/accounts?limit=1e2', 400, 'invalid-input', 'limit'],
    ['an empty limit', '/accounts?limit=', 400, 'invalid-input', 'limit'],
    ['a negative sequence', '/alerts?since=-1', 400, 'invalid-input', 'since'],
    ['a sequence beyond exact numbers', '/alerts?since=9007199254740993', 400, 'invalid-input', 'since'],
    ['a sequence together with a filter', '/alerts?since=1&severity=critical', 400, 'invalid-input', 'since'],
    ['a flag that is neither true nor false', '/cases?open=1', 400, 'invalid-input', 'open'],
    ['a unit id of the wrong form', '/accounts?unit=abc', 400, 'invalid-id', 'unit'],
    ['an id in capitals', `/accounts/${'A'.repeat(24)}`, 400, 'invalid-id', 'id'],
    ['an id that is too short', '/accounts/123', 400, 'invalid-id', 'id'],
    ['an id with an operator in it', '/accounts/%7B%22$gt%22%3A%22%22%7D', 400, 'invalid-id', 'id'],
    ['an id with a null byte', '/accounts/abc%00', 400, 'invalid-id', 'id'],
    ['a broken percent encoding', '/accounts/%zz', 400, 'invalid-input', undefined],
    ['an id that nothing has', `/accounts/${UNKNOWN_ID}`, 404, 'not-found', undefined],
    ['an unknown address', '/acounts', 404, 'not-found', undefined],
    ['a known address with a slash at its end', '/accounts/', 404, 'not-found', undefined],
    ['a parameter where none is taken', '/summary?x=1', 400, 'unknown-field', 'x'],
  ];
  test.each(
    rows.map(
      ([what, path, status, code, field, remedy = null]) => [what, { path, status, code, field, remedy }] as const,
    ),
  )('%s', async (_what, { path, status, code, field, remedy }) => {
    const response = await served.ask('administrator', `/api/v1${path}`);
    const problem = await problemOf(response);
    expect([response.status, problem.code, problem.field]).toEqual([status, code, field]);
    if (remedy !== null) expect(problem.remedy).toBe(remedy);
  });

  test('a parameter whose name is as long as a page is shortened in the answer', async () => {
    const problem = await problemOf(await served.ask('administrator', `/api/v1/accounts?${'x'.repeat(5_000)}=1`));
    expect(problem.code).toBe('unknown-field');
    expect(problem.field?.length).toBeLessThan(70);
  });
});

describe('what a wrong body gets', () => {
  test.each([
    ['an empty list', [], '请求体中的 manualReasons 至少要有 1 项。'],
    ['a list that is too long', Array<string>(50).fill('no-api'), '请求体中的 manualReasons 最多'],
  ])('%s, told in entries', async (_what, manualReasons, said) => {
    const response = await served.ask('administrator', '/api/v1/manual-tasks/retry', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ dryRun: true, manualReasons }),
    });
    const problem = await problemOf(response);
    expect([response.status, problem.code, problem.field]).toEqual([400, 'invalid-input', 'manualReasons']);
    expect(JSON.stringify(problem)).toContain(said);
  });

  const events = `/api/v1/cases/${ACCOUNTS.ofA}/events`;
  const rows: readonly [what: string, body: string, code: string, field: string | undefined][] = [
    ['cut-off JSON', '{"event":"remind"', 'malformed-json', undefined],
    ['something that is not JSON', 'event=remind', 'malformed-json', undefined],
    ['an array instead of an object', '[]', 'invalid-input', undefined],
    ['null', 'null', 'invalid-input', undefined],
    ['a missing field', '{"event":"remind"}', 'invalid-input', 'note'],
    ['an operator where a text is wanted', '{"event":{"$gt":""},"note":""}', 'invalid-input', 'event'],
    [
      'an operator in place of an id',
      '{"event":"remind","note":"","successorAccountId":{"$ne":null}}',
      'invalid-input',
      'successorAccountId',
    ],
    [
      'an id of the wrong form',
      '{"event":"remind","note":"","successorAccountId":"1"}',
      'invalid-id',
      'successorAccountId',
    ],
    ['a number where a text is wanted', '{"event":"remind","note":5}', 'invalid-input', 'note'],
    ['a text that is too long', JSON.stringify({ event: 'remind', note: 'x'.repeat(2_001) }), 'invalid-input', 'note'],
    ['a mistyped field name', '{"event":"remind","notes":""}', 'unknown-field', 'notes'],
    ['an operator as a field', '{"event":"remind","note":"","$set":{"state":"closed"}}', 'unknown-field', '$set'],
    [
      'the prototype as a field',
      '{"event":"remind","note":"","__proto__":{"admin":true}}',
      'unknown-field',
      '__proto__',
    ],
    ['nesting without end', '['.repeat(100_000), 'malformed-json', undefined],
  ];
  test.each(rows)('%s', async (_what, body, code, field) => {
    const response = await served.ask('administrator', events, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const problem = await problemOf(response);
    expect([response.status, problem.code, problem.field]).toEqual([400, code, field]);
    expect(served.office.asked).toEqual([]);
  });

  test('bytes that are not UTF-8 are malformed', async () => {
    const body = Buffer.concat([
      Buffer.from('{"event":"remind","note":"'),
      Buffer.from([0xb8, 0xf1]),
      Buffer.from('"}'),
    ]);
    const problem = await problemOf(
      await served.ask('administrator', events, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      }),
    );
    expect(problem.code).toBe('malformed-json');
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=gb18030', ''])(
    'the content type "%s" is refused with 415',
    async (type) => {
      const response = await served.ask('administrator', events, {
        method: 'POST',
        headers: type === '' ? {} : { 'content-type': type },
        body: Buffer.from('{"event":"remind","note":""}'),
      });
      expect([response.status, (await problemOf(response)).code]).toEqual([415, 'unsupported-media-type']);
    },
  );

  test('a compressed body is refused with 415', async () => {
    const response = await served.ask('administrator', events, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: Buffer.from('x'),
    });
    expect(response.status).toBe(415);
  });

  test('an action that takes no body refuses one with fields in it', async () => {
    const response = await served.post('administrator', `/api/v1/accounts/${ACCOUNTS.ofA}/collect`, { at: 'now' });
    expect([response.status, (await problemOf(response)).field]).toEqual([400, 'at']);
  });

  test('a body that broke off says nothing of its content', async () => {
    const response = await served.ask(null, '/api/v1/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"username":"administrator","password":"hunter2',
    });
    expect(await response.text()).not.toContain('hunter2');
  });
});

describe('methods', () => {
  test.each([
    ['PUT', '/accounts', 'GET, HEAD, POST'],
    ['DELETE', `/accounts/${ACCOUNTS.ofA}`, 'GET, HEAD, PATCH'],
    ['GET', '/sign-out', 'POST'],
    ['OPTIONS', '/alerts', 'GET, HEAD'],
  ])('%s %s gets 405 and the methods that are allowed', async (method, path, allow) => {
    const response = await served.ask('administrator', `/api/v1${path}`, { method });
    expect([response.status, (await problemOf(response)).code, response.headers.get('allow')]).toEqual([
      405,
      'method-not-allowed',
      allow,
    ]);
  });

  test('HEAD answers like GET without a body', async () => {
    const response = await served.ask('administrator', '/api/v1/me', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  test('an address outside the interface that is posted to gets a problem too', async () => {
    expect((await problemOf(await served.post('administrator', '/accounts', {}))).code).toBe('method-not-allowed');
    expect((await problemOf(await served.ask('administrator', '/api/v2/accounts'))).code).toBe('not-found');
  });
});
