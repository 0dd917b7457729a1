import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { prepareLargeOffice } from './largeOffice';
import { partRole, startPart, type Part } from './part';
import { isSmallRun, median, noteRow } from './rows';
import { serveClients, type Arrivals, type ClientsOrder, type Replay, type Sent } from './streamClients';
import { serveBare, serveProduct, type Opened, type Published, type ServerOrder } from './streamServers';

/**
 * From an alert in the store to a thousand clients: `npm run bench:stream [-- clients replayed rounds]`. The product as
 * it is started, signed in to by people of the office and of three units, beside socket.io alone in the same run, in
 * turn; the clients are a process of their own. Then one client that was away takes everything, beside socket.io that
 * sends pages of 500 from memory. Everything on 127.0.0.1, in processes of their own.
 */

const CLIENTS = Number(process.argv[2] ?? 1_000);
const REPLAYED = Number(process.argv[3] ?? 100_000);
const ROUNDS = Number(process.argv[4] ?? (isSmallRun() ? 3 : 5));
const PER_SECOND = 10;
const ROUND_MS = isSmallRun() ? 3_000 : 6_000;
const WARM_UP_MS = 1_000;
const ARRIVE_WITHIN_MS = 10_000;
const NAMESPACE = '/stream';

interface Round {
  readonly cpuMs: number;
  readonly stored: Arrivals;
  readonly called: Arrivals;
}

interface Server {
  readonly name: string;
  readonly part: Part;
  readonly opened: Opened;
}

const clients = { ask: <A>(part: Part, order: ClientsOrder): Promise<A> => part.ask<A>(order) };
const order = <A>(part: Part, what: ServerOrder): Promise<A> => part.ask<A>(what);

async function open(name: string, part: Part, listeners: Part): Promise<Server> {
  const opened = await order<Opened>(part, { kind: 'open' });
  const auths = Array.from({ length: CLIENTS }, (_, n) => opened.auths[n % opened.auths.length] ?? {});
  const tookMs = await clients.ask<number>(listeners, {
    kind: 'connect',
    group: name,
    port: opened.port,
    namespace: NAMESPACE,
    auths,
  });
  console.log(`${name}: ${CLIENTS} clients connected in ${(tookMs / 1_000).toFixed(2)} s`);
  return { name, part, opened };
}

async function round({ name, part }: Server, listeners: Part, forMs: number): Promise<Round> {
  const { called, stored, cpuMs } = await order<Published>(part, {
    kind: 'alerts',
    count: Math.round((forMs / 1_000) * PER_SECOND),
    forMs,
  });
  const arrivals = (sent: readonly Sent[]): Promise<Arrivals> =>
    clients.ask(listeners, { kind: 'arrivals', group: name, sent, withinMs: ARRIVE_WITHIN_MS });
  const early = await arrivals(stored);
  const offsetMs = median(stored.map(({ atMs }, n) => atMs - (called[n]?.atMs ?? atMs)));
  return {
    cpuMs: cpuMs / stored.length,
    stored: early,
    called: { ...early, p50Ms: early.p50Ms + offsetMs, p99Ms: early.p99Ms + offsetMs },
  };
}

const shown = (values: readonly number[]): string =>
  `${median(values).toFixed(1).padStart(7)} (${Math.min(...values).toFixed(1)}–${Math.max(...values).toFixed(1)})`;

async function measureFanOut(servers: readonly Server[], listeners: Part): Promise<void> {
  const rounds = new Map<string, Round[]>(servers.map(({ name }) => [name, []]));
  for (const server of servers) await round(server, listeners, WARM_UP_MS);
  for (let n = 0; n < ROUNDS; n += 1)
    for (const server of servers) rounds.get(server.name)?.push(await round(server, listeners, ROUND_MS));
  const of = (name: string, what: (one: Round) => number): readonly number[] => (rounds.get(name) ?? []).map(what);
  const sum = (values: readonly number[]): number => values.reduce((so, one) => so + one, 0);
  for (const { name } of servers) {
    const [p50, p99] = [of(name, ({ stored }) => stored.p50Ms), of(name, ({ stored }) => stored.p99Ms)];
    const writing = of(name, ({ called }) => called.p99Ms);
    const cpu = of(name, ({ cpuMs }) => cpuMs);
    const [arrived, lost] = [of(name, ({ stored }) => stored.arrived), of(name, ({ stored }) => stored.lost)];
    console.log(
      `${name.padEnd(14)} p50 ${shown(p50)} p99 ${shown(p99)} ms, with the writing p99 ${shown(writing)} ms, ` +
        `processor time an alert ${shown(cpu)} ms; ` +
        `arrived ${sum(arrived)}, lost ${sum(lost)}`,
    );
  }
  const bare = median(of('socket.io', ({ stored }) => stored.p99Ms));
  const lost = sum(of('gov-matrix', ({ stored }) => stored.lost));
  noteRow({
    engine: `alert stored → ${CLIENTS} clients, ${PER_SECOND}/s, p99 (lost ${lost})`,
    unit: 'ms',
    floor: bare,
    peer: { name: 'socket.io', value: bare },
    ours: of('gov-matrix', ({ stored }) => stored.p99Ms),
    goal: '≤ 2 × bare, lost 0',
    limit: { is: 'at-most', value: lost === 0 ? 2 : 0, times: 'floor' },
  });
}

async function measureReplay(servers: readonly Server[], listeners: Part): Promise<void> {
  const took = new Map<string, number[]>(servers.map(({ name }) => [name, []]));
  for (let n = 0; n < ROUNDS; n += 1)
    for (const { name, opened } of servers) {
      const auth = { ...opened.auths[0], since: 0 };
      const { tookMs, frames, whole } = await clients.ask<Replay>(listeners, {
        kind: 'replay',
        port: opened.port,
        namespace: NAMESPACE,
        auth,
        from: 0,
        to: REPLAYED,
      });
      if (!whole || frames < REPLAYED) throw new Error(`${name}: ${frames} of ${REPLAYED} came, whole: ${whole}`);
      took.get(name)?.push(tookMs);
    }
  for (const [name, values] of took) console.log(`${name.padEnd(14)} replay of ${REPLAYED}: ${shown(values)} ms`);
  const seconds = (name: string): readonly number[] => (took.get(name) ?? []).map((ms) => ms / 1_000);
  const bare = median(seconds('socket.io'));
  noteRow({
    engine: `replay of ${REPLAYED} alerts`,
    unit: 's',
    floor: bare,
    peer: { name: 'socket.io', value: bare },
    ours: seconds('gov-matrix'),
    // 1.5 s for 100,000, where bare socket.io took 0.96 s.
    goal: '≤ 1.6 × bare, from memory',
    limit: { is: 'at-most', value: 1.6, times: 'floor' },
  });
}

async function measure(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-stream-'));
  const dataDir = path.join(folder, 'data');
  await prepareLargeOffice(dataDir, { accounts: 300, posts: 0, mandates: 0, policies: 0, alerts: REPLAYED, looks: 0 });
  const parts = [
    startPart(__filename, 'clients'),
    startPart(__filename, 'product', [dataDir]),
    startPart(__filename, 'bare', [String(REPLAYED)]),
  ] as const;
  try {
    const [listeners, product, bare] = parts;
    const servers = [await open('gov-matrix', product, listeners), await open('socket.io', bare, listeners)];
    await measureFanOut(servers, listeners);
    await measureReplay(servers, listeners);
  } finally {
    for (const part of parts) await part.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const [first = ''] = process.argv.slice(2);
const ROLES: Readonly<Record<string, () => unknown>> = {
  clients: serveClients,
  product: () => serveProduct(first),
  bare: () => serveBare(Number(first)),
};
void (ROLES[partRole() ?? ''] ?? measure)();
