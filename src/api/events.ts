import type { AlertView } from './alerts';
import type { IsoInstant } from './wire';

/** The versions of the stream's contract this server speaks, newest last. Described in `docs/stream.md`. */
export const STREAM_VERSIONS = [2] as const;
export const STREAM_VERSION = 2;

/** Stands in every frame. */
export interface StreamFrame {
  readonly v: typeof STREAM_VERSION;
}

/** Frames of the stream (socket.io, namespace `/stream`). */
export interface StreamSnapshot extends StreamFrame {
  readonly seq: number;
  /** What the number belongs to: hand it back with `since`. */
  readonly history: string;
  readonly at: IsoInstant;
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Every alert and heartbeat speaks for the numbers from `coversFrom` to its `seq`: with a scope, the numbers between
 * belong to other units and were rightly not sent. While `coversFrom` is at most one more than the last number
 * received, nothing was missed.
 */
export interface StreamAlert extends StreamFrame, AlertView {
  readonly coversFrom: number;
}

/** `at`: when the server last read the store to its end. A heartbeat is not sent while that fails. */
export interface StreamHeartbeat extends StreamFrame {
  readonly seq: number;
  readonly at: IsoInstant;
  readonly coversFrom?: number;
}

export type ProgressTopic = 'accounts' | 'policies' | 'mandates' | 'cases' | 'credentials';

/** Something of these topics went on: read again what you show of them. Without a number; a lost one is no loss. */
export interface StreamProgress extends StreamFrame {
  readonly topics: readonly ProgressTopic[];
  readonly at: IsoInstant;
}

/**
 * The client must reconnect with `since: lastSeq`: it fell behind or the server lost its place. `history-changed`: with
 * neither number nor history, because the store was restored or replaced.
 */
export interface StreamResume extends StreamFrame {
  readonly lastSeq: number;
  readonly reason: 'too-slow' | 'server-restarting' | 'history-changed';
}

/** What the server sends, by name: both ends of the stream are typed by it. Nothing is taken from clients. */
export interface StreamEvents {
  snapshot(frame: StreamSnapshot): void;
  alert(frame: StreamAlert): void;
  heartbeat(frame: StreamHeartbeat): void;
  progress(frame: StreamProgress): void;
  resume(frame: StreamResume): void;
}
