import zlib from 'node:zlib';
import { createHttp } from '../../src/connectors/http';
import type { Http, HttpAnswer, HttpSettings } from '../../src/connectors/http';
import { startRawServer, startServer } from './support/testServer';
import type { TestServer } from './support/testServer';

const SETTINGS: HttpSettings = { timeoutMs: 2_000, maxBytes: 200_000, perHost: 4, connectTimeoutMs: 500 };
const cleanUps: (() => Promise<void> | void)[] = [];
afterEach(async () => { for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp(); });

function httpFor(origins: readonly string[], settings: Partial<HttpSettings> = {}): Http {
  const http = createHttp({ ...SETTINGS, ...settings }, origins);
  cleanUps.push(() => http.close());
  return http;
}
async function serve(handler: Parameters<typeof startServer>[0]): Promise<TestServer> {
  const server = await startServer(handler);
  cleanUps.push(() => server.close());
  return server;
}
async function serveRaw(onSocket: Parameters<typeof startRawServer>[0]): Promise<string> {
  const server = await startRawServer(onSocket);
  cleanUps.push(() => server.close());
  return server.origin;
}
const get = (http: Http, url: string, more: object = {}): Promise<HttpAnswer> => http.send({ method: 'GET', url, signal: new AbortController().signal, ...more });
const faultOf = (answer: HttpAnswer): string => (answer.kind === 'fault' ? answer.fault.code : `response ${answer.response.status}`);
const textOf = (answer: HttpAnswer): string => (answer.kind === 'response' ? answer.response.body.toString('utf8') : `fault ${answer.fault.code}`);

describe('an answer', () => {
  test('comes with status, lowercase headers, bytes and the address it came from', async () => {
    const server = await serve((_request, response) => { response.writeHead(404, { 'X-Mark': 'a' }).end('missing'); });
    const answer = await get(httpFor([server.origin]), `${server.origin}/a?b=1`);
    expect(answer).toMatchObject({ kind: 'response', response: { status: 404, url: `${server.origin}/a?b=1` } });
    expect(answer.kind === 'response' && answer.response.headers['x-mark']).toBe('a');
    expect(textOf(answer)).toBe('missing');
  });

  test('is decompressed also where nobody asked for compression', async () => {
    const server = await serve((_request, response) => { response.writeHead(200, { 'content-encoding': 'gzip' }).end(zlib.gzipSync('政务')); });
    expect(textOf(await get(httpFor([server.origin]), server.origin))).toBe('政务');
  });

  test('uses one connection again and again', async () => {
    const ports = new Set<number | undefined>();
    const server = await serve((request, response) => { ports.add(request.socket.remotePort); response.end('x'); });
    const http = httpFor([server.origin]);
    for (let i = 0; i < 5; i += 1) await get(http, server.origin);
    expect(ports.size).toBe(1);
  });
});

describe('time and size', () => {
  test('a server that trickles bytes for ever is cut off when the time for the whole call is used up', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
    });
    const started = Date.now();
    expect(faultOf(await get(httpFor([server.origin], { timeoutMs: 300 }), server.origin))).toBe('timeout');
    expect(Date.now() - started).toBeLessThan(1500);
  });

  test('a server that accepts and never answers is a time-out', async () => {
    const origin = await serveRaw(() => undefined);
    expect(faultOf(await get(httpFor([origin], { timeoutMs: 200 }), origin))).toBe('timeout');
  });

  test('a feed of 50 MB is cut off at the cap, with a clear fault and without taking it all in', async () => {
    let written = 0;
    const piece = Buffer.alloc(64 * 1024, 'x');
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/rss+xml', 'content-length': String(50 * 1024 * 1024) });
      const pump = (): void => { while (!response.destroyed && written < 50 * 1024 * 1024) { written += piece.length; if (!response.write(piece)) { response.once('drain', pump); return; } } };
      pump();
    });
    const answer = await get(httpFor([server.origin], { maxBytes: 1024 * 1024 }), server.origin);
    expect(faultOf(answer)).toBe('answer-too-large');
    expect(answer.kind === 'fault' && answer.fault.message).toContain('大小上限');
    expect(written).toBeLessThan(20 * 1024 * 1024);
  });

  test('the cap counts bytes after decompression', async () => {
    const bomb = zlib.gzipSync(Buffer.alloc(10 * 1024 * 1024));
    const server = await serve((_request, response) => { response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb); });
    expect(bomb.length).toBeLessThan(100_000);
    expect(faultOf(await get(httpFor([server.origin]), server.origin))).toBe('answer-too-large');
  });

  test('a body of exactly the cap is taken', async () => {
    const server = await serve((_request, response) => { response.end(Buffer.alloc(200_000, 'x')); });
    expect(textOf(await get(httpFor([server.origin]), server.origin))).toHaveLength(200_000);
  });

  test('an aborted call ends at once and says so', async () => {
    const origin = await serveRaw(() => undefined);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    expect(faultOf(await get(httpFor([origin]), origin, { signal: controller.signal }))).toBe('aborted');
    expect(faultOf(await get(httpFor([origin]), origin, { signal: controller.signal }))).toBe('aborted');
  });
});

describe('broken connections', () => {
  test('a reset in mid-answer is a reset, and the request may have arrived', async () => {
    const origin = await serveRaw((socket) => { socket.once('data', () => { socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'); setTimeout(() => socket.resetAndDestroy(), 20); }); });
    const answer = await get(httpFor([origin]), origin);
    expect(answer).toMatchObject({ kind: 'fault', fault: { code: 'connection-reset', mayHaveBeenSent: true } });
  });

  test('a refused connection was surely not sent', async () => {
    const server = await startServer((_request, response) => { response.end(); });
    await server.close();
    expect(await get(httpFor([server.origin]), server.origin)).toMatchObject({ kind: 'fault', fault: { code: 'connection-refused', mayHaveBeenSent: false } });
  });

  test('a TLS session that never comes about ends at the connect time-out, and nothing was sent', async () => {
    const origin = (await serveRaw(() => undefined)).replace('http:', 'https:');
    const started = Date.now();
    expect(await get(httpFor([origin], { connectTimeoutMs: 150, timeoutMs: 10_000 }), origin)).toMatchObject({ kind: 'fault', fault: { code: 'connect-timeout', mayHaveBeenSent: false } });
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  test('a server that speaks no TLS is a failure of TLS', async () => {
    const origin = (await serveRaw((socket) => { socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')); })).replace('http:', 'https:');
    expect(faultOf(await get(httpFor([origin]), origin))).toBe('tls-failed');
  });

  test('an answer that is no HTTP is malformed', async () => {
    const origin = await serveRaw((socket) => { socket.once('data', () => socket.end('220 smtp ready\r\n')); });
    expect(faultOf(await get(httpFor([origin]), origin))).toBe('answer-malformed');
  });

  test('compressed bytes that are none are malformed', async () => {
    const server = await serve((_request, response) => { response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip at all'); });
    expect(faultOf(await get(httpFor([server.origin]), server.origin))).toBe('answer-malformed');
  });

  test('a name that does not exist is told as such', async () => {
    expect(faultOf(await get(httpFor([]), 'http://no-such-host.invalid/'))).toBe('name-unresolved');
  });

  test('a pooled connection that the server closed in the meantime is no fault for a GET', async () => {
    let count = 0;
    const origin = await serveRaw((socket) => {
      socket.on('data', () => {
        count += 1;
        // The second request on a connection meets a reset, as when a server drops an idle connection at that moment.
        if (socket.listenerCount('used') > 0) { socket.resetAndDestroy(); return; }
        socket.on('used', () => undefined);
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: keep-alive\r\n\r\nok');
      });
    });
    const http = httpFor([origin]);
    expect(textOf(await get(http, origin))).toBe('ok');
    expect(textOf(await get(http, origin))).toBe('ok');
    expect(count).toBe(3);
  });

  test('the same reset under a POST is reported, never repeated', async () => {
    let posts = 0;
    const origin = await serveRaw((socket) => {
      socket.on('data', (data) => {
        if (data.toString().startsWith('POST')) { posts += 1; socket.resetAndDestroy(); return; }
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: keep-alive\r\n\r\nok');
      });
    });
    const http = httpFor([origin]);
    await get(http, origin);
    const answer = await http.send({ method: 'POST', url: origin, body: 'x', signal: new AbortController().signal });
    expect(answer).toMatchObject({ kind: 'fault', fault: { code: 'connection-reset', mayHaveBeenSent: true } });
    expect(posts).toBe(1);
  });
});

describe('redirects', () => {
  test('are followed, and the final address is told', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/a') response.writeHead(302, { location: './b/' }).end();
      else response.end('here');
    });
    const answer = await get(httpFor([server.origin]), `${server.origin}/a`);
    expect(textOf(answer)).toBe('here');
    expect(answer.kind === 'response' && answer.response.url).toBe(`${server.origin}/b/`);
  });

  test('that go in a circle end after the cap', async () => {
    const server = await serve((_request, response) => { response.writeHead(302, { location: '/again' }).end(); });
    expect(faultOf(await get(httpFor([server.origin], { maxRedirects: 3 }), server.origin))).toBe('too-many-redirects');
    expect(server.requests).toHaveLength(4);
  });

  test('with a cookie to the same address bring the cookie back, where cookies are on', async () => {
    const server = await serve((request, response) => {
      if (request.headers.cookie === 'wall=passed; b=2') response.end('content');
      else response.writeHead(302, { location: request.url ?? '/', 'set-cookie': ['wall=passed; Path=/', 'b=2'] }).end();
    });
    const http = httpFor([server.origin], { maxRedirects: 2 });
    expect(faultOf(await get(http, `${server.origin}/list`))).toBe('too-many-redirects');
    expect(textOf(await get(http, `${server.origin}/list`, { cookies: true }))).toBe('content');
  });

  test('to a private address are refused, each hop anew', async () => {
    const inner = await serve((_request, response) => { response.end('secret of the inner net'); });
    const outer = await serve((_request, response) => { response.writeHead(302, { location: `${inner.origin}/metadata` }).end(); });
    expect(faultOf(await get(httpFor([outer.origin]), outer.origin))).toBe('private-address');
    expect(inner.requests).toHaveLength(0);
  });

  test('to another scheme are refused', async () => {
    const server = await serve((_request, response) => { response.writeHead(302, { location: 'file:///etc/passwd' }).end(); });
    expect(faultOf(await get(httpFor([server.origin]), server.origin))).toBe('bad-url');
  });

  test('are not followed for a POST: it is never sent twice', async () => {
    const server = await serve((_request, response) => { response.writeHead(307, { location: '/again' }).end(); });
    const answer = await httpFor([server.origin]).send({ method: 'POST', url: server.origin, body: 'x', signal: new AbortController().signal });
    expect(answer).toMatchObject({ kind: 'response', response: { status: 307 } });
    expect(server.requests).toHaveLength(1);
  });
});

describe('private addresses', () => {
  test.each(['http://127.0.0.1:9/', 'http://[::1]:9/', 'http://[::ffff:127.0.0.1]:9/', 'http://2130706433:9/', 'http://0x7f.1:9/', 'http://10.1.2.3/', 'http://169.254.169.254/latest/meta-data', 'http://100.100.100.200/'])(
    'are not called: %s', async (url) => {
      expect(faultOf(await get(httpFor([]), url))).toBe('private-address');
    });

  test('are not reached by a name either', async () => {
    const server = await serve((_request, response) => { response.end('inner'); });
    expect(faultOf(await get(httpFor([server.origin]), `http://localhost:${server.port}/`))).toBe('private-address');
    expect(server.requests).toHaveLength(0);
  });

  test('are called where exactly this origin is allowed, and no other port of the host', async () => {
    const [allowed, other] = [await serve((_request, response) => { response.end('yes'); }), await serve((_request, response) => { response.end('no'); })];
    const http = httpFor([allowed.origin]);
    expect(textOf(await get(http, allowed.origin))).toBe('yes');
    expect(faultOf(await get(http, other.origin))).toBe('private-address');
  });
});

describe('the limit of a host', () => {
  test('holds back calls beyond it, and waiting is not charged to their time', async () => {
    let running = 0;
    let most = 0;
    const server = await serve((_request, response) => {
      running += 1;
      most = Math.max(most, running);
      setTimeout(() => { running -= 1; response.end('x'); }, 120);
    });
    const http = httpFor([server.origin], { perHost: 2, timeoutMs: 400 });
    const answers = await Promise.all(Array.from({ length: 10 }, () => get(http, server.origin)));
    expect(answers.map(textOf)).toEqual(Array.from({ length: 10 }, () => 'x'));
    expect(most).toBe(2);
  });

  test('refuses calls when too many wait already', async () => {
    const server = await serve((_request, response) => { setTimeout(() => response.end('x'), 100); });
    const http = httpFor([server.origin], { perHost: 1, maxWaitingPerHost: 1 });
    const answers = await Promise.all([get(http, server.origin), get(http, server.origin), get(http, server.origin)]);
    expect(answers.map(faultOf)).toEqual(['response 200', 'response 200', 'host-busy']);
  });
});

test('no fault tells the query of an address, where tokens stand', async () => {
  const origin = await serveRaw((socket) => { socket.destroy(); });
  const http = httpFor([origin]);
  for (const url of [`${origin}/a?access_token=TOPSECRET`, 'http://user:TOPSECRET@127.0.0.1:9/?x=TOPSECRET', 'nonsense TOPSECRET', 'http://no-such-host.invalid/?k=TOPSECRET']) {
    const answer = await get(http, url);
    expect(answer.kind).toBe('fault');
    expect(JSON.stringify(answer)).not.toContain('TOPSECRET');
  }
});
