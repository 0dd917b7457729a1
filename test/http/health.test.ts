import { createOffice } from './office';
import { NOW } from './officePeople';
import { problemOf, serve, type ServeOptions, type Served } from './serve';
import type { ProgressReport } from '../../src/http/health/health';
import { untilCalled } from './listener';

let served: Served | null = null;
const start = async (options?: ServeOptions): Promise<Served> => {
  served = await serve(options);
  return served;
};
afterEach(async () => {
  await served?.close();
  served = null;
});

const progress = (change: Partial<ProgressReport> = {}): ProgressReport => ({
  stuck: false,
  stuckTasks: [],
  dueJobs: 3,
  tasks: [{ task: 'collect', lastStartedAt: NOW, lastEndedAt: null, running: true, stuck: false, lastError: null }],
  ...change,
});
/** The stream reads the store right after the start. */
async function healthOf({ ask, url }: Served): Promise<{ status: number; body: Record<string, unknown> }> {
  for (let turn = 0; turn < 100; turn += 1) {
    const response = await ask(null, '/healthz');
    const body = (await response.json()) as Record<string, unknown>;
    if ((body['stream'] as { seq: number | null }).seq !== null) return { status: response.status, body };
  }
  throw new Error(`${url} never read the alert log`);
}
const codes = (body: Record<string, unknown>): unknown[] =>
  (body['reasons'] as { code: string }[]).map(({ code }) => code);

describe('/healthz', () => {
  test('says ok while the store answers and work advances', async () => {
    const { status, body } = await healthOf(await start({ deps: { progress: async () => progress() } }));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'ok',
      reasons: [],
      version: '9.9.9',
      work: { dueJobs: 3, tasks: [{ task: 'collect', lastStartedAt: NOW.toISOString(), running: true }] },
    });
  });

  test('a process without a scheduler is healthy without work', async () => {
    expect((await healthOf(await start())).body).toMatchObject({ status: 'ok', work: null });
  });

  test('says that the disk is full, and what to do, while the store still answers', async () => {
    const { status, body } = await healthOf(await start({ deps: { storeHasRoom: () => Promise.resolve(false) } }));
    expect([status, codes(body)]).toEqual([503, ['store-full']]);
    expect(JSON.stringify(body)).toContain('腾出空间；腾出后自动恢复');
    await served?.close();
    // Whether there is room is not known: that is no full disk.
    const unknown = await healthOf(await start({ deps: { storeHasRoom: () => Promise.reject(new Error('x')) } }));
    expect([unknown.status, codes(unknown.body)]).toEqual([200, []]);
  });

  test.each([
    ['enough', []],
    ['low', ['disk-low']],
    ['very-low', ['disk-very-low']],
  ] as const)('warns of a disk with %s room and stays healthy: work goes on', async (level, warnings) => {
    const office = createOffice();
    const views = { ...office.services.views, diskLevel: async () => level };
    const { status, body } = await healthOf(
      await start({ office: { ...office, services: { ...office.services, views } } }),
    );
    expect([status, codes(body)]).toEqual([200, []]);
    expect((body['warnings'] as { code: string }[]).map(({ code }) => code)).toEqual(warnings);
  });

  test('names the stuck tasks', async () => {
    const { status, body } = await healthOf(
      await start({ deps: { progress: async () => progress({ stuck: true, stuckTasks: ['publish'] }) } }),
    );
    expect([status, codes(body)]).toEqual([503, ['work-stuck']]);
    expect(JSON.stringify(body)).toContain('publish');
  });

  test('says that the store does not answer, without saying where it is', async () => {
    const { status, body } = await healthOf(
      await start({
        deps: {
          storeIsUp: () => Promise.reject(new Error('mongodb://root:s3cret@10.0.0.5')),
          progress: () => Promise.reject(new Error('x')),
        },
      }),
    );
    expect([status, codes(body)]).toEqual([503, ['store-unavailable', 'progress-unknown']]);
    expect(JSON.stringify(body)).not.toContain('s3cret');
  });

  test('says that the stream reads nothing new once that lasts half a minute', async () => {
    let now = NOW;
    const own = await start({ deps: { clock: { now: () => now } }, config: { stream: { pollMs: 5 } } });
    await healthOf(own);
    own.office.setStoreDown(true);
    await own.ask(null, '/healthz');
    await untilCalled(own.office, 'alertHistory', 2);
    now = new Date(NOW.getTime() + 29_999);
    expect((await healthOf(own)).status).toBe(200);
    now = new Date(NOW.getTime() + 30_000);
    const { status, body } = await healthOf(own);
    expect([status, codes(body)]).toEqual([503, ['stream-behind']]);
  });

  test('an answer that never comes is not waited for', async () => {
    const { status, body } = await healthOf(await start({ deps: { storeIsUp: () => new Promise(() => undefined) } }));
    expect([status, codes(body)]).toEqual([503, ['store-unavailable']]);
  });
});

describe('/metrics', () => {
  test('counts requests by route and never by address', async () => {
    const { ask } = await start();
    await ask('administrator', `/api/v1/accounts/${'5'.repeat(24)}`);
    await ask('administrator', '/api/v1/accounts/123');
    const text = await (await ask(null, '/metrics')).text();
    expect(text).toMatch(
      /gov_matrix_http_request_seconds_count\{method="GET",route="\/accounts\/:id",status="200"\} 1/,
    );
    expect(text).toMatch(/route="\/accounts\/:id",status="400"\} 1/);
    expect(text).toContain('gov_matrix_stream_clients 0');
    expect(text).not.toContain('555555');
  });

  test('through a proxy it wants a token of the whole office', async () => {
    const { ask } = await start();
    const headers = { 'x-forwarded-for': '10.1.2.3' };
    expect((await ask(null, '/metrics', { headers })).status).toBe(401);
    const partial = await ask('officerOfA', '/metrics', { headers });
    expect([partial.status, (await problemOf(partial)).code]).toEqual([403, 'forbidden']);
    expect((await ask('administrator', '/metrics', { headers })).status).toBe(200);
  });
});

describe('when something fails within', () => {
  test('the store being gone is told as such, is worth another try, and shows no secret', async () => {
    let up = true;
    const own = await start({
      deps: { storeIsUp: () => (up ? Promise.resolve() : Promise.reject(new Error('down'))) },
    });
    own.office.setStoreDown(true);
    up = false;
    const response = await own.ask('administrator', '/api/v1/summary');
    const text = await response.clone().text();
    expect([response.status, (await problemOf(response)).code, response.headers.get('retry-after')]).toEqual([
      503,
      'store-unavailable',
      '5',
    ]);
    expect(text).not.toMatch(/s3cret|ECONNREFUSED|at .*\.ts/);
  });

  test('any other fault is ours, without a stack, and the log has the whole of it under the same number', async () => {
    const own = await start();
    own.office.setStoreDown(true);
    const response = await own.ask('administrator', '/api/v1/summary?token=abc');
    const problem = await problemOf(response);
    expect([response.status, problem.code]).toEqual([500, 'internal']);
    expect(JSON.stringify(problem)).not.toMatch(/s3cret|mongodb|stack/);
    const line = own.logged.find(({ event }) => event === 'request-failed');
    expect(line?.fields).toEqual({
      requestId: problem.requestId,
      method: 'GET',
      path: '/api/v1/summary',
      code: 'internal',
    });
    expect(String(line?.error)).toContain('ECONNREFUSED');
  });
});

test("a port that is taken is told by the system's own code", async () => {
  const first = await start();
  await expect(serve({ config: { port: Number(new URL(first.url).port) } })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});
