/** Bounds of the stream. All of them can be set by tests; the defaults serve a thousand clients on one core. */
export interface StreamLimits {
  readonly heartbeatMs: number;
  /** The store is read this often even without a hint. */
  readonly pollMs: number;
  /** How often at most clients are told that something went on. */
  readonly progressMs: number;
  readonly pageSize: number;
  /** More than this waiting for one client means that it does not keep up. An alert is about a thousand characters. */
  readonly backlogChars: number;
  /** While replaying, the client has to take what waits before it gets more than this. */
  readonly highWaterChars: number;
  readonly drainTimeoutMs: number;
  /** Between telling a slow client to resume and dropping it. */
  readonly graceMs: number;
  readonly clientsPerPerson: number;
  readonly clients: number;
  /** A connection that has not asked for the stream after this is closed. */
  readonly connectTimeoutMs: number;
}

export const STREAM_LIMITS: StreamLimits = {
  heartbeatMs: 15_000,
  pollMs: 1_000,
  progressMs: 1_000,
  pageSize: 500,
  backlogChars: 4_000_000,
  highWaterChars: 256_000,
  drainTimeoutMs: 30_000,
  graceMs: 5_000,
  clientsPerPerson: 20,
  clients: 5_000,
  connectTimeoutMs: 10_000,
};
