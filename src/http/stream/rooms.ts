import type { Principal } from '../../domain/people/role';
import type { AlertView } from '../../api/alerts';
import { STREAM_VERSION, type StreamAlert, type StreamHeartbeat } from '../../api/events';
import type { IsoInstant } from '../../api/wire';
import type { Log } from '../../ports/runtime';
import type { AlertLog } from './alertReader';
import type { StreamNamespace, StreamSocket } from './streamSocket';

/**
 * Everybody who sees the same subtree listens in one room, so that a frame is made and encoded once for all of them.
 * `coveredTo`: every alert of the room up to here was sent. `spokenTo`: the last number the room was told, by an alert
 * or a heartbeat; the next frame speaks for the numbers after it.
 */
interface Room {
  readonly name: string;
  readonly reader: Principal;
  coveredTo: number;
  spokenTo: number;
}

export interface Rooms {
  /** How far the clients of this scope have been served; clients who catch up go to here and then join. */
  position(principal: Principal, head: number): number;
  /** Puts a client that has everything up to `position` among the live ones. Returns the name of its room. */
  join(socket: StreamSocket, principal: Principal, position: number): void;
  leave(socket: StreamSocket, principal: Principal): void;
  /** The number the room of this scope was told last; null when nobody is in it. */
  spokenTo(principal: Principal): number | null;
  /** Sends new alerts to every room; a room whose alerts cannot be read now stays behind and is tried again. */
  advance(alerts: readonly AlertView[], head: number): Promise<void>;
  /** Tells every room how far it is. */
  beat(at: IsoInstant): void;
}

export interface RoomsDeps {
  readonly namespace: StreamNamespace;
  readonly alerts: AlertLog;
  readonly log: Log;
  readonly pageSize: number;
  readonly onFrames: (count: number) => void;
}

/** Rooms come with their first client and go when an advance finds them empty. */
export function createRooms({ namespace, alerts, log, pageSize, onFrames }: RoomsDeps): Rooms {
  const rooms = new Map<string, Room>();
  const clientsIn = (room: Room): number => namespace.adapter.rooms.get(room.name)?.size ?? 0;

  const say = (room: Room, alert: AlertView): void => {
    const frame: StreamAlert = { v: STREAM_VERSION, ...alert, coversFrom: room.spokenTo + 1 };
    namespace.to(room.name).emit('alert', frame);
    room.spokenTo = alert.seq;
    onFrames(clientsIn(room));
  };

  /** The rooms of a subtree read their own alerts from the store, which alone decides what belongs to the subtree. */
  const readOn = async (room: Room, head: number): Promise<void> => {
    while (room.coveredTo < head) {
      const page = await alerts.since(room.coveredTo, pageSize, room.reader);
      for (const alert of page) if (alert.seq <= head) say(room, alert);
      room.coveredTo = page.length < pageSize ? head : Math.min(head, page.at(-1)?.seq ?? head);
    }
  };

  return {
    position: (principal, head) => rooms.get(roomName(principal))?.coveredTo ?? head,
    join: (socket, principal, position) => {
      const name = roomName(principal);
      if (!rooms.has(name)) rooms.set(name, { name, reader: principal, coveredTo: position, spokenTo: position });
      void socket.join(name);
    },
    leave: (socket, principal) => void socket.leave(roomName(principal)),
    spokenTo: (principal) => rooms.get(roomName(principal))?.spokenTo ?? null,
    advance: async (fresh, head) => {
      for (const room of [...rooms.values()]) {
        if (clientsIn(room) === 0) {
          rooms.delete(room.name);
          continue;
        }
        if (room.reader.unitId === null) {
          for (const alert of fresh) if (alert.seq > room.coveredTo) say(room, alert);
          room.coveredTo = head;
          continue;
        }
        await readOn(room, head).catch((error: unknown) =>
          log.error('alert-stream-room-behind', error, { room: room.name, coveredTo: room.coveredTo, head }),
        );
      }
    },
    beat: (at) => {
      for (const room of rooms.values()) {
        const frame: StreamHeartbeat = { v: STREAM_VERSION, seq: room.coveredTo, at, coversFrom: room.spokenTo + 1 };
        namespace.to(room.name).emit('heartbeat', frame);
        room.spokenTo = room.coveredTo;
      }
    },
  };
}

/** One room a scope: what people see depends on their unit alone. */
function roomName({ unitId }: Principal): string {
  return unitId === null ? 'office' : `unit:${unitId}`;
}
