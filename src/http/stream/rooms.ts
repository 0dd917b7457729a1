import type { UnitId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { AlertView } from '../../api/alerts';
import { STREAM_VERSION, type StreamAlert, type StreamHeartbeat } from '../../api/events';
import type { IsoInstant } from '../../api/wire';
import type { Log } from '../../ports/runtime';
import type { AlertLineView } from '../../services/index';
import type { AlertLog } from './alertReader';
import type { Audience } from './audience';
import type { StreamClient } from './streamClient';

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

/** A room of a unit that is told of these lines. */
interface Told {
  readonly room: Room;
  readonly unitId: UnitId;
  readonly own: readonly AlertLineView[];
}

export interface Rooms {
  /** How far the clients of this scope have been served; clients who catch up go to here and then join. */
  position(principal: Principal, head: number): number;
  /** Puts a client that has everything up to `position` among the live ones. Returns the name of its room. */
  join(client: StreamClient, principal: Principal, position: number): void;
  leave(client: StreamClient, principal: Principal): void;
  /** The number the room of this scope was told last; null when nobody is in it. */
  spokenTo(principal: Principal): number | null;
  /** Sends new alerts to every room; a room whose alerts cannot be read now stays behind and is tried again. */
  advance(lines: readonly AlertLineView[], head: number): Promise<void>;
  /** Tells every room how far it is. */
  beat(at: IsoInstant): void;
}

export interface RoomsDeps {
  readonly audience: Audience;
  readonly alerts: AlertLog;
  readonly log: Log;
  readonly pageSize: number;
  readonly onFrames: (count: number) => void;
}

/** Rooms come with their first client and go when an advance finds them empty. */
export function createRooms({ audience, alerts, log, pageSize, onFrames }: RoomsDeps): Rooms {
  const rooms = new Map<string, Room>();
  const clientsIn = (room: Room): number => audience.size(room.name);

  const say = (room: Room, alert: AlertView): void => {
    const frame: StreamAlert = { v: STREAM_VERSION, ...alert, coversFrom: room.spokenTo + 1 };
    audience.tell(room.name, 'alert', frame);
    room.spokenTo = alert.seq;
    onFrames(clientsIn(room));
  };

  /** What belongs to the subtree of a room, read from the store, which alone can say so while units are moved. */
  const readOn = async (room: Room, head: number): Promise<void> => {
    while (room.coveredTo < head) {
      const page = await alerts.since(room.coveredTo, pageSize, room.reader);
      for (const alert of page) if (alert.seq <= head) say(room, alert);
      room.coveredTo = page.length < pageSize ? head : Math.min(head, page.at(-1)?.seq ?? head);
    }
  };

  const tell = (room: Room, own: readonly AlertLineView[], head: number): void => {
    for (const line of own) if (line.seq > room.coveredTo) say(room, line.viewOf(room.reader.unitId));
    room.coveredTo = Math.max(room.coveredTo, head);
  };

  /** The store is asked once for all rooms, and a room is read from it only while units are moved. */
  const tellUnits = async (told: readonly Told[], head: number): Promise<void> => {
    if (told.length === 0) return;
    const isMovingAway = await alerts.isMovingAway(told.map(({ unitId }) => unitId));
    for (const { room, own } of told)
      if (isMovingAway) await readOn(room, head);
      else tell(room, own, head);
  };

  return {
    position: (principal, head) => rooms.get(roomName(principal))?.coveredTo ?? head,
    join: (client, principal, position) => {
      const name = roomName(principal);
      if (!rooms.has(name)) rooms.set(name, { name, reader: principal, coveredTo: position, spokenTo: position });
      client.join(name);
    },
    leave: (client, principal) => client.leave(roomName(principal)),
    spokenTo: (principal) => rooms.get(roomName(principal))?.spokenTo ?? null,
    advance: async (lines, head) => {
      const before = (lines[0]?.seq ?? head + 1) - 1;
      const [behind, told]: [Room[], Told[]] = [[], []];
      for (const room of [...rooms.values()]) {
        if (clientsIn(room) === 0) {
          rooms.delete(room.name);
          continue;
        }
        const { unitId } = room.reader;
        const own = unitId === null ? lines : lines.filter(({ readBy }) => readBy.includes(unitId));
        if (room.coveredTo < before) behind.push(room);
        else if (unitId === null || own.length === 0) tell(room, own, head);
        else told.push({ room, unitId, own });
      }
      await tellUnits(told, head).catch((error: unknown) => log.error('alert-stream-rooms-behind', error, { head }));
      for (const room of behind)
        await readOn(room, head).catch((error: unknown) =>
          log.error('alert-stream-room-behind', error, { room: room.name, coveredTo: room.coveredTo, head }),
        );
    },
    beat: (at) => {
      for (const room of rooms.values()) {
        const frame: StreamHeartbeat = { v: STREAM_VERSION, seq: room.coveredTo, at, coversFrom: room.spokenTo + 1 };
        audience.tell(room.name, 'heartbeat', frame);
        room.spokenTo = room.coveredTo;
      }
    },
  };
}

/** One room a scope: what people see depends on their unit alone. */
function roomName({ unitId }: Principal): string {
  return unitId === null ? 'office' : `unit:${unitId}`;
}
