import type { AlertView } from './alerts';
import type { IsoInstant } from './wire';

/** Frames of the stream (socket.io, namespace `/stream`). */
export interface StreamSnapshot {
  readonly seq: number;
  readonly at: IsoInstant;
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Every alert and heartbeat speaks for the numbers from `coversFrom` to its `seq`: with a scope, the numbers between
 * belong to other units and were rightly not sent. While `coversFrom` is at most one more than the last number
 * received, nothing was missed.
 */
export interface StreamAlert extends AlertView {
  readonly coversFrom: number;
}

/** `at`: when the server last read the store to its end. A heartbeat is not sent while that fails. */
export interface StreamHeartbeat {
  readonly seq: number;
  readonly at: IsoInstant;
  readonly coversFrom?: number;
}

/** The client must reconnect with `since: lastSeq`: it fell behind or the server lost its place. */
export interface StreamResume {
  readonly lastSeq: number;
  readonly reason: 'too-slow' | 'server-restarting';
}

/** What the server sends, by name: both ends of the stream are typed by it. Nothing is taken from clients. */
export interface StreamEvents {
  snapshot(frame: StreamSnapshot): void;
  alert(frame: StreamAlert): void;
  heartbeat(frame: StreamHeartbeat): void;
  resume(frame: StreamResume): void;
}
