import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import path from 'node:path';
import { Server } from 'socket.io';
import type { AlertView } from '../../src/api/alerts';
import { STREAM_VERSION, type StreamAlert, type StreamHeartbeat, type StreamSnapshot } from '../../src/api/events';
import { png } from '../domain/files/fileSamples';
import { takeMockFile } from './mock/ownPosts';
import { problem, type Reply } from './mock/replies';
import { change } from './mock/changes';
import { read } from './mock/reads';
import { HISTORY, addAlert, createWorld, lastSeq, summaryOf, type MockWorld } from './mock/world';

/** The one-time link's token and the password that the mock accepts. */
export const LINK_TOKEN = 'one-time-token-for-tests';
export const PASSWORD = 'correct horse';
const COOKIE = 'gov-matrix=mock-session';

/** As strict as the real server's: what would be blocked there must fail here. */
const CONTENT_SECURITY_POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface MockServer {
  readonly url: string;
  readonly world: MockWorld;
  /** Adds an alert and sends it to every stream. */
  pushAlert(): AlertView;
  /** Adds an alert that no stream is told of: a hole that the page must find by itself. */
  hideAlert(): AlertView;
  beat(): void;
  /** Cuts every connection, as a pulled cable would, and refuses new streams until `restoreStream`. */
  dropStream(): void;
  restoreStream(): void;
  /** Fails every GET whose path begins so with a problem; null ends it. */
  failReads(prefix: string | null): void;
  /** Requests so far, as `GET /summary`. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Each frame speaks for its own number: a reader of the whole office is sent every one. */
function framed(alert: AlertView): StreamAlert {
  return { v: STREAM_VERSION, ...alert, coversFrom: alert.seq };
}

interface Conditions {
  linkUsed: boolean;
  streamOpen: boolean;
  failing: string | null;
}

async function bytesOf(request: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function bodyOf(request: http.IncomingMessage): Promise<Record<string, unknown>> {
  const bytes = await bytesOf(request);
  return bytes.length === 0 ? {} : (JSON.parse(bytes.toString('utf8')) as Record<string, unknown>);
}

function send(response: http.ServerResponse, { status, body }: Reply, cookie?: string): void {
  response.writeHead(status, {
    'content-type': status >= 400 ? 'application/problem+json' : 'application/json',
    ...(cookie === undefined ? {} : { 'set-cookie': cookie }),
  });
  response.end(status === 204 ? undefined : JSON.stringify(body));
}

function sendFile(response: http.ServerResponse, webRoot: string, asked: string): void {
  const file = path.join(webRoot, path.normalize(asked));
  const inside = file.startsWith(webRoot) && fs.existsSync(file) && fs.statSync(file).isFile();
  const shown = inside ? file : path.join(webRoot, 'index.html');
  response.writeHead(200, {
    'content-type': MEDIA_TYPES[path.extname(shown)] ?? 'application/octet-stream',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'cache-control': asked.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  response.end(fs.readFileSync(shown));
}

async function signIn(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  conditions: Conditions,
): Promise<boolean> {
  const asked = request.url ?? '';
  if (!asked.startsWith('/api/v1/sign-')) return false;
  const body = await bodyOf(request);
  const cookie = `${COOKIE}; Path=/; HttpOnly; SameSite=Strict`;
  if (asked === '/api/v1/sign-out') send(response, { status: 204, body: null }, 'gov-matrix=; Path=/; Max-Age=0');
  else if (asked === '/api/v1/sign-in')
    send(
      response,
      body['password'] === PASSWORD
        ? { status: 204, body: null }
        : problem(401, 'sign-in-failed', '请检查用户名和密码。'),
      body['password'] === PASSWORD ? cookie : undefined,
    );
  else {
    const good = body['token'] === LINK_TOKEN && !conditions.linkUsed;
    conditions.linkUsed ||= good;
    send(
      response,
      good ? { status: 204, body: null } : problem(401, 'link-used-or-expired', '请向管理员要一条新的链接。'),
      good ? cookie : undefined,
    );
  }
  return true;
}

/** Speaks the API and the stream with invented data and serves the built dashboard from `webRoot`. */
export async function startMockServer(webRoot: string, port = 0): Promise<MockServer> {
  const world = createWorld(Date.now());
  const conditions: Conditions = { linkUsed: false, streamOpen: true, failing: null };
  const requests: string[] = [];

  async function respond(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://mock');
    if (url.pathname === '/healthz') {
      const reasons = world.healthReasons.map((code) => ({ code, detail: '' }));
      send(response, { status: reasons.length === 0 ? 200 : 503, body: { reasons } });
      return;
    }
    if (!url.pathname.startsWith('/api/v1')) {
      sendFile(response, webRoot, url.pathname);
      return;
    }
    const below = url.pathname.slice('/api/v1'.length);
    requests.push(`${request.method ?? ''} ${below}${url.search}`);
    if (await signIn(request, response, conditions)) return;
    if (!(request.headers.cookie ?? '').includes(COOKIE)) {
      send(response, problem(401, 'not-signed-in', '请登录。'));
      return;
    }
    if (request.method === 'POST' && below === '/files') {
      send(response, takeMockFile(url.searchParams.get('name') ?? '', await bytesOf(request)));
      return;
    }
    if (/^\/files\/.*\/content$/.test(below)) {
      response.writeHead(200, { 'content-type': 'image/png' });
      response.end(png());
      return;
    }
    if (
      request.method === 'POST' ||
      request.method === 'PATCH' ||
      (request.method !== 'GET' && /^\/(me|courses|own-posts|interactions|emergencies|meetings)\//.test(below))
    ) {
      send(response, change(world, below, await bodyOf(request)));
      return;
    }
    if (conditions.failing !== null && below.startsWith(conditions.failing)) {
      send(response, problem(503, 'store-unavailable', '请稍后再试。'));
      return;
    }
    send(response, read(world, below, Object.fromEntries(url.searchParams)));
  }
  const server = http.createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      response.writeHead(500);
      response.end(String(error));
    });
  });

  const connections = new Set<Socket>();
  server.on('connection', (connection) => {
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
  });

  const io = new Server(server, { serveClient: false });
  const stream = io.of('/stream');
  stream.use((socket, proceed) => {
    proceed(
      conditions.streamOpen && (socket.request.headers.cookie ?? '').includes(COOKIE)
        ? undefined
        : Object.assign(new Error('not-ready'), { data: problem(503, 'not-ready', '请稍后再试。').body }),
    );
  });
  stream.on('connection', (socket) => {
    const { since } = socket.handshake.auth as { since?: number };
    const snapshot: StreamSnapshot = {
      v: STREAM_VERSION,
      history: HISTORY,
      seq: lastSeq(world),
      at: new Date().toISOString(),
      counts: { ...summaryOf(world).verdicts },
    };
    socket.emit('snapshot', snapshot);
    if (since !== undefined)
      for (const alert of world.alerts.filter((candidate) => candidate.seq > since))
        socket.emit('alert', framed(alert));
    socket.emit('heartbeat', {
      v: STREAM_VERSION,
      seq: lastSeq(world),
      at: new Date().toISOString(),
      coversFrom: (since ?? lastSeq(world)) + 1,
    } satisfies StreamHeartbeat);
  });
  const beat = (): void => {
    const seq = lastSeq(world);
    stream.emit('heartbeat', {
      v: STREAM_VERSION,
      seq,
      at: new Date().toISOString(),
      coversFrom: seq + 1,
    } satisfies StreamHeartbeat);
  };
  const beating = setInterval(beat, 15_000);

  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    world,
    requests,
    beat,
    pushAlert() {
      const alert = addAlert(world);
      stream.emit('alert', framed(alert));
      return alert;
    },
    hideAlert: () => addAlert(world),
    dropStream() {
      conditions.streamOpen = false;
      for (const connection of connections) connection.destroy();
    },
    restoreStream() {
      conditions.streamOpen = true;
    },
    failReads(prefix) {
      conditions.failing = prefix;
    },
    async close() {
      clearInterval(beating);
      await io.close();
      server.closeAllConnections();
    },
  };
}
