/**
 * Puts timers of its own in the place of those of the sources.
 *
 * @jest-environment-options {"ownSources": "anew"}
 */
import type { ServerResponse } from 'node:http';
import { closeOpened, faultOf, get, httpFor, serve, serveRaw, textOf } from '../support/httpHarness';

afterEach(closeOpened);

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
    const server = await serve((_request, response) => {
      response.writeHead(302, { location: '/again' }).end();
    });
    expect(faultOf(await get(httpFor([server.origin], { maxRedirects: 3 }), server.origin))).toBe('too-many-redirects');
    expect(server.requests).toHaveLength(4);
  });

  test('with a cookie to the same address bring the cookie back, where cookies are on', async () => {
    const server = await serve((request, response) => {
      if (request.headers.cookie === 'wall=passed; b=2') response.end('content');
      else
        response.writeHead(302, { location: request.url ?? '/', 'set-cookie': ['wall=passed; Path=/', 'b=2'] }).end();
    });
    const http = httpFor([server.origin], { maxRedirects: 2 });
    expect(faultOf(await get(http, `${server.origin}/list`))).toBe('too-many-redirects');
    expect(textOf(await get(http, `${server.origin}/list`, { cookies: true }))).toBe('content');
  });

  test('to a private address are refused, each hop anew', async () => {
    const inner = await serve((_request, response) => {
      response.end('secret of the inner net');
    });
    const outer = await serve((_request, response) => {
      response.writeHead(302, { location: `${inner.origin}/metadata` }).end();
    });
    expect(faultOf(await get(httpFor([outer.origin]), outer.origin))).toBe('private-address');
    expect(inner.requests).toHaveLength(0);
  });

  test('to another scheme are refused', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    });
    expect(faultOf(await get(httpFor([server.origin]), server.origin))).toBe('bad-url');
  });

  test('are not followed for a POST: it is never sent twice', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(307, { location: '/again' }).end();
    });
    const answer = await httpFor([server.origin]).send({
      method: 'POST',
      url: server.origin,
      body: 'x',
      signal: new AbortController().signal,
    });
    expect(answer).toMatchObject({ kind: 'response', response: { status: 307 } });
    expect(server.requests).toHaveLength(1);
  });
});

describe('private addresses', () => {
  test.each([
    'http://127.0.0.1:9/',
    'http://[::1]:9/',
    'http://[::ffff:127.0.0.1]:9/',
    'http://2130706433:9/',
    'http://0x7f.1:9/',
    'http://10.1.2.3/',
    'http://169.254.169.254/latest/meta-data',
    'http://100.100.100.200/',
  ])('are not called: %s', async (url) => {
    expect(faultOf(await get(httpFor([]), url))).toBe('private-address');
  });

  test('are not reached by a name either', async () => {
    const server = await serve((_request, response) => {
      response.end('inner');
    });
    expect(faultOf(await get(httpFor([server.origin]), `http://localhost:${server.port}/`))).toBe('private-address');
    expect(server.requests).toHaveLength(0);
  });

  test('are called where exactly this origin is allowed, and no other port of the host', async () => {
    const [allowed, other] = [
      await serve((_request, response) => {
        response.end('yes');
      }),
      await serve((_request, response) => {
        response.end('no');
      }),
    ];
    const http = httpFor([allowed.origin]);
    expect(textOf(await get(http, allowed.origin))).toBe('yes');
    expect(faultOf(await get(http, other.origin))).toBe('private-address');
  });
});

describe('the limit of a host', () => {
  /** A server that answers a request when the test says so. */
  const holding = async () => {
    const held: ServerResponse[] = [];
    let heard: () => void = () => undefined;
    const server = await serve((_request, response) => {
      held.push(response);
      heard();
    });
    /** The answer that is held back, as soon as so many requests have come. */
    const request = async (number: number): Promise<ServerResponse> => {
      for (;;) {
        const response = held[number - 1];
        if (response !== undefined) return response;
        await new Promise<void>((resolve) => {
          heard = resolve;
        });
      }
    };
    return { server, held, request };
  };

  test('holds back calls beyond it', async () => {
    const { server, held, request } = await holding();
    const elsewhere = await serve((_request, response) => {
      response.end('x');
    });
    const http = httpFor([server.origin, elsewhere.origin], { perHost: 2 });
    const answers = Array.from({ length: 10 }, () => get(http, server.origin));
    for (let answered = 0; answered < 10; answered += 1) {
      const oldest = await request(answered + 1);
      await request(Math.min(answered + 2, 10));
      // Time enough for one more to come, if it were let through.
      await get(http, elsewhere.origin);
      expect(held.length - answered).toBe(Math.min(2, 10 - answered));
      oldest.end('x');
    }
    expect((await Promise.all(answers)).map(textOf)).toEqual(Array.from({ length: 10 }, () => 'x'));
  });

  test('does not charge waiting to the time of a call', async () => {
    const { server, request } = await holding();
    const http = httpFor([server.origin], { perHost: 1, timeoutMs: 1_000 });
    jest.useFakeTimers({ now: new Date(), doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'Date'] });
    try {
      const answers = [get(http, server.origin), get(http, server.origin), get(http, server.origin)];
      for (const number of [1, 2]) {
        const response = await request(number);
        jest.advanceTimersByTime(900);
        response.end('x');
      }
      await request(3);
      jest.advanceTimersByTime(1_100);
      expect((await Promise.all(answers)).map(faultOf)).toEqual(['response 200', 'response 200', 'timeout']);
    } finally {
      jest.useRealTimers();
    }
  });

  test('refuses calls when too many wait already', async () => {
    const { server, request } = await holding();
    const http = httpFor([server.origin], { perHost: 1, maxWaitingPerHost: 1 });
    const [first, second, third] = [get(http, server.origin), get(http, server.origin), get(http, server.origin)];
    expect(faultOf(await third)).toBe('host-busy');
    for (const number of [1, 2]) (await request(number)).end('x');
    expect((await Promise.all([first, second])).map(faultOf)).toEqual(['response 200', 'response 200']);
  });
});

test('no fault tells the query of an address, where tokens stand', async () => {
  const origin = await serveRaw((socket) => {
    socket.destroy();
  });
  const http = httpFor([origin]);
  for (const url of [
    `${origin}/a?access_token=TOPSECRET`,
    'http://user:TOPSECRET@127.0.0.1:9/?x=TOPSECRET',
    'nonsense TOPSECRET',
    'http://no-such-host.invalid/?k=TOPSECRET',
  ]) {
    const answer = await get(http, url);
    expect(answer.kind).toBe('fault');
    expect(JSON.stringify(answer)).not.toContain('TOPSECRET');
  }
});
