import zlib from 'node:zlib';
import { startServer } from '../support/testServer';
import { closeOpened, faultOf, get, httpFor, serve, serveRaw, textOf } from '../support/httpHarness';

afterEach(closeOpened);

describe('an answer', () => {
  test('comes with status, lowercase headers, bytes and the address it came from', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(404, { 'X-Mark': 'a' }).end('missing');
    });
    const answer = await get(httpFor([server.origin]), `${server.origin}/a?b=1`);
    expect(answer).toMatchObject({ kind: 'response', response: { status: 404, url: `${server.origin}/a?b=1` } });
    expect(answer.kind === 'response' && answer.response.headers['x-mark']).toBe('a');
    expect(textOf(answer)).toBe('missing');
  });

  test('is decompressed also where nobody asked for compression', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(zlib.gzipSync('政务'));
    });
    expect(textOf(await get(httpFor([server.origin]), server.origin))).toBe('政务');
  });

  test('uses one connection again and again', async () => {
    const ports = new Set<number | undefined>();
    const server = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('x');
    });
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
    expect(faultOf(await get(httpFor([server.origin], { timeoutMs: 300 }), server.origin))).toBe('timeout');
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
      const pump = (): void => {
        while (!response.destroyed && written < 50 * 1024 * 1024) {
          written += piece.length;
          if (!response.write(piece)) {
            response.once('drain', pump);
            return;
          }
        }
      };
      pump();
    });
    const answer = await get(httpFor([server.origin], { maxBytes: 1024 * 1024 }), server.origin);
    expect(faultOf(answer)).toBe('answer-too-large');
    expect(answer.kind === 'fault' && answer.fault.message).toContain('大小上限');
    expect(written).toBeLessThan(20 * 1024 * 1024);
  });

  test('the cap counts bytes after decompression', async () => {
    const bomb = zlib.gzipSync(Buffer.alloc(10 * 1024 * 1024));
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    });
    expect(bomb.length).toBeLessThan(100_000);
    expect(faultOf(await get(httpFor([server.origin]), server.origin))).toBe('answer-too-large');
  });

  test('a body of exactly the cap is taken', async () => {
    const server = await serve((_request, response) => {
      response.end(Buffer.alloc(200_000, 'x'));
    });
    expect(textOf(await get(httpFor([server.origin]), server.origin))).toHaveLength(200_000);
  });

  test('an aborted call ends at once and says so', async () => {
    const controller = new AbortController();
    const origin = await serveRaw((socket) => socket.once('data', () => controller.abort()));
    expect(faultOf(await get(httpFor([origin]), origin, { signal: controller.signal }))).toBe('aborted');
    expect(faultOf(await get(httpFor([origin]), origin, { signal: controller.signal }))).toBe('aborted');
  });
});

describe('broken connections', () => {
  test('a reset in mid-answer is a reset, and the request may have arrived', async () => {
    const origin = await serveRaw((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf');
        setTimeout(() => socket.resetAndDestroy(), 20);
      });
    });
    const answer = await get(httpFor([origin]), origin);
    expect(answer).toMatchObject({ kind: 'fault', fault: { code: 'connection-reset', mayHaveBeenSent: true } });
  });

  test('a refused connection was surely not sent', async () => {
    const server = await startServer((_request, response) => {
      response.end();
    });
    await server.close();
    expect(await get(httpFor([server.origin]), server.origin)).toMatchObject({
      kind: 'fault',
      fault: { code: 'connection-refused', mayHaveBeenSent: false },
    });
  });

  test('a TLS session that never comes about ends at the connect time-out, and nothing was sent', async () => {
    const origin = (await serveRaw(() => undefined)).replace('http:', 'https:');
    expect(await get(httpFor([origin], { connectTimeoutMs: 150 }), origin)).toMatchObject({
      kind: 'fault',
      fault: { code: 'connect-timeout', mayHaveBeenSent: false },
    });
  });

  test('a server that speaks no TLS is a failure of TLS', async () => {
    const origin = (
      await serveRaw((socket) => {
        socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
      })
    ).replace('http:', 'https:');
    expect(faultOf(await get(httpFor([origin]), origin))).toBe('tls-failed');
  });

  test('an answer that is no HTTP is malformed', async () => {
    const origin = await serveRaw((socket) => {
      socket.once('data', () => socket.end('220 smtp ready\r\n'));
    });
    expect(faultOf(await get(httpFor([origin]), origin))).toBe('answer-malformed');
  });

  test('compressed bytes that are none are malformed', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip at all');
    });
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
        if (socket.listenerCount('used') > 0) {
          socket.resetAndDestroy();
          return;
        }
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
        if (data.toString().startsWith('POST')) {
          posts += 1;
          socket.resetAndDestroy();
          return;
        }
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
