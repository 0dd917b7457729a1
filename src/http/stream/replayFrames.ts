import type { AlertView } from '../../api/alerts';
import { STREAM_VERSION, type StreamAlert } from '../../api/events';

/** An alert of the log on its way to one client: its frame is `{v, ...alert, coversFrom}`, as everybody gets it. */
export interface ReplayedAlert {
  readonly seq: number;
  readonly coversFrom: number;
  /** An `AlertView`, in UTF-8. */
  readonly json: Uint8Array;
}

/** What a transport puts around the JSON of a frame. */
export interface Wrapping {
  /** Most bytes that stand around it. */
  readonly mostBytes: number;
  /** Writes what stands before a frame of so many bytes. Returns where it ends. */
  before(out: Buffer, at: number, frame: { readonly alert: ReplayedAlert; readonly bytes: number }): number;
  /** As `before`, behind it. */
  after(out: Buffer, at: number): number;
}

const HEAD = Buffer.from(`{"v":${STREAM_VERSION},`);
const COVERS = ',"coversFrom":';
const MOST_BESIDE = HEAD.length + COVERS.length + 20;

/** Frames one behind the other, in one piece: what a client has missed goes out in few writes. */
export function joinFrames(alerts: readonly ReplayedAlert[], { mostBytes, before, after }: Wrapping): Buffer {
  const most = alerts.reduce((sum, { json }) => sum + json.length + MOST_BESIDE + mostBytes, 0);
  const out = Buffer.allocUnsafe(most);
  let at = 0;
  for (const alert of alerts) {
    const { coversFrom, json } = alert;
    const tail = `${COVERS}${coversFrom}}`;
    // Of the JSON both braces are left out.
    at = before(out, at, { alert, bytes: HEAD.length + json.length - 2 + tail.length });
    out.set(HEAD, at);
    at += HEAD.length;
    out.set(json.subarray(1, -1), at);
    at += json.length - 2;
    at += out.write(tail, at, 'latin1');
    at = after(out, at);
  }
  return out.subarray(0, at);
}

/** The frame as an object, for a transport that knows only these. */
export function frameOf({ json, coversFrom }: ReplayedAlert): StreamAlert {
  const alert = JSON.parse(Buffer.from(json).toString('utf8')) as AlertView;
  return { v: STREAM_VERSION, ...alert, coversFrom };
}

const TEXT = 0x80 | 0x01;
const HEAD_MOST_BYTES = 10;
const PACKET_END = Buffer.from(']');

/**
 * Frames of a websocket (RFC 6455 §5.2: one text frame each, unmasked, as servers send them), each an event of a
 * namespace (engine.io 4 `4`, socket.io 5 `2`).
 */
export function websocketWrapping(namespace: string, event: string): Wrapping {
  const packet = Buffer.from(`42${namespace},[${JSON.stringify(event)},`);
  return {
    mostBytes: HEAD_MOST_BYTES + packet.length + PACKET_END.length,
    before: (out, at, { bytes }) => {
      const end = writeHead(out, at, packet.length + bytes + PACKET_END.length);
      out.set(packet, end);
      return end + packet.length;
    },
    after: (out, at) => {
      out.set(PACKET_END, at);
      return at + PACKET_END.length;
    },
  };
}

const LENGTH_IN_HEAD = 126;
const LENGTH_IN_TWO = 65_536;

function writeHead(out: Buffer, at: number, bytes: number): number {
  out[at] = TEXT;
  if (bytes < LENGTH_IN_HEAD) return out.writeUInt8(bytes, at + 1);
  if (bytes < LENGTH_IN_TWO) return out.writeUInt16BE(bytes, out.writeUInt8(126, at + 1));
  return out.writeBigUInt64BE(BigInt(bytes), out.writeUInt8(127, at + 1));
}
