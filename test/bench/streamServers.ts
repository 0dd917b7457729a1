import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { startApp } from '../../src/app/app';
import { createRuntime } from '../../src/app/runtime';
import { loadConfig } from '../../src/config/config';
import type { AlertDraft } from '../../src/domain/alerts/alert';
import { alertView } from '../../src/services/toView/alertView';
import { readAlert } from '../../src/storage/alerts/alertRow';
import { alertRows } from './largeDuties';
import { COUNTIES, idOf, pathOf } from './largeIds';
import { servePart, sharedNowMs } from './part';
import type { Sent } from './streamClients';

/** What the bench may ask of either server. */
export type ServerOrder =
  | { readonly kind: 'open' }
  /** So many alerts, evenly over so long. */
  | { readonly kind: 'alerts'; readonly count: number; readonly forMs: number };

export interface Opened {
  readonly port: number;
  /** Handshakes of as many people as listen, each of whom may be connected several times. */
  readonly auths: readonly object[];
}
export interface Published {
  /** From when it was called for. */
  readonly called: readonly Sent[];
  /** From when it stood in the store and this process knew. */
  readonly stored: readonly Sent[];
  /** Processor time of the server from the first to the last, with what it does beside. */
  readonly cpuMs: number;
}

/** Told in this one: every listener is above it. */
const UNIT = COUNTIES + 1;
/** Fills an alert up to about a kilobyte as it is sent. */
const REASON = 'silence-breach'.padEnd(560, '-');
const LABEL = '省政府办公厅关于某县某局账号的情况';

function draftOf(n: number): AlertDraft {
  const at = new Date();
  return {
    cause: `bench:${process.pid}:${n}`,
    owner: `bench:${process.pid}:${n}`,
    kind: 'account-silent',
    severity: 'critical',
    subject: { accountId: idOf('account', n % 1_000), label: LABEL },
    unitId: idOf('unit', UNIT),
    unitPath: pathOf(UNIT),
    reason: REASON,
    figures: { days: 14 },
    byUnit: null,
    occurredAt: at,
  };
}

/**
 * Calls `act` so many times, evenly; what takes longer than its turn makes nobody wait. Returns the processor time it
 * took.
 */
async function evenly(
  { count, forMs }: { readonly count: number; readonly forMs: number },
  act: (n: number) => Promise<void>,
): Promise<number> {
  const before = process.cpuUsage();
  const startedAt = performance.now();
  const acts: Promise<void>[] = [];
  for (let n = 0; n < count; n += 1) {
    const waitMs = startedAt + (n * forMs) / count - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    acts.push(act(n));
  }
  await Promise.all(acts);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** The product as it serves people, with the store in the folder. */
export async function serveProduct(dataDir: string): Promise<void> {
  const config = loadConfig({ DATA_DIR: dataDir, PORT: '0', SANDBOX: 'off', LOG_LEVEL: 'error' });
  const app = await startApp(config, { role: 'web', runtime: createRuntime('error'), say: () => undefined });
  let published = 0;
  let told: (() => void)[] = [];
  app.storage.alerts.onHint(() => {
    for (const tell of told) tell();
    told = [];
  });
  const publish = async (called: Sent[], stored: Sent[]): Promise<void> => {
    const draft = draftOf((published += 1));
    const calledAtMs = sharedNowMs();
    let storedAtMs = 0;
    told.push(() => (storedAtMs = sharedNowMs()));
    await app.storage.alerts.reconcile(draft.owner, new Date(), () =>
      Promise.resolve({ wanted: [draft], endOf: () => 'updated' as const }),
    );
    const seq = await app.storage.alerts.lastSeq();
    called.push({ seq, atMs: calledAtMs });
    stored.push({ seq, atMs: storedAtMs });
  };
  /** People of the office and of three units above the one that is told of. */
  const signIn = async (n: number): Promise<object> => {
    const unitId = [null, ...pathOf(UNIT)][n % 4] ?? null;
    const { people } = app.services;
    const { id } = await people.register(
      { username: `listener-${n}`, name: `听众${n}`, role: 'viewer', unitId: unitId as never, password: null },
      'system',
    );
    const { secret } = await people.createLink(id as never);
    return { token: (await people.signInWithLink(secret)).token };
  };
  servePart<ServerOrder>(
    async (order) => {
      if (order.kind === 'open') {
        const auths: object[] = [];
        for (let n = 0; n < 60; n += 1) auths.push(await signIn(n));
        return { port: Number(new URL(app.url ?? '').port), auths } satisfies Opened;
      }
      const [called, stored]: [Sent[], Sent[]] = [[], []];
      const cpuMs = await evenly(order, () => publish(called, stored));
      return { called, stored, cpuMs } satisfies Published;
    },
    () => app.stop(),
  );
}

const PAGE = 500;

/** socket.io alone: one room, alerts from memory, and a replay in pages that wait until the one before has gone. */
export async function serveBare(replayed: number): Promise<void> {
  const now = new Date();
  const frameOf = (n: number): object => {
    const { alert } = alertRows(n, now);
    return { v: 2, ...alertView(readAlert(alert), null), coversFrom: n + 1 };
  };
  const kept = Array.from({ length: replayed }, (_, n) => frameOf(n));
  const server = http.createServer();
  const io = new Server(server, { serveClient: false });
  const stream = io.of('/stream');
  stream.on('connection', (socket) => {
    const { since } = socket.handshake.auth as { readonly since?: number };
    if (since === undefined) return void socket.join('all');
    const sendFrom = (from: number): void => {
      for (const frame of kept.slice(from, from + PAGE)) socket.emit('alert', frame);
      if (from + PAGE < kept.length) socket.conn.once('drain', () => sendFrom(from + PAGE));
    };
    sendFrom(since);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  let published = replayed;
  servePart<ServerOrder>(
    async (order) => {
      if (order.kind === 'open') return { port: (server.address() as AddressInfo).port, auths: [{}] } satisfies Opened;
      const sent: Sent[] = [];
      const cpuMs = await evenly(order, async () => {
        const seq = (published += 1);
        const { cause: _cause, owner: _owner, unitPath: _unitPath, byUnit: _byUnit, ...draft } = draftOf(seq);
        const at = new Date().toISOString();
        const frame = { v: 2, id: idOf('alert', seq), seq, change: 'opened', state: 'open', ...draft, noticedAt: at };
        sent.push({ seq, atMs: sharedNowMs() });
        stream
          .to('all')
          .emit('alert', { ...frame, changedAt: at, acknowledged: null, resolved: null, coversFrom: seq });
      });
      return { called: sent, stored: sent, cpuMs } satisfies Published;
    },
    async () => {
      await io.close();
    },
  );
}
