import type { AlertView } from '../../api/alerts';
import type { StreamAlert, StreamHeartbeat, StreamSnapshot } from '../../api/events';

type LinkState = 'connecting' | 'live' | 'lost';

/**
 * What the page knows of the stream. Instants named `…At` are local monotonic milliseconds, but for `serverAt`, which
 * is the server's.
 */
export interface StreamState {
  readonly link: LinkState;
  /** Everything up to here has been received. Null before the first snapshot. */
  readonly coveredSeq: number | null;
  /** The server has said that it is this far. Beyond `coveredSeq`: something was missed and must be fetched. */
  readonly knownSeq: number;
  /** Names the history the numbers belong to. Null before the first snapshot. */
  readonly history: string | null;
  readonly serverAt: string | null;
  readonly lastFrameAt: number | null;
  readonly lostAt: number | null;
  /** Newest first, at most `KEPT_ALERTS`. */
  readonly alerts: readonly AlertView[];
}

export const KEPT_ALERTS = 200;
/** The server beats every 15 s: two beats missing is no live connection, whatever the socket says. */
export const BEAT_MISSING_MS = 35_000;
/** So long after the loss the age is amber; then the panels grey. */
export const GREY_AFTER_MS = 10_000;

export const FIRST_STREAM_STATE: StreamState = {
  link: 'connecting',
  coveredSeq: null,
  knownSeq: 0,
  history: null,
  serverAt: null,
  lastFrameAt: null,
  lostAt: null,
  alerts: [],
};

/** Is there anything between what was received and what the server says there is? */
export function hasGap(state: StreamState): boolean {
  return state.coveredSeq !== null && state.knownSeq > state.coveredSeq;
}

function heard(state: StreamState, at: string, now: number): StreamState {
  return { ...state, link: 'live', lostAt: null, lastFrameAt: now, serverAt: at };
}

/**
 * The first frame after connecting. Without a number of our own we start from the server's; with one, what lies between
 * is a gap until it arrives.
 */
export function onSnapshot(state: StreamState, frame: StreamSnapshot, now: number): StreamState {
  return {
    ...heard(state, frame.at, now),
    history: frame.history,
    coveredSeq: state.coveredSeq ?? frame.seq,
    knownSeq: Math.max(state.knownSeq, frame.seq),
  };
}

export function onHeartbeat(state: StreamState, frame: StreamHeartbeat, now: number): StreamState {
  const next = { ...heard(state, frame.at, now), knownSeq: Math.max(state.knownSeq, frame.seq) };
  return covers(state, frame.coversFrom) ? { ...next, coveredSeq: Math.max(state.coveredSeq ?? 0, frame.seq) } : next;
}

function covers(state: StreamState, from: number | undefined): boolean {
  return from !== undefined && state.coveredSeq !== null && from <= state.coveredSeq + 1;
}

/**
 * One more alert. It closes the distance only if it follows on what was received; otherwise it is kept and the gap
 * stays known.
 */
export function onAlert(state: StreamState, frame: StreamAlert, now: number): StreamState {
  const follows = covers(state, frame.coversFrom);
  return {
    ...heard(state, state.serverAt ?? frame.changedAt, now),
    coveredSeq: follows ? Math.max(state.coveredSeq ?? 0, frame.seq) : state.coveredSeq,
    knownSeq: Math.max(state.knownSeq, frame.seq),
    alerts: mergeAlerts(state.alerts, [frame]),
  };
}

/** Alerts fetched over HTTP, complete up to `upTo`. */
export function onFetched(state: StreamState, alerts: readonly AlertView[], upTo: number): StreamState {
  return {
    ...state,
    alerts: mergeAlerts(state.alerts, alerts),
    coveredSeq: Math.max(state.coveredSeq ?? 0, upTo),
    knownSeq: Math.max(state.knownSeq, upTo),
  };
}

/**
 * The server knows no such number as ours: its store was restored or replaced. What we have belongs to another history.
 */
export function onForgotten(state: StreamState): StreamState {
  return { ...state, coveredSeq: null, knownSeq: 0, history: null, alerts: [] };
}

export function onLost(state: StreamState, now: number): StreamState {
  return state.link === 'lost' ? state : { ...state, link: 'lost', lostAt: now };
}

/** Of one alert the later change counts, whichever way it came. Newest number first. */
export function mergeAlerts(known: readonly AlertView[], more: readonly AlertView[]): readonly AlertView[] {
  const byId = new Map(known.map((alert) => [alert.id, alert]));
  for (const alert of more) {
    const before = byId.get(alert.id);
    if (before === undefined || before.seq <= alert.seq) byId.set(alert.id, alert);
  }
  return [...byId.values()].sort((a, b) => b.seq - a.seq).slice(0, KEPT_ALERTS);
}

export type Freshness = 'connecting' | 'live' | 'late' | 'expired';

/**
 * May the page be believed? A silent socket counts as lost: the heartbeat is what proves the connection, not the
 * absence of an error. A connection that never came up grows old in the same way.
 */
export function freshnessOf(state: StreamState, now: number, openedAt: number): Freshness {
  const silentSince = state.lastFrameAt ?? openedAt;
  if (state.link === 'live') return lateness(now - silentSince - BEAT_MISSING_MS);
  if (state.link === 'connecting') return now - silentSince < GREY_AFTER_MS ? 'connecting' : 'expired';
  return lateness(now - (state.lostAt ?? silentSince));
}

function lateness(lateMs: number): Freshness {
  if (lateMs < 0) return 'live';
  return lateMs < GREY_AFTER_MS ? 'late' : 'expired';
}
