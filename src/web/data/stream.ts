import { io, type Socket } from 'socket.io-client';
import type { AlertListView, AlertView } from '../../api/alerts';
import type { ProgressTopic, StreamEvents, StreamFrame } from '../../api/events';
import { ApiFailure, queryText, readApi } from './api';
import {
  FIRST_STREAM_STATE,
  hasGap,
  onAlert,
  onFetched,
  onForgotten,
  onHeartbeat,
  onLost,
  onSnapshot,
  type StreamState,
} from './streamState';

/** The version of the contract this page speaks. */
const STREAM_VERSION: StreamFrame['v'] = 2;
const FETCH_LIMIT = 200;
/** A gap larger than this many pages is not replayed into the page: the lists show it, newest first. */
const FETCH_PAGES = 5;
const GAP_RETRY_MS = 3_000;
/** The replay of the stream itself may still be on its way: wait for it before asking over HTTP. */
const GAP_PATIENCE_MS = 1_500;

/** The live connection of the page: one for the life of a session. */
export interface Stream {
  state(): StreamState;
  subscribe(listener: () => void): () => void;
  /** Called when something went on that is no alert. */
  onProgress(listener: (topics: readonly ProgressTopic[]) => void): () => void;
  /** Called for every change of an alert that was not known, also those fetched to close a gap. */
  onHint(listener: (alert: AlertView) => void): () => void;
  close(): void;
  /** Local monotonic instant at which the stream was opened. */
  readonly openedAt: number;
}

/**
 * Connects to `/stream`, verifies that no number is missing and fetches over HTTP what is. Reconnects by itself for as
 * long as the page lives. `onRefused`: the server does not accept the session any more.
 */
export function openStream(onRefused: () => void): Stream {
  let state: StreamState = FIRST_STREAM_STATE;
  const listeners = new Set<() => void>();
  const hintListeners = new Set<(alert: AlertView) => void>();
  const progressListeners = new Set<(topics: readonly ProgressTopic[]) => void>();
  let gapTimer: number | undefined;
  let closed = false;
  const openedAt = performance.now();

  function become(next: StreamState): void {
    const known = new Set(state.alerts.map((alert) => alert.seq));
    const fresh = next.alerts.filter((alert) => !known.has(alert.seq));
    state = next;
    for (const listener of listeners) listener();
    for (const alert of fresh) for (const hint of hintListeners) hint(alert);
    if (hasGap(state) && gapTimer === undefined && !closed)
      gapTimer = window.setTimeout(() => void closeGap(), GAP_PATIENCE_MS);
  }

  async function closeGap(): Promise<void> {
    try {
      for (let read = 0; read < FETCH_PAGES && hasGap(state) && !closed; read += 1) {
        const upTo = state.knownSeq;
        const page = await readApi<AlertListView>(
          `/alerts${queryText({ since: state.coveredSeq, history: state.history, limit: FETCH_LIMIT })}`,
        );
        const last = page.items.at(-1);
        const complete = page.items.length < FETCH_LIMIT || last === undefined;
        become(onFetched(state, page.items, complete ? Math.max(upTo, last?.seq ?? 0) : last.seq));
      }
      if (hasGap(state) && !closed) become(onFetched(state, [], state.knownSeq));
      gapTimer = undefined;
    } catch (error) {
      if (error instanceof ApiFailure && error.code === 'history-changed') {
        gapTimer = undefined;
        become(onForgotten(state));
        return;
      }
      // The gap stays known; whether the server can be reached at all is what the heartbeat shows.
      gapTimer = closed ? undefined : window.setTimeout(() => void closeGap(), GAP_RETRY_MS);
    }
  }

  const socket: Socket<StreamEvents> = io('/stream', {
    // A function, so that every reconnection asks to go on from the newest number and not from the first.
    auth: (give) =>
      give({
        v: STREAM_VERSION,
        ...(state.coveredSeq === null ? {} : { since: state.coveredSeq }),
        ...(state.coveredSeq === null || state.history === null ? {} : { history: state.history }),
      }),
    withCredentials: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    timeout: 10_000,
  });
  socket.on('snapshot', (frame) => become(onSnapshot(state, frame, performance.now())));
  socket.on('alert', (frame) => become(onAlert(state, frame, performance.now())));
  socket.on('heartbeat', (frame) => become(onHeartbeat(state, frame, performance.now())));
  socket.on('progress', ({ topics }) => {
    for (const listener of progressListeners) listener(topics);
  });
  socket.on('resume', (frame) => {
    if (frame.reason === 'history-changed') become(onForgotten(state));
    // We fell behind or the server restarts: connect anew from what we really have.
    become(onLost(state, performance.now()));
    socket.disconnect();
    window.setTimeout(
      () => {
        if (!closed) socket.connect();
      },
      frame.reason === 'server-restarting' ? 2_000 : 200,
    );
  });
  socket.on('disconnect', (reason) => {
    become(onLost(state, performance.now()));
    // The server closed it on purpose; the client library does not reconnect by itself then.
    if (reason === 'io server disconnect' && !closed)
      window.setTimeout(() => {
        if (!closed && !socket.active) socket.connect();
      }, 1_000);
  });
  socket.on('connect_error', (error) => {
    if (state.link !== 'connecting') become(onLost(state, performance.now()));
    if (socket.active) return;
    // Refused by the server, not by the network: ask whether the session still holds, and keep trying meanwhile.
    const code = refusalCode(error);
    if (code === 'not-signed-in') onRefused();
    if (code === 'history-changed') become(onForgotten(state));
    window.setTimeout(() => {
      if (!closed && !socket.active) socket.connect();
    }, 5_000);
  });

  return {
    openedAt,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onHint(listener) {
      hintListeners.add(listener);
      return () => hintListeners.delete(listener);
    },
    onProgress(listener) {
      progressListeners.add(listener);
      return () => progressListeners.delete(listener);
    },
    close() {
      closed = true;
      window.clearTimeout(gapTimer);
      listeners.clear();
      hintListeners.clear();
      progressListeners.clear();
      socket.close();
    },
  };
}

/** The code of the problem with which the server refused the connection; null where it was no refusal. */
function refusalCode(error: Error): string | null {
  const code = (error as Error & { data?: { code?: unknown } }).data?.code;
  return typeof code === 'string' ? code : null;
}
