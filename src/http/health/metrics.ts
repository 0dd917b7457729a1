import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { LookLateness } from '../../domain/accounts/lateness';
import type { TriedAs } from '../../domain/notify/canary';
import type { NotificationState } from '../../domain/notify/notification';
import type { SubscriptionState } from '../../domain/webhooks/subscription';
import type { EndedOfKind, PeopleServices } from '../../services/index';
import { identifyCaller, readCredential } from '../edge/callers';
import { refuse } from '../edge/problem';

/**
 * Figures of this process in the Prometheus form. One registry a server, so that two servers in one process do not mix.
 */
export interface Metrics {
  readonly registry: Registry;
  /** Middleware: times every request by route (never by address: addresses hold ids and have no end). */
  readonly timeRequests: RequestHandler;
  readonly stream: {
    readonly clients: Gauge;
    readonly frames: Counter;
    readonly dropped: Counter<'reason'>;
    readonly seq: Gauge;
  };
}

/** A registry of its own with the process's figures, request times and the stream's counters. */
export function createMetrics({
  lookLateness,
  notifications,
  letters,
  channels,
  ended,
  subscriptions,
}: {
  readonly lookLateness: () => Promise<LookLateness>;
  /** How many there are in each state; so of the three that follow. */
  readonly notifications: () => Promise<Readonly<Partial<Record<NotificationState, number>>>>;
  readonly letters: () => Promise<Readonly<Partial<Record<NotificationState, number>>>>;
  readonly channels: () => Promise<Readonly<Partial<Record<TriedAs, number>>>>;
  /** What came to its end in the last day. */
  readonly ended: () => Promise<readonly EndedOfKind[]>;
  readonly subscriptions: () => Promise<Readonly<Partial<Record<SubscriptionState, number>>>>;
}): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'gov_matrix_' });
  const requests = new Histogram({
    name: 'gov_matrix_http_request_seconds',
    help: 'Time to answer an HTTP request.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  // Read from the store when asked: every process reports the whole office.
  const lateness = new Gauge({
    name: 'gov_matrix_look_lateness_seconds',
    help: 'How late looks of the last hour began at most, by share of looks.',
    labelNames: ['quantile'] as const,
    registers: [registry],
    collect: async () => {
      const { p50Ms, p99Ms } = await lookLateness().catch(() => ({ p50Ms: null, p99Ms: null }));
      lateness.reset();
      if (p50Ms !== null) lateness.set({ quantile: '0.5' }, p50Ms / 1000);
      if (p99Ms !== null) lateness.set({ quantile: '0.99' }, p99Ms / 1000);
    },
  });
  gaugeByState('notifications', 'Notifications of the office, by state.', notifications);
  gaugeByState('letters', 'Digests and reminders of the office, by state.', letters);
  gaugeByState('notify_channels', 'Notification channels, by what their regular trials have shown.', channels);
  const endings = new Gauge({
    name: 'gov_matrix_notifications_last_day',
    help: 'Notifications, digests and reminders that came to an end in the last 24 hours, by kind of channel.',
    labelNames: ['channel_kind', 'state'] as const,
    registers: [registry],
    collect: async () => {
      const counts = await ended().catch(() => []);
      endings.reset();
      for (const { kind, state, count } of counts) endings.set({ channel_kind: kind ?? 'removed', state }, count);
    },
  });
  gaugeByState('subscriptions', 'Receivers of the alert log by webhook, by state.', subscriptions);

  function gaugeByState(
    name: string,
    help: string,
    read: () => Promise<Readonly<Partial<Record<string, number>>>>,
  ): void {
    const gauge = new Gauge({
      name: `gov_matrix_${name}`,
      help,
      labelNames: ['state'] as const,
      registers: [registry],
      collect: async () => {
        const counts = await read().catch(() => ({}));
        gauge.reset();
        for (const [state, count] of Object.entries(counts)) gauge.set({ state }, count ?? 0);
      },
    });
  }

  return {
    registry,
    timeRequests: (request, response, next) => {
      const end = requests.startTimer();
      response.once('finish', () => {
        const route = response.locals['route'];
        end({
          method: request.method,
          route: typeof route === 'string' ? route : 'other',
          status: String(response.statusCode),
        });
      });
      next();
    },
    stream: {
      clients: new Gauge({
        name: 'gov_matrix_stream_clients',
        help: 'Clients connected to the alert stream.',
        registers: [registry],
      }),
      frames: new Counter({
        name: 'gov_matrix_stream_frames_total',
        help: 'Alert frames handed to clients.',
        registers: [registry],
      }),
      dropped: new Counter({
        name: 'gov_matrix_stream_dropped_total',
        help: 'Clients disconnected by the server.',
        labelNames: ['reason'] as const,
        registers: [registry],
      }),
      seq: new Gauge({
        name: 'gov_matrix_stream_seq',
        help: 'Number of the last alert read by the stream.',
        registers: [registry],
      }),
    },
  };
}

/** `GET /metrics`: for this machine itself, or with a token of somebody who sees the whole office. */
export function metricsHandler({ registry }: Metrics, people: Pick<PeopleServices, 'authenticate'>): RequestHandler {
  return async (request, response) => {
    if (!isThisMachine(request)) {
      const principal = await identifyCaller(
        readCredential({ headers: { authorization: request.headers.authorization } }, false),
        people,
      );
      if (principal.unitId !== null) throw refuse('forbidden', '运行指标涉及全部单位。');
    }
    response
      .set('Cache-Control', 'no-store')
      .type(registry.contentType)
      .send(await registry.metrics());
  };
}

/** A call by a reverse proxy on this machine also comes from loopback; it says so in a forwarding header. */
function isThisMachine({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): boolean {
  const forwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return !forwarded && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(socket.remoteAddress ?? '');
}
