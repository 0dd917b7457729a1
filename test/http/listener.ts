import { io, type Socket } from 'socket.io-client';
import type { StreamAlert, StreamHeartbeat, StreamProgress, StreamResume, StreamSnapshot } from '../../src/api/events';
import type { Office } from './office';
import { tokenOf, type PersonName } from './officePeople';
import { serve, type Served, type ServeOptions } from './serve';

/** One client of the stream and everything it was told, in order. */
export interface Listener {
  readonly socket: Socket;
  readonly snapshots: StreamSnapshot[];
  readonly alerts: StreamAlert[];
  readonly beats: StreamHeartbeat[];
  readonly resumes: StreamResume[];
  readonly progress: StreamProgress[];
  readonly refusals: { readonly message: string; readonly data?: { readonly code: string; readonly field?: string } }[];
  readonly ends: string[];
}

export interface ListenOptions {
  readonly transports?: string[];
  readonly extraHeaders?: Record<string, string>;
  readonly namespace?: string;
}

/** Connects with the real client library; it does not reconnect by itself. */
export function listenTo(url: string, auth: object, more: ListenOptions = {}): Listener {
  const { transports = ['websocket'], namespace = '/stream', ...headers } = more;
  const socket = io(url + namespace, {
    auth,
    forceNew: true,
    reconnection: false,
    timeout: HANGING_MS,
    transports,
    ...headers,
  });
  const listener: Listener = {
    socket,
    snapshots: [],
    alerts: [],
    beats: [],
    resumes: [],
    progress: [],
    refusals: [],
    ends: [],
  };
  socket.on('snapshot', (frame: StreamSnapshot) => listener.snapshots.push(frame));
  socket.on('alert', (frame: StreamAlert) => listener.alerts.push(frame));
  socket.on('heartbeat', (frame: StreamHeartbeat) => listener.beats.push(frame));
  socket.on('progress', (frame: StreamProgress) => listener.progress.push(frame));
  socket.on('resume', (frame: StreamResume) => listener.resumes.push(frame));
  socket.on('connect_error', (error) => listener.refusals.push(error));
  socket.on('disconnect', (reason) => listener.ends.push(reason));
  return listener;
}

/** What a person of the office hands over. */
export function as(name: PersonName, since?: number): object {
  return { token: tokenOf(name), ...(since === undefined ? {} : { since }) };
}

/** How long to wait before saying that something never came: only against hanging. */
export const HANGING_MS = 300_000;

/** Waits for a condition; a failure names what never came. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const endsAt = performance.now() + HANGING_MS; performance.now() < endsAt;) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`never: ${what}`);
}

/** Waits until a function of the services has been called some more times: that much work has been tried since. */
export function untilCalled(office: Pick<Office, 'callsOf'>, name: string, times: number): Promise<void> {
  const before = office.callsOf(name);
  return until(`${times} calls of ${name}`, () => office.callsOf(name) >= before + times);
}

/** A client that has been served up to date is told so by a heartbeat; a refused one hears that. */
export function settled(listener: Listener): Promise<void> {
  return until('settled', () => listener.beats.length > 0 || listener.refusals.length > 0);
}

export const numbers = ({ alerts }: Listener): number[] => alerts.map(({ seq }) => seq);
export const between = (after: number, last: number): number[] =>
  Array.from({ length: last - after }, (_, index) => after + 1 + index);

/** What every client can prove for itself: each frame follows on what it had before. Answers how far the proof goes. */
export function provesWhole({ alerts, beats }: Listener, since: number): number {
  let last = since;
  for (const frame of [...alerts, ...beats].sort(
    (one, other) => one.seq - other.seq || (one.coversFrom ?? 0) - (other.coversFrom ?? 0),
  )) {
    expect(frame.coversFrom).toBeLessThanOrEqual(last + 1);
    last = Math.max(last, frame.seq);
  }
  return last;
}

/** Registers what a test file of the stream needs after each test; `start` serves, `listen` connects to it. */
export function useStream(): {
  readonly served: () => Served;
  start(options?: ServeOptions): Promise<void>;
  listen(auth: object, more?: ListenOptions): Listener;
} {
  const open: Listener[] = [];
  let running: Served | null = null;
  const served = (): Served => {
    if (running === null) throw new Error('nothing is served yet');
    return running;
  };
  afterEach(async () => {
    for (const { socket } of open.splice(0)) socket.close();
    await running?.close();
    running = null;
  });
  return {
    served,
    start: async (options) => {
      running = await serve(options);
    },
    listen: (auth, more) => {
      const listener = listenTo(served().url, auth, more);
      open.push(listener);
      return listener;
    },
  };
}
