import type { StreamEvents } from '../../api/events';
import type { FrameName, FrameOf } from './streamClient';
import type { StreamNamespace } from './streamSocket';

/** All who listen by one transport, by room. A frame is encoded once for all of them. */
export interface Audience {
  /** How many are in a room. */
  size(room: string): number;
  tell<Name extends FrameName>(room: string, name: Name, frame: FrameOf<Name>): void;
  tellAll<Name extends FrameName>(name: Name, frame: FrameOf<Name>): void;
}

export function socketAudience(namespace: StreamNamespace): Audience {
  return {
    size: (room) => namespace.adapter.rooms.get(room)?.size ?? 0,
    tell: (room, name, frame) =>
      void namespace.to(room).emit(name, ...([frame] as Parameters<StreamEvents[typeof name]>)),
    tellAll: (name, frame) => void namespace.emit(name, ...([frame] as Parameters<StreamEvents[typeof name]>)),
  };
}

/** Several transports as one. */
export function allOf(audiences: readonly Audience[]): Audience {
  return {
    size: (room) => audiences.reduce((sum, audience) => sum + audience.size(room), 0),
    tell: (room, name, frame) => {
      for (const audience of audiences) audience.tell(room, name, frame);
    },
    tellAll: (name, frame) => {
      for (const audience of audiences) audience.tellAll(name, frame);
    },
  };
}
