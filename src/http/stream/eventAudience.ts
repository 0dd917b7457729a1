import type { ServerResponse } from 'node:http';
import type { Audience } from './audience';
import { happens, type Backlog } from './backlog';
import { joinFrames, type Wrapping } from './replayFrames';
import type { FrameName, FrameOf, StreamClient } from './streamClient';

/** Clients of server-sent events. */
export interface EventAudience extends Audience {
  /** Makes a client of a response whose head was sent, until the response is closed. */
  open(response: ServerResponse): StreamClient;
}

/** What else is known of a client: the check of its backlog, after each text that was written to it. */
interface EventClient {
  readonly response: ServerResponse;
  check: () => void;
}

const EVENT_END = '\n\n';
/** An id is a history, which is a secret of ours, and a number. */
const EVENT_HEAD_MOST_BYTES = 1_024;

/**
 * The transport of `text/event-stream` (HTML standard, "Server-sent events"). `idOf` gives the `id` of a frame that
 * moves the position of its reader, which a browser hands back as `Last-Event-ID`; null: it does not.
 */
export function createEventAudience(idOf: (name: FrameName, frame: object) => string | null): EventAudience {
  const rooms = new Map<string, Set<EventClient>>();
  const everybody = new Set<EventClient>();

  const headOf = (name: FrameName, frame: object): string => {
    const id = idOf(name, frame);
    return `${id === null ? '' : `id: ${id}\n`}event: ${name}\ndata: `;
  };
  const textOf = (name: FrameName, frame: object): string =>
    `${headOf(name, frame)}${JSON.stringify(frame)}${EVENT_END}`;
  const wrapping: Wrapping = {
    mostBytes: EVENT_HEAD_MOST_BYTES + EVENT_END.length,
    before: (out, at, { alert }) => at + out.write(headOf('alert', alert), at),
    after: (out, at) => at + out.write(EVENT_END, at, 'latin1'),
  };
  const write = (client: EventClient, text: string | Uint8Array): void => {
    if (client.response.writableEnded || client.response.destroyed) return;
    client.response.write(text);
    client.check();
  };
  const tellThese = (clients: ReadonlySet<EventClient>, name: FrameName, frame: object): void => {
    if (clients.size === 0) return;
    const text = textOf(name, frame);
    for (const client of clients) write(client, text);
  };
  const leave = (client: EventClient, room: string): void => {
    const members = rooms.get(room);
    members?.delete(client);
    if (members?.size === 0) rooms.delete(room);
  };

  return {
    size: (room) => rooms.get(room)?.size ?? 0,
    tell: <Name extends FrameName>(room: string, name: Name, frame: FrameOf<Name>) =>
      tellThese(rooms.get(room) ?? new Set(), name, frame),
    tellAll: <Name extends FrameName>(name: Name, frame: FrameOf<Name>) => tellThese(everybody, name, frame),
    open: (response) => {
      const client: EventClient = { response, check: () => undefined };
      everybody.add(client);
      response.once('close', () => {
        everybody.delete(client);
        for (const room of [...rooms.keys()]) leave(client, room);
      });
      return {
        get connected() {
          return !response.writableEnded && !response.destroyed;
        },
        send: (name, frame) => write(client, textOf(name, frame)),
        sendAlerts: (alerts) => write(client, joinFrames(alerts, wrapping)),
        join: (room) => {
          const members = rooms.get(room) ?? new Set();
          rooms.set(room, members.add(client));
        },
        leave: (room) => leave(client, room),
        watch: (maxChars, onTooMuch) => watchResponse(client, maxChars, onTooMuch),
        end: () => void response.end(),
        drop: () => void response.destroy(),
      };
    },
  };
}

/** Here the measure is bytes that Node has not handed to the system yet. */
function watchResponse(client: EventClient, maxChars: number, onTooMuch: () => void): Backlog {
  const { response } = client;
  client.check = () => {
    if (response.writableLength <= maxChars) return;
    client.check = () => undefined;
    queueMicrotask(onTooMuch);
  };
  return {
    size: () => response.writableLength,
    drained: async (timeoutMs) => {
      if (response.destroyed) return false;
      return !response.writableNeedDrain || happens(response, 'drain', timeoutMs);
    },
  };
}
