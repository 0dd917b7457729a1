import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { request as httpRequest } from 'node:http';
import { problemOf, serve, type Served } from './serve';

const SCRIPT = 'console.log("页面")';
let folder: string;
let served: Served;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'pages-'));
  const root = path.join(folder, 'web');
  mkdirSync(path.join(root, 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'secret.txt'), 'outside');
  writeFileSync(path.join(root, '.env'), 'hidden');
  writeFileSync(path.join(root, 'index.html'), '<!doctype html><title>今日</title>');
  writeFileSync(path.join(root, 'favicon.svg'), '<svg/>');
  writeFileSync(path.join(root, 'assets/index-Ab12Cd34.js'), SCRIPT);
  writeFileSync(path.join(root, 'assets/index-Ab12Cd34.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(path.join(root, 'assets/index-Ab12Cd34.js.gz'), gzipSync(SCRIPT));
  served = await serve({ config: { webRoot: root } });
});
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each(['/', '/accounts', '/mandates/5f', '/sign-in'])(
  '%s is a page: the index, asked for anew each time',
  async (address) => {
    const response = await served.ask(null, address);
    expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
    ]);
    expect(await response.text()).toContain('今日');
  },
);

test('a file whose name holds its hash is kept for good, others are asked for anew', async () => {
  expect((await served.ask(null, '/assets/index-Ab12Cd34.js')).headers.get('cache-control')).toBe(
    'public, max-age=31536000, immutable',
  );
  expect((await served.ask(null, '/favicon.svg')).headers.get('cache-control')).toBe('no-cache');
});

test.each([
  ['br', 'br'],
  ['gzip', 'gzip'],
  ['gzip, br', 'br'],
  ['identity', null],
  ['br;q=0', null],
])('a browser that takes "%s" gets the twin compressed with %s', async (accepted, encoding) => {
  const response = await served.ask(null, '/assets/index-Ab12Cd34.js', { headers: { 'accept-encoding': accepted } });
  expect([
    response.status,
    response.headers.get('content-encoding'),
    response.headers.get('vary'),
    response.headers.get('content-type'),
  ]).toEqual([200, encoding, 'Accept-Encoding', 'text/javascript; charset=utf-8']);
  expect(await response.text()).toBe(SCRIPT);
});

test('a file that did not change is not sent again', async () => {
  const etag = (await served.ask(null, '/favicon.svg')).headers.get('etag') ?? '';
  expect(etag).not.toBe('');
  expect(await statusOf('/favicon.svg', { 'if-none-match': etag })).toBe(304);
  expect(await statusOf('/favicon.svg', { 'if-none-match': '"another"' })).toBe(200);
});

test.each(['/assets/index-Old00000.js', '/.env', '/%2e%2e%2fsecret.txt', '/assets/..%2f..%2fsecret.txt', '/a%00.js'])(
  '%s is not there, and no page is sent in its place',
  async (address) => {
    const response = await served.ask(null, address);
    expect([response.status, (await problemOf(response)).code]).toEqual([404, 'not-found']);
  },
);

test('a path that climbs out of the folder as it stands is not there', async () => {
  expect(await statusOf('/../secret.txt')).toBe(404);
});

test('every page carries the headers that fence it in', async () => {
  const { headers } = await served.ask(null, '/');
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy.split(';')).toEqual(
    expect.arrayContaining([
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "object-src 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ]),
  );
  expect(policy).not.toContain('upgrade-insecure-requests');
  expect([
    headers.get('x-frame-options'),
    headers.get('x-content-type-options'),
    headers.get('referrer-policy'),
    headers.get('x-powered-by'),
    headers.get('strict-transport-security'),
  ]).toEqual(['DENY', 'nosniff', 'same-origin', null, null]);
});

test('without a built dashboard the interface works and the pages say what is missing', async () => {
  const bare = await serve();
  try {
    const response = await bare.ask(null, '/');
    expect([response.status, (await problemOf(response)).code]).toEqual([503, 'not-ready']);
    expect((await bare.ask('viewer', '/api/v1/me')).status).toBe(200);
  } finally {
    await bare.close();
  }
});

/** The status of a request sent exactly as written: `fetch` tidies addresses and adds headers of its own. */
function statusOf(address: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  const { hostname, port } = new URL(served.url);
  return new Promise((resolve, reject) => {
    httpRequest({ hostname, port, path: address, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .once('error', reject)
      .end();
  });
}
