import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request, read whole. */
export interface Exchange {
  readonly method: string;
  /** Absolute, with the server's own origin. */
  readonly url: URL;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
  readonly remoteAddress: string;
}

/** What goes back. `drop` cuts the connection without a byte of answer. */
export type Reply =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string | Buffer }
  | 'drop';

export type Handler = (exchange: Exchange) => Promise<Reply> | Reply;

export interface LoopbackServer {
  readonly port: number;
  /** Requests before this get 503. */
  serve(handler: Handler): void;
  close(): Promise<void>;
}

/** Larger than any upload the platforms allow. */
const LARGEST_BODY_BYTES = 12 * 1024 * 1024;

const KEEP_ALIVE_MS = 10 * 60_000;

/** Listens on 127.0.0.1; port 0 takes a free one. Rejects with the system's error where the port is taken. */
export async function listenOnLoopback(port: number): Promise<LoopbackServer> {
  let handler: Handler | null = null;
  const server = http.createServer((request, response) => {
    answer(request, response, handler).catch(() => response.destroy());
  });
  // A connection that the server closes while the caller is picking it up looks like a refusal: on a busy machine Node's
  // five seconds of keeping alive are over before a caller's next turn. Nothing here ends by the machine's pace.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = 0;
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    serve: (next) => {
      handler = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  handler: Handler | null,
): Promise<void> {
  const body = await readBody(request);
  if (body === null) {
    response.writeHead(413, { connection: 'close' }).end();
    return;
  }
  if (handler === null) {
    response.writeHead(503).end();
    return;
  }
  const port = request.socket.localPort ?? 0;
  const reply = await handler({
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', `http://127.0.0.1:${port}`),
    headers: request.headers,
    body,
    remoteAddress: request.socket.remoteAddress ?? '127.0.0.1',
  });
  if (reply === 'drop') {
    request.socket.resetAndDestroy();
    return;
  }
  const bytes = typeof reply.body === 'string' ? Buffer.from(reply.body, 'utf8') : reply.body;
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(bytes.length) });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

async function readBody(request: http.IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LARGEST_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
