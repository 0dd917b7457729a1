import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { ANCHOR_AT } from '../../packages/platform-sandbox/test/testSandbox';
import type { NotifyTarget } from '../../src/ports/notifier';
import { closeOpened, httpFor, serve, serveRaw } from '../connectors/support/httpHarness';
import type { TestServer } from '../connectors/support/testServer';
import { CERTIFICATES } from './support/certificates';
import { MESSAGE, notifierOver, sendBy, targetOf } from './support/channelHarness';

const SECRET = '0123456789abcdef-secret';

interface Taken {
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver that takes what comes and says what it is told to. */
async function receiver(
  status = 204,
  headers: Readonly<Record<string, string>> = {},
): Promise<TestServer & { readonly taken: Taken[] }> {
  const taken: Taken[] = [];
  const server = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      taken.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
      response.writeHead(status, headers).end();
    });
  });
  return { ...server, taken };
}
const target = (origin: string, more: Partial<NotifyTarget> = {}): NotifyTarget =>
  targetOf('webhook', { secrets: { url: `${origin}/hooks?token=t`, signingSecret: SECRET }, ...more });
const sendTo = (origin: string, settings: Parameters<typeof httpFor>[1] = {}, more: Partial<NotifyTarget> = {}) =>
  sendBy(notifierOver(httpFor([origin], settings), 'webhook'), target(origin, more));

afterEach(closeOpened);

/** The receiver that the documentation tells people to write. */
type Receive = (headers: http.IncomingHttpHeaders, body: string, about: { secret: string; nowMs: number }) => number;
function documentedReceiver(): Receive {
  const page = readFileSync(path.join(__dirname, '../../docs/notify.md'), 'utf8');
  const code = /```js receiver\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const load = new Function('require', `${code}; return receive;`) as (load: NodeJS.Require) => Receive;
  return load(require);
}

describe('a receiver', () => {
  test('gets JSON that it can check: time stamp and body are signed, and every try carries the same id', async () => {
    const { origin, taken } = await receiver();
    expect(await sendTo(origin, {}, { to: '13800138000' })).toEqual({ kind: 'accepted', receipt: null });
    await sendTo(origin);
    const [first, second] = taken;
    expect(first?.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(first?.headers['x-gov-matrix-timestamp']).toBe('1792548000');
    const proof = createHmac('sha256', SECRET)
      .update(`1792548000.${first?.body ?? ''}`, 'utf8')
      .digest('hex');
    expect(first?.headers['x-gov-matrix-signature']).toBe(`v1=${proof}`);
    expect(second?.headers['x-gov-matrix-delivery']).toBe(first?.headers['x-gov-matrix-delivery']);
    expect(JSON.parse(first?.body ?? '')).toEqual({
      version: 1,
      deliveryId: '6530a1b2c3d4e5f6a7b8c9d0',
      to: '13800138000',
      language: 'zh',
      severity: 'critical',
      title: '3 个账号采集失败',
      lines: [
        { text: '县教育局微博：授权已过期', url: 'https://matrix.example.gov.cn/accounts/6530a1' },
        { text: '县卫健局公众号：授权已过期', url: null },
      ],
      more: 0,
      moreUrl: 'https://matrix.example.gov.cn/alerts?state=open',
      data: { alerts: [{ seq: 17, kind: 'source-incident' }] },
    });
  });

  test('written as the documentation says takes what is ours, in its time, and nothing else', async () => {
    const { origin, taken } = await receiver();
    await sendTo(origin);
    const { headers, body } = taken[0] ?? { headers: {}, body: '' };
    const receive = documentedReceiver();
    const about = { secret: SECRET, nowMs: ANCHOR_AT.getTime() };
    expect(receive(headers, body, about)).toBe(204);
    expect(receive(headers, `${body} `, about)).toBe(401);
    expect(receive(headers, body, { ...about, secret: 'another' })).toBe(401);
    expect(receive(headers, body, { ...about, nowMs: about.nowMs + 300_000 })).toBe(204);
    expect(receive(headers, body, { ...about, nowMs: about.nowMs + 301_000 })).toBe(401);
    expect(receive({ ...headers, 'x-gov-matrix-timestamp': undefined }, body, about)).toBe(401);
  });

  test.each([
    [200, 'accepted', undefined, undefined],
    [202, 'accepted', undefined, undefined],
    [400, 'failed', 'fix-content', 'content-malformed'],
    [401, 'failed', 'fix-configuration', 'signature-refused'],
    [403, 'failed', 'fix-configuration', 'signature-refused'],
    [404, 'failed', 'fix-configuration', 'address-unknown'],
    [405, 'failed', 'fix-configuration', 'request-refused'],
    [408, 'failed', 'reconcile', 'server-error'],
    [410, 'failed', 'fix-configuration', 'address-unknown'],
    [413, 'failed', 'fix-content', 'content-too-long'],
    [500, 'failed', 'reconcile', 'server-error'],
    [502, 'failed', 'reconcile', 'server-error'],
    [503, 'failed', 'retry-later', 'service-busy'],
  ] as const)('that says %i: %s %s %s', async (status, kind, next, code) => {
    const { origin } = await receiver(status);
    const ended = await sendTo(origin);
    expect(ended.kind).toBe(kind);
    if (next !== undefined) expect(ended).toMatchObject({ next, code });
  });

  test('that is asked too often says when it listens again', async () => {
    const { origin } = await receiver(429, { 'retry-after': '90' });
    expect(await sendTo(origin)).toEqual({
      kind: 'failed',
      next: 'retry-later',
      code: 'too-fast',
      retryAt: new Date('2026-10-21T10:01:30+08:00'),
    });
  });

  test('that redirects is not followed, wherever it leads', async () => {
    const inner = await receiver();
    const { origin } = await receiver(302, { location: `${inner.origin}/inner` });
    expect(await sendTo(origin)).toMatchObject({ next: 'fix-configuration', code: 'redirected' });
    expect(inner.taken).toEqual([]);
  });

  test('at a private address that nobody allowed gets nothing', async () => {
    const { origin, requests } = await receiver();
    const ended = await sendBy(notifierOver(httpFor([]), 'webhook'), target(origin));
    expect(ended).toMatchObject({ next: 'fix-configuration', code: 'address-private' });
    expect(requests).toEqual([]);
  });

  test('that hangs may have taken it', async () => {
    const origin = await serveRaw(() => undefined);
    expect(await sendTo(origin, { timeoutMs: 1_500 })).toMatchObject({ next: 'reconcile', code: 'answer-late' });
  });

  test('that sends more than anybody would say is cut off', async () => {
    const { origin } = await serve((_request, response) => {
      response.end(Buffer.alloc(300_000, 'x'));
    });
    expect(await sendTo(origin)).toMatchObject({ next: 'reconcile', code: 'answer-too-large' });
  });

  test('that breaks off while hands are shaken, or is given up meanwhile, was surely not reached', async () => {
    const breaking = (await serveRaw((socket) => socket.once('data', () => socket.resetAndDestroy()))).replace(
      'http:',
      'https:',
    );
    expect(await sendTo(breaking)).toMatchObject({ next: 'retry-later', code: 'host-unreachable' });
    const stopping = new AbortController();
    const silent = (
      await serveRaw((socket) => {
        socket.once('data', () => stopping.abort());
      })
    ).replace('http:', 'https:');
    const { signal } = stopping;
    expect(await sendBy(notifierOver(httpFor([silent]), 'webhook'), target(silent), { signal })).toMatchObject({
      next: 'retry-later',
      code: 'withdrawn',
    });
  });

  test('that was reached and then given up may have taken it', async () => {
    const stopping = new AbortController();
    const { origin } = await serve(() => stopping.abort());
    const { signal } = stopping;
    expect(await sendBy(notifierOver(httpFor([origin]), 'webhook'), target(origin), { signal })).toMatchObject({
      next: 'reconcile',
      code: 'connection-lost',
    });
  });

  test('that shakes no hands in time was surely not reached', async () => {
    const silent = (await serveRaw(() => undefined)).replace('http:', 'https:');
    expect(await sendTo(silent, { timeoutMs: 300 })).toMatchObject({ next: 'retry-later', code: 'connect-timeout' });
  });

  test('that is not there was surely not reached', async () => {
    const server = await receiver();
    await server.close();
    expect(await sendTo(server.origin)).toMatchObject({ next: 'retry-later', code: 'connection-refused' });
  });

  test.each([
    ['expired', 'certificate-expired'],
    ['valid', 'certificate-refused'],
  ] as const)('whose certificate is %s, by an issuer nobody trusts, is for the administrator', async (which, code) => {
    const server = https.createServer({ key: CERTIFICATES.key, cert: CERTIFICATES[which] });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      expect(await sendTo(origin)).toMatchObject({ next: 'fix-configuration', code });
    } finally {
      server.close();
    }
  });
});

test('what is longer than 256 KB loses the form for machines first, then lines, and says how many', async () => {
  const notifier = notifierOver(httpFor([]), 'webhook');
  const read = (message: typeof MESSAGE) => {
    const { text, clipped } = notifier.render(message, target('https://x.example'));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(256 * 1024);
    return { clipped, body: JSON.parse(text) as { data: unknown; lines: unknown[]; more: number } };
  };
  const heavy = read({ ...MESSAGE, data: 'x'.repeat(300_000) });
  expect(heavy).toMatchObject({ clipped: true, body: { data: null, more: 0 } });
  expect(heavy.body.lines).toHaveLength(2);
  const lines = Array.from({ length: 3000 }, () => ({ text: '政'.repeat(100), path: null }));
  const long = read({ ...MESSAGE, lines, more: 7 });
  expect(long.clipped).toBe(true);
  expect(long.body.lines.length + long.body.more).toBe(3007);
  expect(read(MESSAGE).clipped).toBe(false);
});
