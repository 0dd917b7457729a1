import type { Server as HttpServer } from 'node:http';
import type { RequestHandler } from 'express';
import { Server } from 'socket.io';
import { Refusal } from '../../domain/errors';
import type { Instant } from '../../domain/time/instant';
import type { Log } from '../../ports/runtime';
import type { Services } from '../../services/index';
import { describeProblem, refuse } from '../edge/problem';
import { isSameOrigin } from '../edge/sameOrigin';
import type { Metrics } from '../health/metrics';
import { admit, admitRequest, type Admission } from './admission';
import { alertLogOf, createAlertReader, type AlertReader } from './alertReader';
import { allOf, socketAudience } from './audience';
import { openConnection, type Connection, type ConnectionDeps } from './connection';
import { createEventAudience } from './eventAudience';
import { positionOf } from './eventPosition';
import { eventRequests } from './eventRequests';
import type { StreamLimits } from './limits';
import { recheckSessions } from './recheckSessions';
import { createProgressTeller } from './progress';
import { createRooms } from './rooms';
import { socketClient, type StreamClient } from './streamClient';
import type { StreamNamespace, StreamServer, StreamSocket } from './streamSocket';

export interface Stream {
  start(): void;
  /** Tells every client to resume, closes the connections and the HTTP server beneath. */
  close(): Promise<void>;
  readonly reader: Pick<AlertReader, 'head' | 'readAt'>;
  /** The same frames as server-sent events, for those who speak plain HTTP. */
  readonly events: RequestHandler;
}

export interface StreamDeps {
  readonly server: HttpServer;
  readonly services: Services;
  readonly now: () => Instant;
  readonly log: Log;
  readonly metrics: Metrics['stream'];
  readonly secureCookies: boolean;
  readonly behindProxy: boolean;
  readonly limits: StreamLimits;
}

/** What a client may send us before it is known: the handshake, and nothing larger. */
const INBOUND_MAX_BYTES = 8 * 1024;
const NAMESPACE = '/stream';

/**
 * The alert stream: socket.io, namespace `/stream`; what is sent and in which order stands in `docs/stream.md`.
 */
export function createStream(deps: StreamDeps): Stream {
  const { services, now, log, metrics, limits } = deps;
  const io: StreamServer = new Server(deps.server, {
    serveClient: false,
    maxHttpBufferSize: INBOUND_MAX_BYTES,
    connectTimeout: limits.connectTimeoutMs,
    // No cross-origin access at all: a page of another site must not ride on the cookie.
    allowRequest: (request, decide) => decide(null, isSameOrigin(request, deps.behindProxy)),
  });
  io.use((_socket, next) => next(refusalFor(refuse('not-found', '请连接 /stream。'))));
  const namespace = io.of(NAMESPACE);
  const alerts = alertLogOf(services);
  const connections = new Set<Connection>();
  const admissions = new WeakMap<StreamSocket, Admission>();
  const events = createEventAudience((name, frame) => positionOf(name, frame, reader.history()));
  const audience = allOf([socketAudience(namespace), events]);
  const rooms = createRooms({
    audience,
    alerts,
    log,
    pageSize: limits.pageSize,
    onFrames: (count) => metrics.frames.inc(count),
  });
  const reader = createAlertReader({
    alerts,
    now,
    log,
    onHistory: () => {
      for (const connection of [...connections]) connection.cut('history-changed');
    },
    pollMs: limits.pollMs,
    pageSize: limits.pageSize,
    onAlerts: async (fresh, head) => {
      metrics.seq.set(head);
      await rooms.advance(fresh, head);
    },
  });

  /** Throws `Refusal` where the position is of another history, or too many listen already. */
  const admitted = async (asking: Promise<Admission>): Promise<Admission> => {
    const admission = await asking;
    const head = reader.head();
    if (head === null) throw refuse('not-ready', '告警流正在启动。');
    // A client may be ahead of this process by an alert that another one has just written, but never of the store.
    if (admission.since !== null && admission.since > head && admission.since > (await services.views.lastSeq())) {
      throw refuse('history-changed', '连接参数中的 since 大于现有的最大序号。', { field: 'since' });
    }
    if (admission.history !== null && admission.history !== reader.history())
      throw refuse('history-changed', '连接参数中的 history 不是当前数据的历史编号。', { field: 'history' });
    if (connections.size >= limits.clients) throw refuse('too-many-requests', '告警流的连接数已满。');
    const ofPerson = [...connections].filter(
      (connection) => connection.admission.principal.personId === admission.principal.personId,
    ).length;
    if (ofPerson >= limits.clientsPerPerson)
      throw refuse('too-many-requests', `同一人最多 ${limits.clientsPerPerson} 个连接。`);
    return admission;
  };
  namespace.use((socket, next) => {
    admitted(admit(socket, services, deps.secureCookies)).then(
      (admission) => {
        admissions.set(socket, admission);
        next();
      },
      (error: unknown) => {
        if (!(error instanceof Refusal)) log.error('alert-stream-admission-failed', error);
        next(refusalFor(error));
      },
    );
  });

  const connectionDeps: ConnectionDeps = {
    reader,
    rooms,
    alerts,
    limits,
    log,
    nowIso: () => now().toISOString(),
    history: reader.history,
    onFrames: (count) => metrics.frames.inc(count),
    onCut: (reason) => metrics.dropped.inc({ reason }),
  };
  /** Returns what is called when the client has gone. */
  const serve = (client: StreamClient, admission: Admission): (() => void) => {
    const connection = openConnection(client, admission, connectionDeps);
    connections.add(connection);
    metrics.clients.set(connections.size);
    return () => {
      connections.delete(connection);
      metrics.clients.set(connections.size);
    };
  };
  namespace.on('connection', (socket) => {
    const admission = admissions.get(socket);
    if (admission === undefined) return void socket.disconnect(true);
    const left = serve(socketClient(socket), admission);
    socket.once('disconnect', left);
  });
  const handleEvents = eventRequests({
    admit: (request) => admitted(admitRequest(request, services, deps.secureCookies)),
    behindProxy: deps.behindProxy,
    onFailure: (error) => log.error('alert-stream-admission-failed', error),
    serve: (response, admission) => void response.once('close', serve(events.open(response), admission)),
  });

  let checking: Promise<void> | null = null;
  /**
   * Without a fresh read of the store there is nothing to vouch for: no heartbeat, and the pages grey by themselves.
   */
  const beat = (): void => {
    const readAt = reader.readAt();
    if (readAt !== null && now().getTime() - readAt.getTime() <= limits.heartbeatMs) rooms.beat(readAt.toISOString());
    // One at a time, however slowly the store responds.
    checking ??= recheckSessions(connections, services.people, log)
      .catch((error: unknown) => log.error('alert-stream-recheck-failed', error))
      .finally(() => {
        checking = null;
      });
  };
  const tellProgress = createProgressTeller({
    services,
    audience,
    isAlone: () => connections.size === 0,
    nowIso: connectionDeps.nowIso,
    log,
  });
  let timer: NodeJS.Timeout | undefined;
  let progressTimer: NodeJS.Timeout | undefined;
  return {
    reader,
    events: handleEvents,
    start: () => {
      reader.start();
      timer = setInterval(beat, limits.heartbeatMs);
      progressTimer = setInterval(() => void tellProgress(), limits.progressMs);
    },
    close: async () => {
      clearInterval(timer);
      clearInterval(progressTimer);
      await reader.stop();
      for (const connection of [...connections]) connection.cut('server-restarting');
      await closeServer(io, namespace);
    },
  };
}

/** The error object that socket.io hands to the client as `connect_error`, with the problem as its `data`. */
function refusalFor(error: unknown): Error {
  const refusal = error instanceof Refusal ? error : refuse('not-ready', '告警流暂不可用。');
  return Object.assign(new Error(refusal.code), { data: describeProblem(refusal, { requestId: '', isRead: true }) });
}

async function closeServer(io: StreamServer, namespace: StreamNamespace): Promise<void> {
  namespace.disconnectSockets(true);
  await io.close();
}
