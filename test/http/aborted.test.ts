import { createOffice } from './office';
import { serve, type Served } from './serve';
import { until } from './listener';

let served: Served | null = null;
afterEach(async () => {
  await served?.close();
  served = null;
});

/** An office whose overview ends with the given error once whoever asked for it has gone. */
async function leave(error: Error): Promise<readonly (readonly [event: string, error: unknown, fields: unknown])[]> {
  const office = createOffice();
  let begun = false;
  let end: () => void = () => undefined;
  const summary = () =>
    new Promise<never>((_resolve, reject) => {
      begun = true;
      end = () => reject(error);
    });
  const views = { ...office.services.views, summary };
  const own = await serve({ office: { ...office, services: { ...office.services, views } } });
  served = own;
  const leaving = new AbortController();
  const asked = own.ask('administrator', '/api/v1/summary', { signal: leaving.signal });
  await until('the request', () => begun);
  leaving.abort();
  await expect(asked).rejects.toThrow(/abort/i);
  // The server has seen it go once another request on a new connection is through.
  await own.ask(null, '/healthz');
  end();
  await until('a line of the log', () => own.logged.length > 0);
  return own.logged.map(({ event, error: shown, fields }) => [event, shown, fields] as const);
}

test.each(['ECONNABORTED', 'ECONNRESET', 'EPIPE'])(
  'a request that its client has left (%s) is no fault of ours: a line without a stack says so',
  async (code) => {
    expect(await leave(Object.assign(new Error('Request aborted'), { code }))).toEqual([
      ['request-aborted', null, { requestId: expect.any(String) as string, method: 'GET', path: '/api/v1/summary' }],
    ]);
  },
);

test('a fault of ours stays one, also where whoever asked has gone', async () => {
  const fault = new TypeError('undefined is no function');
  expect(await leave(fault)).toEqual([['request-failed', fault, expect.objectContaining({ code: 'internal' })]]);
});
