import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { followAlerts, type Follower, type FollowLimits, type Link } from '../../src/stream-client';
import { until } from '../http/listener';

/** A server that sends what a test tells it to, whether or not that keeps the contract. */
let http: HttpServer;
let io: Server;
let url = '';
const handshakes: Record<string, unknown>[] = [];
let serve: (socket: Socket, connection: number) => void = () => undefined;
let follower: Follower | null = null;
const seen: number[] = [];
const links: Link[] = [];

beforeEach(async () => {
  for (const list of [handshakes, seen, links]) list.length = 0;
  http = createServer();
  io = new Server(http);
  io.of('/stream').on('connection', (socket) => {
    handshakes.push(socket.handshake.auth);
    serve(socket, handshakes.length);
  });
  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await follower?.close();
  await io.close();
});

function follow(limits: Partial<FollowLimits> = {}): Follower {
  follower = followAlerts({
    url,
    token: 'any',
    from: { seq: 10, history: 'h' },
    onAlert: ({ seq }) => void seen.push(seq),
    onHistoryChanged: () => undefined,
    onLink: (link) => void links.push(link),
    limits: { retryMs: 5, maxRetryMs: 20, ...limits },
  });
  return follower;
}
const snapshot = { v: 2, seq: 13, history: 'h', at: '2026-11-20T02:00:00.000Z', counts: {} };
const alert = (seq: number, coversFrom = seq): object => ({ v: 2, seq, coversFrom });

test('a number that is missing is found, and asked for by connecting again from before it', async () => {
  serve = (socket, connection) => {
    socket.emit('snapshot', snapshot);
    socket.emit('alert', alert(11));
    if (connection > 1) socket.emit('alert', alert(12));
    socket.emit('alert', alert(13));
  };
  const one = follow();
  await until('whole', () => one.position()?.seq === 13);
  expect(seen).toEqual([11, 12, 13]);
  expect(handshakes.map(({ since }) => since)).toEqual([10, 11]);
  expect(one.proof()).toMatchObject({ from: 10, to: 13, gapsClosed: 1, connections: 2 });
  expect(links).toContainEqual({ state: 'lost', code: 'gap', retryMs: 5 });
});

test('a heartbeat that speaks for less than was missed does not move the position', async () => {
  serve = (socket, connection) => {
    socket.emit('snapshot', snapshot);
    if (connection === 1) socket.emit('heartbeat', { v: 2, seq: 13, at: snapshot.at, coversFrom: 12 });
    else socket.emit('heartbeat', { v: 2, seq: 12, at: snapshot.at, coversFrom: 11 });
  };
  const one = follow();
  await until('proven', () => one.position()?.seq === 12);
  expect(one.proof()).toMatchObject({ to: 12, gapsClosed: 1 });
});

test('what comes twice is handled once', async () => {
  serve = (socket) => {
    socket.emit('snapshot', snapshot);
    for (const seq of [11, 11, 10, 12, 11]) socket.emit('alert', alert(seq));
  };
  const one = follow();
  await until('two', () => one.position()?.seq === 12);
  expect(seen).toEqual([11, 12]);
});

test('a connection that says nothing any more is left, though its socket stands', async () => {
  serve = (socket, connection) => {
    if (connection > 1) socket.emit('snapshot', snapshot);
  };
  follow({ silenceMs: 50 });
  await until('again', () => links.some(({ state }) => state === 'live'));
  expect(links).toContainEqual(expect.objectContaining({ state: 'lost', code: 'silent' }));
});

test.each([
  ['forbidden', 'forbidden'],
  ['unsupported-version', 'unsupported-version'],
  ['invalid-input', 'invalid-input'],
])('refused with %s it ends: the same question would be refused again', async (code, reason) => {
  io.of('/stream').use((_socket, next) => next(Object.assign(new Error(code), { data: { code } })));
  expect(await follow().ended).toEqual({ reason });
});

test('refused with too-many-requests it tries again, and waits longer each time up to the limit', async () => {
  let refusals = 0;
  io.of('/stream').use((_socket, next) => {
    refusals += 1;
    next(Object.assign(new Error('full'), { data: { code: 'too-many-requests' } }));
  });
  follow({ retryMs: 4, maxRetryMs: 16 });
  await until('five', () => refusals >= 5);
  const waits = links.flatMap((link) => (link.state === 'lost' ? [link.retryMs] : []));
  for (const [index, base] of [4, 8, 16, 16].entries())
    expect(Math.abs((waits[index] ?? 0) - base)).toBeLessThanOrEqual(base / 10 + 0.5);
});
