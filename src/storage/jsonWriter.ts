/** Text that grows at its end, as bytes. Whoever writes made room for it first. */
export interface JsonWriter {
  /** How far it is. Set back to what it was, what came since is gone. */
  at: number;
  /** Makes room for so many more bytes. */
  reserve(bytes: number): void;
  raw(text: Uint8Array): void;
  /** The value of this type that stands at `at` of `bytes`. False: it has no JSON that is known here. */
  value(bytes: Buffer, at: number, type: number): boolean;
  part(start: number, end: number): Buffer;
}

/** Types of BSON (bsonspec.org, version 1.1), those that rows of ours hold. */
export const BSON = {
  double: 0x01,
  text: 0x02,
  document: 0x03,
  list: 0x04,
  flag: 0x08,
  instant: 0x09,
  null: 0x0a,
  int: 0x10,
  long: 0x12,
} as const;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const LONG_UNIT = 2 ** 32;
const NULL = Buffer.from('null');
const TRUE = Buffer.from('true');
const FALSE = Buffer.from('false');
/** JSON of a byte of text is at most `\u00xx`. */
export const MOST_BYTES_A_BYTE = 6;

export function createJsonWriter(expectedBytes: number): JsonWriter {
  let out = Buffer.allocUnsafe(expectedBytes);
  const digits = (text: string): void => {
    writer.at += out.write(text, writer.at, 'latin1');
  };
  /** As `JSON.stringify` does: bytes of UTF-8 as they are, what has to be escaped by its own hand. */
  const text = (bytes: Buffer, start: number, end: number): void => {
    let at = writer.at;
    out[at++] = QUOTE;
    for (let from = start; from < end; from += 1) {
      const byte = bytes[from] as number;
      if (byte < 0x20 || byte === QUOTE || byte === BACKSLASH) {
        writer.at += out.write(JSON.stringify(bytes.toString('utf8', start, end)), writer.at);
        return;
      }
      out[at++] = byte;
    }
    out[at++] = QUOTE;
    writer.at = at;
  };
  const elements = (bytes: Buffer, start: number, isList: boolean): boolean => {
    const end = start + bytes.readInt32LE(start) - 1;
    out[writer.at++] = isList ? 0x5b : 0x7b;
    for (let at = start + 4, isFirst = true; at < end; isFirst = false) {
      const type = bytes[at] as number;
      const nameEnd = bytes.indexOf(0, at + 1);
      if (!isFirst) out[writer.at++] = COMMA;
      if (!isList) {
        text(bytes, at + 1, nameEnd);
        out[writer.at++] = 0x3a;
      }
      if (!writer.value(bytes, nameEnd + 1, type)) return false;
      at = nameEnd + 1 + bytesOf(bytes, nameEnd + 1, type);
    }
    out[writer.at++] = isList ? 0x5d : 0x7d;
    return true;
  };
  const raw = (given: Uint8Array): void => {
    out.set(given, writer.at);
    writer.at += given.length;
  };
  const writer: JsonWriter = {
    at: 0,
    reserve: (bytes) => {
      if (writer.at + bytes <= out.length) return;
      const larger = Buffer.allocUnsafe(Math.max(2 * out.length, writer.at + bytes));
      out.copy(larger, 0, 0, writer.at);
      out = larger;
    },
    raw,
    value: (bytes, at, type) => {
      switch (type) {
        case BSON.text:
          text(bytes, at + 4, at + 3 + bytes.readInt32LE(at));
          return true;
        case BSON.int:
          digits(String(bytes.readInt32LE(at)));
          return true;
        case BSON.double: {
          const number = bytes.readDoubleLE(at);
          if (Number.isFinite(number)) digits(String(number));
          else raw(NULL);
          return true;
        }
        case BSON.long: {
          const number = longAt(bytes, at);
          if (!Number.isSafeInteger(number)) return false;
          digits(String(number));
          return true;
        }
        case BSON.instant: {
          const instant = new Date(longAt(bytes, at));
          if (Number.isNaN(instant.getTime())) return false;
          digits(`"${instant.toISOString()}"`);
          return true;
        }
        case BSON.flag:
          raw(bytes[at] === 1 ? TRUE : FALSE);
          return true;
        case BSON.null:
          raw(NULL);
          return true;
        case BSON.document:
        case BSON.list:
          return elements(bytes, at, type === BSON.list);
        default:
          return false;
      }
    },
    part: (start, end) => out.subarray(start, end),
  };
  return writer;
}

function longAt(bytes: Buffer, at: number): number {
  return bytes.readInt32LE(at + 4) * LONG_UNIT + bytes.readUInt32LE(at);
}

/** How many bytes a value takes; as many as there are where its type is not known here, so that nothing follows. */
export function bytesOf(bytes: Buffer, at: number, type: number): number {
  switch (type) {
    case BSON.text:
      return 4 + bytes.readInt32LE(at);
    case BSON.document:
    case BSON.list:
      return bytes.readInt32LE(at);
    case BSON.flag:
      return 1;
    case BSON.null:
      return 0;
    case BSON.int:
      return 4;
    case BSON.double:
    case BSON.instant:
    case BSON.long:
      return 8;
    default:
      return bytes.length;
  }
}
