import { io, type Socket } from 'socket.io-client';
import type { ProgressTopic, StreamAlert, StreamEvents, StreamFrame, StreamSnapshot } from '../api/events';
import { placeOf, type CoverageProof, type Position } from './coverage';
import { createFrameQueue } from './frameQueue';

/** The version of the contract this client speaks. */
const STREAM_VERSION: StreamFrame['v'] = 2;

export type Link =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  /** `code`: of the problem the server answered with, or what the network said. Tried again after `retryMs`. */
  | { readonly state: 'lost'; readonly code: string; readonly retryMs: number };

/**
 * Why following has ended. `handler-failed`: one of the handlers threw, or its promise was rejected. Where that is
 * `onAlert` the position stands before that alert, so that it comes again to whoever follows from there. The others are answers of the server that trying again cannot change.
 */
export type End =
  | { readonly reason: 'closed' | 'not-signed-in' | 'forbidden' | 'unsupported-version' | 'invalid-input' }
  | { readonly reason: 'handler-failed'; readonly error: unknown };

export interface FollowLimits {
  /** The server beats every 15 s: so long without any frame is no connection, whatever the socket says. */
  readonly silenceMs: number;
  /** First wait after a lost connection; doubled up to `maxRetryMs`, a tenth to and fro. */
  readonly retryMs: number;
  readonly maxRetryMs: number;
  /** Frames received and not handled yet; beyond it the client leaves and comes back when it has handled them. */
  readonly waitingFrames: number;
}

const LIMITS: FollowLimits = { silenceMs: 35_000, retryMs: 500, maxRetryMs: 30_000, waitingFrames: 500 };

export interface FollowOptions {
  /** Where the service is, e.g. `https://gov-matrix.example.gov.cn`. */
  readonly url: string;
  /** An access token, or how to get one: asked before every connection. */
  readonly token: string | (() => string | Promise<string>);
  /** The position that was kept last. Null: from now on. */
  readonly from: Position | null;
  /**
   * Every change of an alert, in order, each once for as long as the follower lives; waited for before the next one.
   * Keep `position` together with what you made of the alert: then nothing is missed or done twice when your program is
   * started anew.
   */
  readonly onAlert: (alert: StreamAlert, position: Position) => void | Promise<void>;
  /** The store was restored or replaced: numbers of before mean nothing now. Forget what was kept. Goes on from now. */
  readonly onHistoryChanged: (before: Position) => void | Promise<void>;
  /** The first frame of each connection. */
  readonly onSnapshot?: (snapshot: StreamSnapshot) => void;
  /** Something of these topics went on without an alert. A lost one is no loss. */
  readonly onProgress?: (topics: readonly ProgressTopic[]) => void;
  readonly onLink?: (link: Link) => void;
  readonly limits?: Partial<FollowLimits>;
}

export interface Follower {
  /** Null until the first connection has said where "now" is. */
  position(): Position | null;
  /** What shows that nothing was missed; null like `position`. */
  proof(): CoverageProof | null;
  /** Resolves when following has ended and the handler that ran is through. Never rejects. */
  readonly ended: Promise<End>;
  /** Ends it; what was received and not handled stays with the server. */
  close(): Promise<void>;
}

/** Refusals that the same question brings again. */
const FINAL_REFUSALS = ['not-signed-in', 'forbidden', 'unsupported-version', 'invalid-input'] as const;
type FinalRefusal = (typeof FINAL_REFUSALS)[number];

/** `spoken`: a heartbeat; `at` is when the server had read its store to the end and there was nothing after `seq`. */
type Item =
  | { readonly kind: 'alert'; readonly frame: StreamAlert }
  | { readonly kind: 'spoken'; readonly seq: number; readonly at: string };

/**
 * Follows the alerts of an office (docs/stream.md): connects again from where the caller is, notices a foreign history,
 * and proves from the numbers of the frames that nothing was missed. Holds at most `waitingFrames` in memory.
 */
export function followAlerts(options: FollowOptions): Follower {
  const limits: FollowLimits = { ...LIMITS, ...options.limits };
  let position = options.from;
  let receivedTo = options.from?.seq ?? 0;
  let began: Position | null = options.from;
  const counts = { alertsHandled: 0, connections: 0, gapsClosed: 0 };
  let provenAt: string | null = null;
  let failures = 0;
  let isClosed = false;
  let silence: NodeJS.Timeout | undefined;
  let retry: NodeJS.Timeout | undefined;
  let settle: (end: End) => void = () => undefined;
  const ended = new Promise<End>((resolve) => {
    settle = resolve;
  });

  const queue = createFrameQueue<Item>({
    limit: limits.waitingFrames,
    handle: async (item) => {
      const seq = item.kind === 'alert' ? item.frame.seq : item.seq;
      const reached: Position = { seq, history: position?.history ?? '' };
      if (item.kind === 'alert') {
        await options.onAlert(item.frame, reached);
        counts.alertsHandled += 1;
      }
      if (item.kind === 'spoken') provenAt = item.at;
      position = reached;
    },
    onFailure: (error) => void end({ reason: 'handler-failed', error }),
  });

  const socket: Socket<StreamEvents> = io(new URL('/stream', options.url).href, {
    autoConnect: false,
    // The waits between connections are ours: a refusal, a restart and a lost network ask for different ones.
    reconnection: false,
    forceNew: true,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    timeout: 10_000,
    auth: (give) => void handshake().then(give, () => leave('no-token', patienceMs())),
  });

  async function handshake(): Promise<object> {
    const token = typeof options.token === 'string' ? options.token : await options.token();
    return {
      v: STREAM_VERSION,
      token,
      ...(position === null ? {} : { since: position.seq, history: position.history }),
    };
  }

  async function end(how: End): Promise<void> {
    if (isClosed) return;
    isClosed = true;
    clearTimeout(silence);
    clearTimeout(retry);
    queue.stop();
    socket.close();
    await queue.idle();
    settle(how);
  }

  /** What the caller is told of beside alerts: not waited for. False: the handler threw, which ends it. */
  function tell(handler: () => unknown): boolean {
    const fail = (error: unknown): void => void end({ reason: 'handler-failed', error });
    try {
      const told = handler();
      if (told instanceof Promise) told.catch(fail);
      return true;
    } catch (error) {
      fail(error);
      return false;
    }
  }

  /** Everything received is handled first, so that the next connection asks for what follows on it. */
  async function connect(): Promise<void> {
    await queue.idle();
    if (isClosed) return;
    receivedTo = position?.seq ?? 0;
    if (!tell(() => options.onLink?.({ state: 'connecting' }))) return;
    heard();
    socket.connect();
  }

  function connectAgain(code: string, waitMs: number): void {
    if (isClosed) return;
    clearTimeout(silence);
    clearTimeout(retry);
    if (!tell(() => options.onLink?.({ state: 'lost', code, retryMs: waitMs }))) return;
    retry = setTimeout(() => void connect(), waitMs);
  }

  /** Doubled with each failure, and not the same for all clients of a server that comes back. */
  function patienceMs(): number {
    failures += 1;
    const waitMs = Math.min(limits.maxRetryMs, limits.retryMs * 2 ** (failures - 1));
    return Math.round(waitMs * (0.9 + Math.random() * 0.2));
  }

  /** Leaves a connection that still stands; `disconnect` of our own tells nobody, so what follows is said here. */
  function leave(code: string, waitMs: number): void {
    socket.disconnect();
    connectAgain(code, waitMs);
  }

  function heard(): void {
    clearTimeout(silence);
    silence = setTimeout(() => leave('silent', patienceMs()), limits.silenceMs);
  }

  async function forget(code: string): Promise<void> {
    socket.disconnect();
    clearTimeout(silence);
    await queue.idle();
    if (isClosed) return;
    const before = position;
    position = null;
    began = null;
    receivedTo = 0;
    provenAt = null;
    // What is proven from here on is of another history: nothing of the former one is counted with it.
    Object.assign(counts, { alertsHandled: 0, connections: 0, gapsClosed: 0 });
    try {
      if (before !== null) await options.onHistoryChanged(before);
    } catch (error) {
      return end({ reason: 'handler-failed', error });
    }
    connectAgain(code, patienceMs());
  }

  /** Takes a frame that speaks for numbers into the queue, if it follows on what was received. */
  function take(frame: { readonly seq: number; readonly coversFrom?: number }, item: Item): void {
    heard();
    const place = placeOf(frame, receivedTo);
    // A heartbeat over what was received already is taken too, for its time: handled when those before it are.
    if (place === 'known' && item.kind === 'alert') return;
    if (place === 'known' && frame.seq < receivedTo) return;
    if (place === 'gap') {
      counts.gapsClosed += 1;
      return leave('gap', limits.retryMs);
    }
    if (!queue.add(item)) return leave('behind', limits.retryMs);
    receivedTo = frame.seq;
  }

  socket.on('snapshot', (frame) => {
    failures = 0;
    counts.connections += 1;
    heard();
    if (position === null) {
      position = { seq: frame.seq, history: frame.history };
      receivedTo = frame.seq;
    }
    began ??= position;
    if (tell(() => options.onLink?.({ state: 'live' }))) tell(() => options.onSnapshot?.(frame));
  });
  socket.on('alert', (frame) => take(frame, { kind: 'alert', frame }));
  socket.on('heartbeat', (frame) => {
    take(frame, { kind: 'spoken', seq: frame.seq, at: frame.at });
  });
  socket.on('progress', ({ topics }) => {
    heard();
    tell(() => options.onProgress?.(topics));
  });
  socket.on('resume', ({ reason }) => {
    if (reason === 'history-changed') void forget(reason);
    else leave(reason, patienceMs());
  });
  socket.on('disconnect', (reason) => {
    // Of our own leaving: what comes next was said there.
    if (reason !== 'io client disconnect') connectAgain(reason, patienceMs());
  });
  socket.on('connect_error', (error) => {
    const code = (error as Error & { data?: { code?: unknown } }).data?.code;
    if (code === 'history-changed') return void forget(code);
    if (FINAL_REFUSALS.includes(code as FinalRefusal)) return void end({ reason: code as FinalRefusal });
    connectAgain(typeof code === 'string' ? code : 'unreachable', patienceMs());
  });
  void connect();

  return {
    position: () => position,
    proof: () =>
      began === null || position === null
        ? null
        : { history: position.history, from: began.seq, to: position.seq, ...counts, provenAt },
    ended,
    close: async () => {
      await end({ reason: 'closed' });
      await ended;
    },
  };
}
