import http from 'node:http';
import type net from 'node:net';
import { watchBeginning } from '../../../src/connectors/outbound/beginning';
import { closeOpened, faultOf, get, httpFor, serve } from '../support/httpHarness';

afterEach(closeOpened);

test('what may not begin any more is not sent, and surely so', async () => {
  const server = await serve((_request, response) => void response.end('x'));
  const answer = await get(httpFor([server.origin]), server.origin, { mayBegin: () => false });
  expect(answer).toMatchObject({ kind: 'fault', fault: { code: 'aborted', mayHaveBeenSent: false } });
  expect(server.requests).toHaveLength(0);
});

test('is asked after the wait for a place at the host, not before', async () => {
  const held: (() => void)[] = [];
  const server = await serve((_request, response) => void held.push(() => response.end('x')));
  const client = httpFor([server.origin], { perHost: 1 });
  let isOurs = true;
  const first = get(client, server.origin);
  const second = get(client, server.origin, { mayBegin: () => isOurs });
  while (held.length === 0) await new Promise(setImmediate);
  isOurs = false;
  held[0]?.();
  expect([faultOf(await first), faultOf(await second)]).toEqual(['response 200', 'aborted']);
  expect(server.requests).toHaveLength(1);
});

test('is asked once the connection stands: what was frozen while it connected is not sent', async () => {
  const server = await serve((_request, response) => void response.end('x'));
  const held: (() => void)[] = [];
  // A name that takes as long to be found as the test wants.
  const lookup: net.LookupFunction = (_name, _options, found) =>
    void held.push(() => found(null, [{ address: '127.0.0.1', family: 4 }]));
  const url = new URL(`http://slow.test:${server.port}/`);
  let isOurs = true;
  const sent = watchBeginning(url, () => isOurs)
    .during({ url: url.href, method: 'POST', data: 'x', httpAgent: new http.Agent({ lookup }), proxy: false })
    .catch((error: unknown) => error);
  while (held.length === 0) await new Promise(setImmediate);
  // By now the request has its socket, which connects.
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
  isOurs = false;
  held[0]?.();
  expect(await sent).toMatchObject({ fault: { code: 'aborted', mayHaveBeenSent: false } });
  expect(server.requests).toHaveLength(0);
});

test.each([['GET'], ['POST']])(
  'a %s that may begin is sent whole, over a new and over a kept connection',
  async (method) => {
    const bodies: string[] = [];
    const server = await serve((request, response) => {
      request.setEncoding('utf8').on('data', (chunk: string) => bodies.push(chunk));
      request.on('end', () => response.end('x'));
    });
    const client = httpFor([server.origin]);
    const body = method === 'POST' ? { body: '正文' } : {};
    for (let call = 0; call < 2; call += 1)
      expect(faultOf(await get(client, server.origin, { method, ...body, mayBegin: () => true }))).toBe('response 200');
    expect(bodies).toEqual(method === 'POST' ? ['正文', '正文'] : []);
  },
);
