import { setTimeout as pause } from 'node:timers/promises';
import { STREAM_VERSION, type StreamHeartbeat, type StreamResume, type StreamSnapshot } from '../../api/events';
import type { Admission } from './admission';
import type { AlertLog, AlertReader } from './alertReader';
import { createCatchUp } from './catchUp';
import type { StreamLimits } from './limits';
import type { Rooms } from './rooms';
import type { StreamClient } from './streamClient';
import type { Log } from '../../ports/runtime';

export type CutReason = StreamResume['reason'] | 'not-signed-in';

export interface ConnectionDeps {
  readonly reader: AlertReader;
  readonly rooms: Rooms;
  readonly alerts: AlertLog;
  readonly limits: StreamLimits;
  readonly log: Log;
  readonly nowIso: () => string;
  /** Which history the numbers belong to. */
  readonly history: () => string;
  readonly onFrames: (count: number) => void;
  readonly onCut: (reason: CutReason) => void;
}

/** One client of the stream from its first frame to its last. */
export interface Connection {
  readonly admission: Admission;
  cut(reason: CutReason): void;
}

/** While the store brings a room up to date, a client that is already further waits this long before it looks again. */
const WAIT_MS = 50;

/**
 * Serves a client: snapshot, then everything after `since` from the store, then live. It goes live in the same turn of
 * the event loop in which it is found to have everything, so that no alert falls between.
 */
export function openConnection(client: StreamClient, admission: Admission, deps: ConnectionDeps): Connection {
  const { reader, rooms, limits, nowIso } = deps;
  const { principal } = admission;
  let position = admission.since ?? reader.head() ?? 0;
  let isLive = false;
  let isCut = false;

  const cut = (reason: CutReason): void => {
    if (isCut || !client.connected) return;
    isCut = true;
    deps.onCut(reason);
    const lastSeq = isLive ? (rooms.spokenTo(principal) ?? position) : position;
    rooms.leave(client, principal);
    if (reason !== 'not-signed-in')
      client.send('resume', { v: STREAM_VERSION, lastSeq, reason } satisfies StreamResume);
    if (reason !== 'too-slow') {
      client.end();
      return;
    }
    // It does not read, so it may not read this either: after a while the connection is dropped with all that waits in
    // it.
    setTimeout(() => client.drop(), limits.graceMs).unref();
  };

  const backlog = client.watch(limits.backlogChars, () => cut('too-slow'));
  const sendPage = createCatchUp({
    client,
    principal,
    backlog,
    alerts: deps.alerts,
    pageSize: limits.pageSize,
    highWaterChars: limits.highWaterChars,
    drainTimeoutMs: limits.drainTimeoutMs,
    onFrames: deps.onFrames,
  });

  const serve = async (): Promise<void> => {
    const from = position;
    client.send('snapshot', {
      v: STREAM_VERSION,
      history: deps.history(),
      seq: reader.head() ?? position,
      at: nowIso(),
      counts: admission.counts,
    } satisfies StreamSnapshot);
    while (client.connected && !isCut) {
      const target = rooms.position(principal, reader.head() ?? position);
      if (position === target) {
        rooms.join(client, principal, position);
        isLive = true;
        client.send('heartbeat', {
          v: STREAM_VERSION,
          seq: position,
          at: nowIso(),
          coversFrom: from + 1,
        } satisfies StreamHeartbeat);
        return;
      }
      if (position > target) {
        await pause(WAIT_MS);
        continue;
      }
      const reached = await sendPage(position, target);
      if (reached === 'gone') return;
      if (reached === 'too-slow') return cut('too-slow');
      position = reached;
    }
  };

  serve().catch((error: unknown) => {
    deps.log.error('alert-stream-replay-failed', error, { position });
    cut('server-restarting');
  });
  return { admission, cut };
}
