import type { StreamEvents } from '../../api/events';
import { watchBacklog, type Backlog } from './backlog';
import type { StreamSocket } from './streamSocket';

export type FrameName = keyof StreamEvents;
export type FrameOf<Name extends FrameName> = Parameters<StreamEvents[Name]>[0];

/** One who listens, by whichever transport. What is sent to it goes out in order. */
export interface StreamClient {
  readonly connected: boolean;
  send<Name extends FrameName>(name: Name, frame: FrameOf<Name>): void;
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

/** A client of socket.io. */
export function socketClient(socket: StreamSocket): StreamClient {
  return {
    get connected() {
      return socket.connected;
    },
    send: (name, frame) => void socket.emit(name, ...([frame] as Parameters<StreamEvents[typeof name]>)),
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
