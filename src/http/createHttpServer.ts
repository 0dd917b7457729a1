import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buildApp } from './buildApp';
import { startListeningBeat } from './callbacks/listeningBeat';
import { createMetrics } from './health/metrics';
import { createPublicLimit } from './duties/publicDesk';
import { createSignInLimit } from './edge/signInLimit';
import type { HttpConfig, HttpDeps } from './httpDeps';
import { createStream } from './stream/createStream';
import { STREAM_LIMITS } from './stream/limits';

export interface Http {
  /** Rejects with the system's error when the address cannot be had (`EADDRINUSE`). */
  listen(): Promise<{ readonly url: string }>;
  /**
   * No new requests; those under way get three seconds to finish; stream clients are told to resume elsewhere or later.
   */
  close(): Promise<void>;
}

const MESSAGES_AN_HOUR = 10;
const SIGN_IN_LIMIT = { attempts: 20, windowMs: 60_000 };
/**
 * A whole request, body included, has to arrive within this time: a caller that trickles holds no connection for long.
 */
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 15_000;
const CLOSE_WITHIN_MS = 3_000;

/** The way in for people and machines: API, stream, dashboard, health and metrics on one address. */
export function createHttpServer(deps: HttpDeps): Http {
  const { services, clock, log, config } = deps;
  const now = (): Date => clock.now();
  const metrics = createMetrics({
    lookLateness: () => services.views.lookLateness(),
    notifications: () => services.notify.counts(),
    letters: () => services.letters.counts(),
    channels: () => services.notify.channelCounts(),
    ended: () => services.notify.endedCounts(),
    subscriptions: () => services.webhooks.counts(),
  });
  const signInLimit = createSignInLimit(config.signInLimit ?? SIGN_IN_LIMIT);
  const deskLimit = createPublicLimit(config.messagesAnHour ?? MESSAGES_AN_HOUR);
  // The application listens before the stream is attached: socket.io takes its own requests out of what is there by
  // then.
  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: HEADERS_TIMEOUT_MS },
    (request, response) => app(request, response),
  );
  const sockets = trackSockets(server);
  const stream = createStream({
    server,
    services,
    now,
    log,
    metrics: metrics.stream,
    secureCookies: config.secureCookies,
    behindProxy: config.trustProxyHops > 0,
    limits: { ...STREAM_LIMITS, ...config.stream },
  });
  let beat: ReturnType<typeof startListeningBeat> | null = null;
  const app = buildApp({
    ...deps,
    now,
    metrics,
    signInLimit: signInLimit.handler,
    deskLimit: deskLimit.handler,
    stream,
  });

  return {
    listen: async () => {
      await listenOn(server, config);
      stream.start();
      beat = startListeningBeat(services.credentials, log);
      return { url: urlOf(server, config.host) };
    },
    close: async () => {
      await beat?.stop();
      signInLimit.close();
      deskLimit.close();
      const forced = setTimeout(() => dropAll(sockets), config.closeWithinMs ?? CLOSE_WITHIN_MS);
      server.closeIdleConnections();
      await stream.close();
      clearTimeout(forced);
    },
  };
}

/** Every connection of the server, also those that became websockets: node's own way to close all leaves these open. */
function trackSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

function dropAll(sockets: ReadonlySet<Socket>): void {
  for (const socket of sockets) socket.destroy();
}

function listenOn(server: Server, { host, port }: HttpConfig): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** An address that a person on this machine can open: a server on all interfaces is reached by loopback. */
function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
}
