import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { createOutboundSockets } from '../../../src/connectors/outbound/outboundSockets';
import type { SocketAnswer } from '../../../src/connectors/outbound/outboundSockets';

/** Connections to mail servers: the rules of every other call. */
let server: net.Server;
let port: number;
const seen: net.Socket[] = [];

beforeAll(async () => {
  server = net.createServer((socket) => {
    seen.push(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  for (const socket of seen) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

const open = (
  host: string,
  more: { readonly allowed?: readonly string[]; readonly signal?: AbortSignal; readonly port?: number } = {},
): Promise<SocketAnswer> =>
  createOutboundSockets({ connectTimeoutMs: 60_000, allowedPrivateOrigins: more.allowed ?? [] })({
    host,
    port: more.port ?? port,
    signal: more.signal ?? new AbortController().signal,
  });
/** How it ended; a socket is closed again. */
const endOf = (answer: SocketAnswer): string => {
  if (answer.kind === 'fault') {
    expect(answer.fault.mayHaveBeenSent).toBe(false);
    return answer.fault.code;
  }
  answer.socket.destroy();
  return 'socket';
};

test.each([
  ['127.0.0.1', [], 'private-address'],
  ['localhost', [], 'private-address'],
  ['10.1.2.3', [], 'private-address'],
  ['fd00::1', [], 'private-address'],
  ['127.0.0.1', ['smtp://127.0.0.1:PORT'], 'socket'],
  ['LocalHost', ['smtp://localhost:PORT'], 'socket'],
  ['localhost', ['smtp://LocalHost:PORT/'], 'socket'],
  ['localhost', ['smtp://127.0.0.1:PORT'], 'private-address'],
  ['127.0.0.1', ['smtp://127.0.0.1:1'], 'private-address'],
  ['127.0.0.1', ['http://127.0.0.1:PORT'], 'private-address'],
  ['no such host', [], 'bad-url'],
])('%s with %j allowed: %s', async (host, origins, expected) => {
  const allowed = origins.map((origin) => origin.replace('PORT', String(port)));
  expect(endOf(await open(host, { allowed }))).toBe(expected);
});

test('what is aborted, before or meanwhile, opens nothing', async () => {
  const allowed = [`smtp://127.0.0.1:${port}`];
  expect(endOf(await open('127.0.0.1', { allowed, signal: AbortSignal.abort() }))).toBe('aborted');
  const stopping = new AbortController();
  const opening = open('127.0.0.1', { allowed, signal: stopping.signal });
  stopping.abort();
  expect(endOf(await opening)).toBe('aborted');
});

test('a port where nobody listens refuses', async () => {
  const free = net.createServer();
  await new Promise<void>((resolve) => {
    free.listen(0, '127.0.0.1', () => resolve());
  });
  const closed = (free.address() as AddressInfo).port;
  await new Promise((resolve) => free.close(resolve));
  const allowed = [`smtp://127.0.0.1:${closed}`];
  expect(endOf(await open('127.0.0.1', { allowed, port: closed }))).toBe('connection-refused');
});
