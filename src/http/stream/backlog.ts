import type { EventEmitter } from 'node:events';
import type { Socket } from 'socket.io';

/** A packet of engine.io, and what is written instead of its data to a websocket. */
interface Packet {
  readonly data?: unknown;
  readonly options?: { readonly wsPreEncodedFrame?: readonly Uint8Array[] };
}

function sizeOf({ data, options }: Packet): number {
  if (typeof data === 'string') return data.length;
  return options?.wsPreEncodedFrame?.reduce((sum, { length }) => sum + length, 0) ?? 0;
}

/** What waits to be sent to one client, in characters. */
export interface Backlog {
  size(): number;
  /** Resolves true once everything is handed to the transport, false when that takes too long or the client is gone. */
  drained(timeoutMs: number): Promise<boolean>;
}

/**
 * Watches the send buffer of a connection through the transport's own events: `packetCreate` when something is queued,
 * `flush` when the queue goes out, which happens only after what went before was sent. `onTooMuch` is called once, when
 * more than `maxChars` wait: the client does not read as fast as alerts come.
 */
export function watchBacklog(connection: Socket['conn'], maxChars: number, onTooMuch: () => void): Backlog {
  let waitingChars = 0;
  let told = false;
  connection.on('packetCreate', (packet: Packet) => {
    waitingChars += sizeOf(packet);
    if (waitingChars <= maxChars || told) return;
    told = true;
    // Later, because the packet that announces itself here is not queued yet.
    queueMicrotask(onTooMuch);
  });
  connection.on('flush', () => {
    waitingChars = 0;
  });
  return {
    size: () => waitingChars,
    drained: (timeoutMs) => (waitingChars === 0 ? Promise.resolve(true) : happens(connection, 'flush', timeoutMs)),
  };
}

/** Whether an event comes in time, and before the connection is closed. Listens to neither afterwards. */
export function happens(connection: EventEmitter, event: string, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (happened: boolean): void => {
      clearTimeout(timer);
      connection.off(event, onEvent).off('close', onClose);
      resolve(happened);
    };
    const onEvent = (): void => settle(true);
    const onClose = (): void => settle(false);
    const timer = setTimeout(() => settle(false), timeoutMs);
    connection.on(event, onEvent).on('close', onClose);
  });
}
