import { randomBytes } from 'node:crypto';
import net from 'node:net';
import { servePart, sharedNowMs } from './part';

/**
 * Lean clients of a socket.io namespace, many in one process: websockets by hand that look for the number of an alert
 * and nothing else, so that what is measured is the server.
 */

export type ClientsOrder =
  | {
      readonly kind: 'connect';
      /** Clients of one group are counted together. */
      readonly group: string;
      readonly port: number;
      readonly namespace: string;
      /** What each hands over when it connects. */
      readonly auths: readonly object[];
    }
  /** Waits until every client of the group has the alert of this number; says how late each was and what is missing. */
  | { readonly kind: 'arrivals'; readonly group: string; readonly sent: readonly Sent[]; readonly withinMs: number }
  /** Connects one client, waits for the alert of this number, and lets it go. */
  | {
      readonly kind: 'replay';
      readonly port: number;
      readonly namespace: string;
      readonly auth: object;
      readonly from: number;
      readonly to: number;
    };

export interface Sent {
  readonly seq: number;
  readonly atMs: number;
}
export interface Arrivals {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly arrived: number;
  /** Alerts that a client did not get, or got twice. */
  readonly lost: number;
}
export interface Replay {
  readonly tookMs: number;
  readonly frames: number;
  /** Whether every number came once and in order. */
  readonly whole: boolean;
}

interface Client {
  close(): void;
}

const TEXT = 1;
const PING = 0x32;
const NUMBER = Buffer.from('"seq":');
const ALERT = Buffer.from('["alert"');

/** `onAlert` is told the number of each alert as it comes; resolves once the namespace has let the client in. */
function openClient(
  { port, namespace, auth }: { readonly port: number; readonly namespace: string; readonly auth: object },
  onAlert: (seq: number) => void,
): Promise<Client> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    socket.setNoDelay(true);
    const send = (text: string): void => {
      const body = Buffer.from(text);
      const head = body.length < 126 ? [body.length | 0x80] : [126 | 0x80, body.length >> 8, body.length & 0xff];
      // A mask of zeros leaves the text as it is.
      socket.write(Buffer.concat([Buffer.from([0x80 | TEXT, ...head, 0, 0, 0, 0]), body]));
    };
    const admitted = `40${namespace},{`;
    const refused = `44${namespace},`;
    const onText = (body: Buffer): void => {
      if (body[0] === PING) return send('3');
      const at = body.indexOf(NUMBER);
      if (at > 0 && body.indexOf(ALERT) >= 0) {
        let seq = 0;
        for (let digit = at + NUMBER.length; ; digit += 1) {
          const value = (body[digit] ?? 0) - 0x30;
          if (value < 0 || value > 9) break;
          seq = seq * 10 + value;
        }
        return onAlert(seq);
      }
      const text = body.toString('utf8');
      if (text.startsWith('0{')) send(`40${namespace},${JSON.stringify(auth)}`);
      else if (text.startsWith(admitted)) resolve({ close: () => socket.destroy() });
      else if (text.startsWith(refused)) reject(new Error(text));
    };
    let waiting: Buffer = Buffer.alloc(0);
    let isOpen = false;
    socket.on('data', (chunk: Buffer) => {
      let data: Buffer = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
      if (!isOpen) {
        const end = data.indexOf('\r\n\r\n');
        if (end >= 0) {
          isOpen = true;
          data = data.subarray(end + 4);
        }
      }
      waiting = isOpen ? readFrames(data, onText) : data;
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('closed before it was let in')));
    const key = randomBytes(16).toString('base64');
    socket.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\n` +
        `Connection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    );
  });
}

/** Hands on every whole text frame and returns what is left; servers send theirs unmasked and whole. */
function readFrames(data: Buffer, onText: (body: Buffer) => void): Buffer {
  let at = 0;
  while (data.length - at >= 2) {
    const short = (data[at + 1] ?? 0) & 0x7f;
    const headBytes = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (data.length - at < headBytes) break;
    const bytes =
      short === 126 ? data.readUInt16BE(at + 2) : short === 127 ? Number(data.readBigUInt64BE(at + 2)) : short;
    if (data.length - at < headBytes + bytes) break;
    if (((data[at] ?? 0) & 0x0f) === TEXT) onText(data.subarray(at + headBytes, at + headBytes + bytes));
    at += headBytes + bytes;
  }
  return data.subarray(at);
}

interface Group {
  readonly clients: Client[];
  /** When the alert of a number came, at each client that got it. */
  readonly arrivedAtMs: Map<number, number[]>;
}

/** Connections that are opened at once: a server's queue of new ones is short. */
const CONNECTING_AT_ONCE = 50;

export function serveClients(): void {
  const groups = new Map<string, Group>();
  const groupOf = (name: string): Group => {
    const group = groups.get(name) ?? { clients: [], arrivedAtMs: new Map<number, number[]>() };
    groups.set(name, group);
    return group;
  };
  servePart<ClientsOrder>(
    async (order) => {
      if (order.kind === 'connect') return connect(groupOf(order.group), order);
      if (order.kind === 'arrivals') return readArrivals(groupOf(order.group), order);
      return replay(order);
    },
    () => Promise.resolve(),
  );
}

async function connect(
  { clients, arrivedAtMs }: Group,
  { port, namespace, auths }: Extract<ClientsOrder, { kind: 'connect' }>,
): Promise<number> {
  const startedAt = performance.now();
  const note = (seq: number): void => {
    const times = arrivedAtMs.get(seq);
    if (times === undefined) arrivedAtMs.set(seq, [sharedNowMs()]);
    else times.push(sharedNowMs());
  };
  for (let at = 0; at < auths.length; at += CONNECTING_AT_ONCE)
    clients.push(
      ...(await Promise.all(
        auths.slice(at, at + CONNECTING_AT_ONCE).map((auth) => openClient({ port, namespace, auth }, note)),
      )),
    );
  return performance.now() - startedAt;
}

async function readArrivals(
  { clients, arrivedAtMs }: Group,
  { sent, withinMs }: Extract<ClientsOrder, { kind: 'arrivals' }>,
): Promise<Arrivals> {
  const isWhole = (): boolean => sent.every(({ seq }) => (arrivedAtMs.get(seq)?.length ?? 0) >= clients.length);
  for (const startedAt = performance.now(); !isWhole() && performance.now() - startedAt < withinMs;)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const tookMs = sent.flatMap(({ seq, atMs }) => (arrivedAtMs.get(seq) ?? []).map((arrivedAt) => arrivedAt - atMs));
  const lost = sent.reduce((sum, { seq }) => sum + Math.abs(clients.length - (arrivedAtMs.get(seq)?.length ?? 0)), 0);
  arrivedAtMs.clear();
  tookMs.sort((one, other) => one - other);
  const at = (share: number): number => tookMs[Math.min(tookMs.length - 1, Math.floor(share * tookMs.length))] ?? 0;
  return { p50Ms: at(0.5), p99Ms: at(0.99), arrived: tookMs.length, lost };
}

function replay({ port, namespace, auth, from, to }: Extract<ClientsOrder, { kind: 'replay' }>): Promise<Replay> {
  const startedAt = performance.now();
  let [frames, last, whole] = [0, from, true];
  return new Promise((resolve, reject) => {
    const client = openClient({ port, namespace, auth }, (seq) => {
      frames += 1;
      whole &&= seq === last + 1;
      last = seq;
      if (seq < to) return;
      const tookMs = performance.now() - startedAt;
      void client.then(({ close }) => close());
      resolve({ tookMs, frames, whole });
    });
    client.catch(reject);
  });
}
