import type { StreamAlert } from '../../../src/api/events';
import { listenTo, type Listener } from '../../http/listener';

const AGAIN_MS = 200;

/** A client of the stream as clients are: where its connection ends it comes back and goes on from its last number. */
export interface Follower {
  readonly alerts: readonly StreamAlert[];
  /** Why it came back, each time. */
  readonly ends: readonly string[];
  close(): void;
}

export function followStream(url: string, token: string): Follower {
  const alerts: StreamAlert[] = [];
  const ends: string[] = [];
  let listener: Listener | null = null;
  let again: NodeJS.Timeout | undefined;
  let isClosed = false;
  const connect = (): void => {
    listener = listenTo(url, { token, since: alerts.at(-1)?.seq ?? 0 });
    const { socket } = listener;
    const comeBack = (why: string): void => {
      // What the old connection still brings is asked for anew.
      socket.removeAllListeners();
      socket.disconnect();
      if (isClosed) return;
      ends.push(why);
      clearTimeout(again);
      again = setTimeout(connect, AGAIN_MS);
    };
    socket.on('alert', (alert: StreamAlert) => alerts.push(alert));
    socket.on('resume', ({ reason }: { readonly reason: string }) => comeBack(`resume ${reason}`));
    socket.on('disconnect', (reason) => comeBack(`disconnect ${reason}`));
    socket.on('connect_error', (error) => comeBack(`refused ${error.message}`));
  };
  connect();
  return {
    alerts,
    ends,
    close: () => {
      isClosed = true;
      clearTimeout(again);
      listener?.socket.removeAllListeners();
      listener?.socket.disconnect();
    },
  };
}
