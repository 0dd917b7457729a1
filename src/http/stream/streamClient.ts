import type { StreamEvents } from '../../api/events';
import { watchBacklog, type Backlog } from './backlog';
import { frameOf, joinFrames, websocketWrapping, type ReplayedAlert } from './replayFrames';
import type { StreamSocket } from './streamSocket';

export type FrameName = keyof StreamEvents;
export type FrameOf<Name extends FrameName> = Parameters<StreamEvents[Name]>[0];

/** One who listens, by whichever transport. What is sent to it goes out in order. */
export interface StreamClient {
  readonly connected: boolean;
  send<Name extends FrameName>(name: Name, frame: FrameOf<Name>): void;
  /** As `send` of each, in as few writes as the transport allows. */
  sendAlerts(alerts: readonly ReplayedAlert[]): void;
  /** Puts it among those who are told what the room is told. */
  join(room: string): void;
  leave(room: string): void;
  /** Watches what waits to be sent; `onTooMuch` is called once. */
  watch(maxChars: number, onTooMuch: () => void): Backlog;
  /** Closes behind what was sent. */
  end(): void;
  /** Closes at once, with all that waits. */
  drop(): void;
}

/** What engine.io writes to a websocket as it is, instead of the packet's data; its types do not tell of it. */
interface SentWhole {
  readonly compress?: boolean;
  readonly wsPreEncodedFrame: readonly Buffer[];
}

/** A client of socket.io. */
export function socketClient(socket: StreamSocket): StreamClient {
  const wrapping = websocketWrapping(socket.nsp.name, 'alert');
  return {
    get connected() {
      return socket.connected;
    },
    send: (name, frame) => void socket.emit(name, ...([frame] as Parameters<StreamEvents[typeof name]>)),
    sendAlerts: (alerts) => {
      const { conn } = socket;
      // What listens by polling may go over to a websocket at any time, never the other way.
      if (conn.transport.name !== 'websocket') for (const alert of alerts) socket.emit('alert', frameOf(alert));
      else conn.write('', { wsPreEncodedFrame: [joinFrames(alerts, wrapping)] } as SentWhole);
    },
    join: (room) => void socket.join(room),
    leave: (room) => void socket.leave(room),
    watch: (maxChars, onTooMuch) => watchBacklog(socket.conn, maxChars, onTooMuch),
    end: () => void socket.disconnect(true),
    drop: () => {
      socket.disconnect(true);
      socket.conn.close(true);
    },
  };
}
