import type { Principal } from '../../domain/people/role';
import { STREAM_VERSION, type StreamAlert } from '../../api/events';
import type { AlertLog } from './alertReader';
import type { Backlog } from './backlog';
import type { StreamSocket } from './streamSocket';

export interface CatchUp {
  readonly socket: Pick<StreamSocket, 'connected' | 'emit'>;
  readonly principal: Principal;
  readonly backlog: Backlog;
  readonly alerts: AlertLog;
  readonly pageSize: number;
  /** How much may wait to be sent before the client has to take it. */
  readonly highWaterChars: number;
  readonly drainTimeoutMs: number;
  readonly onFrame: () => void;
}

/**
 * Sends one page of what lies after `position`, no further than `target`, as fast as the client takes it. Returns how
 * far the client is then, or why it cannot go on. The frames cover every number between, also those of other units.
 */
export async function sendPage(
  client: CatchUp,
  position: number,
  target: number,
): Promise<number | 'gone' | 'too-slow'> {
  const { socket, principal, backlog, alerts, pageSize } = client;
  const page = await alerts.since(position, pageSize, principal);
  let spokenTo = position;
  for (const alert of page) {
    if (alert.seq > target) break;
    if (!socket.connected) return 'gone';
    const frame: StreamAlert = { v: STREAM_VERSION, ...alert, coversFrom: spokenTo + 1 };
    socket.emit('alert', frame);
    client.onFrame();
    spokenTo = alert.seq;
    if (backlog.size() > client.highWaterChars && !(await backlog.drained(client.drainTimeoutMs)))
      return socket.connected ? 'too-slow' : 'gone';
  }
  // Before the next page is read from the store, this one must be on its way: the store never outruns the client.
  if (!(await backlog.drained(client.drainTimeoutMs))) return socket.connected ? 'too-slow' : 'gone';
  return page.length < pageSize ? target : Math.min(target, page.at(-1)?.seq ?? target);
}
