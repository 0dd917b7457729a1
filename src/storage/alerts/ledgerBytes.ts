import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../domain/time/instant';
import { createNames, type KnownName } from './bsonNames';

/**
 * What an entry's hash is made of, straight from the bytes it is stored in. Byte for byte the text of
 * `domain/alerts/ledgerChain` (a test compares them), without making an object of each entry: proving a hundred
 * thousand entries costs little more than reading and hashing them. What is not as usual (a list, a number beyond what
 * is exact, a field nobody knows) is left to the other way.
 */
export interface StoredEntry {
  readonly seq: number;
  readonly prevHash: string;
  readonly hash: string;
  /** `prevHash` and the canonical JSON; good until the next entry is read. */
  readonly text: Uint8Array;
}

const DOUBLE = 0x01;
const TEXT = 0x02;
const PART = 0x03;
const FLAG = 0x08;
const INSTANT = 0x09;
const NULL = 0x0a;
const INT32 = 0x10;
const INT64 = 0x12;
const HASH_CHARS = 64;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const BLANK = 0x20;
const ZERO = 0x30;
const COLON = 0x3a;
const DOT = 0x2e;
const ZULU = 0x5a;
/** `2026-09-18T`. */
const DATE_CHARS = 11;
/** From here on years have six digits. */
const YEAR_10000_MS = 253_402_300_800_000;
/** Bytes that JSON writes otherwise. */
const ESCAPED = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < BLANK || byte === QUOTE || byte === BACKSLASH ? 1 : 0,
);
const TWO_TO_32 = 0x1_0000_0000;
/** Fields in the order of canonical JSON. `seq` is the row's id; the last two are what the text is compared with. */
const FIELDS = [
  ...['actor', 'data', 'eventId', 'from', 'kind', 'occurredAt', 'reason', 'recordedAt', 'seq', 'subject', 'to'],
  ...['prevHash', 'hash'],
];
const PLACE_OF = new Map(FIELDS.map((name, place) => [name === 'seq' ? '_id' : name, place]));
const PREV_HASH = FIELDS.indexOf('prevHash');
const HASH = FIELDS.indexOf('hash');
const DATA = FIELDS.indexOf('data');
const SEQ = FIELDS.indexOf('seq');
const LEADS = FIELDS.map((name, place) => Buffer.from(`${place === 0 ? '' : ','}"${name}":`, 'latin1'));
/** JSON makes six bytes of one at most. */
const MOST_BYTES_OF_ONE = 6;
const ROOM_FOR_NAMES = 1_024;
const MOST_FIELDS = 64;

class Unusual extends Error {}

/** Returns null for an entry that has to be read as an object. */
export function createLedgerByteReader(): (bytes: Buffer, start: number) => StoredEntry | null {
  const names = createNames(PLACE_OF);
  let out = Buffer.alloc(16_384);
  let numbers: DataView = new DataView(out.buffer, out.byteOffset);
  let source: Buffer = out;
  let root = 0;
  let knownDay = -1;
  let knownDate = '';
  let at = 0;
  const types = new Uint8Array(FIELDS.length);
  const places = new Uint32Array(FIELDS.length);
  const partNames: KnownName[] = [];
  const partTypes = new Uint8Array(MOST_FIELDS);
  const partPlaces = new Uint32Array(MOST_FIELDS);

  const int32At = (place: number): number =>
    (source[place] as number) |
    ((source[place + 1] as number) << 8) |
    ((source[place + 2] as number) << 16) |
    ((source[place + 3] as number) << 24);

  const writeBytes = (bytes: Uint8Array): void => {
    for (let n = 0; n < bytes.length; n += 1) out[at + n] = bytes[n] as number;
    at += bytes.length;
  };
  const writeLatin = (text: string): void => {
    for (let n = 0; n < text.length; n += 1) out[at + n] = text.charCodeAt(n);
    at += text.length;
  };

  /** Copies a text as JSON writes it. Bytes that JSON escapes are rare and take the long way. */
  const writeText = (place: number): void => {
    const from = source;
    const target = out;
    const end = place + 3 + int32At(place);
    if (end >= from.length || from[end] !== 0) throw new Unusual();
    let to = at;
    target[to++] = QUOTE;
    for (let n = place + 4; n < end; n += 1) {
      const byte = from[n] as number;
      if (ESCAPED[byte] === 1) {
        const text = from.toString('utf8', place + 4, end);
        at += target.write(JSON.stringify(text), at, 'utf8');
        return;
      }
      target[to++] = byte;
    }
    target[to++] = QUOTE;
    at = to;
  };

  const int64At = (place: number): number => {
    const value = int32At(place + 4) * TWO_TO_32 + (int32At(place) >>> 0);
    if (!Number.isSafeInteger(value)) throw new Unusual();
    return value;
  };
  const doubleAt = (place: number): number => {
    const value = numbers.getFloat64(place, true);
    if (!Number.isFinite(value)) throw new Unusual();
    return value;
  };

  const writeTwo = (value: number): void => {
    out[at++] = ZERO + ((value / 10) | 0);
    out[at++] = ZERO + (value % 10);
  };
  /** As JSON writes it; most entries in a row are of one day. */
  const writeInstant = (ms: number): void => {
    if (ms < 0 || ms >= YEAR_10000_MS) {
      writeLatin(`"${new Date(ms).toISOString()}"`);
      return;
    }
    const day = Math.floor(ms / DAY_MS);
    if (day !== knownDay) {
      knownDay = day;
      knownDate = new Date(day * DAY_MS).toISOString().slice(0, DATE_CHARS);
    }
    const time = ms - day * DAY_MS;
    out[at++] = QUOTE;
    writeLatin(knownDate);
    writeTwo((time / HOUR_MS) | 0);
    out[at++] = COLON;
    writeTwo(((time / MINUTE_MS) | 0) % 60);
    out[at++] = COLON;
    writeTwo(((time / SECOND_MS) | 0) % 60);
    out[at++] = DOT;
    out[at++] = ZERO + (((time % SECOND_MS) / 100) | 0);
    writeTwo(time % 100);
    out[at++] = ZULU;
    out[at++] = QUOTE;
  };

  const writeValue = (type: number, place: number): void => {
    if (type === TEXT) writeText(place);
    else if (type === NULL) writeLatin('null');
    else if (type === FLAG && (source[place] as number) <= 1) writeLatin(source[place] === 1 ? 'true' : 'false');
    else if (type === INT32) writeLatin(String(int32At(place)));
    else if (type === DOUBLE) writeLatin(JSON.stringify(doubleAt(place)));
    else if (type === INT64) writeLatin(String(int64At(place)));
    else if (type === INSTANT) writeInstant(int64At(place));
    else throw new Unusual();
  };

  const lengthOf = (type: number, place: number): number => {
    // With the zero byte that ends it.
    if (type === TEXT) return int32At(place) < 1 ? -1 : 4 + int32At(place);
    if (type === NULL) return 0;
    if (type === INSTANT || type === DOUBLE || type === INT64) return 8;
    if (type === INT32) return 4;
    if (type === FLAG) return 1;
    if (type === PART) return int32At(place);
    throw new Unusual();
  };

  /** The end of the fields of the document that begins here. */
  const fieldsEnd = (start: number): number => {
    const end = start + int32At(start) - 1;
    if (end >= source.length || end < start + 4 || source[end] !== 0) throw new Unusual();
    return end;
  };

  const readFields = (): void => {
    types.fill(0);
    const end = fieldsEnd(root);
    let place = root + 4;
    while (place < end) {
      const type = source[place] as number;
      const name = names(source, place + 1);
      const field = name.place;
      if (field < 0 || types[field] !== 0) throw new Unusual();
      place += 2 + name.bytes.length;
      types[field] = type;
      places[field] = place;
      const length = lengthOf(type, place);
      if (length < 0) throw new Unusual();
      place += length;
    }
    if (place !== end) throw new Unusual();
  };

  /** Fields sorted by name, as they are found. */
  const writePart = (start: number): void => {
    const end = fieldsEnd(start);
    let count = 0;
    let place = start + 4;
    while (place < end) {
      const type = source[place] as number;
      const name = names(source, place + 1);
      place += 2 + name.bytes.length;
      if (!name.isPlain || count === MOST_FIELDS) throw new Unusual();
      let slot = count++;
      for (; slot > 0 && (partNames[slot - 1] as KnownName).text > name.text; slot -= 1) {
        partNames[slot] = partNames[slot - 1] as KnownName;
        partTypes[slot] = partTypes[slot - 1] as number;
        partPlaces[slot] = partPlaces[slot - 1] as number;
      }
      if (slot > 0 && (partNames[slot - 1] as KnownName).text === name.text) throw new Unusual();
      partNames[slot] = name;
      partTypes[slot] = type;
      partPlaces[slot] = place;
      const length = lengthOf(type, place);
      if (length < 0) throw new Unusual();
      place += length;
    }
    if (place !== end) throw new Unusual();
    out[at++] = OPEN;
    for (let slot = 0; slot < count; slot += 1) {
      if (slot > 0) out[at++] = COMMA;
      writeBytes((partNames[slot] as KnownName).lead);
      writeValue(partTypes[slot] as number, partPlaces[slot] as number);
    }
    out[at++] = CLOSE;
  };

  const hashAt = (field: number): string => {
    const place = places[field] as number;
    if (types[field] !== TEXT || int32At(place) !== HASH_CHARS + 1 || source[place + 4 + HASH_CHARS] !== 0)
      throw new Unusual();
    return source.toString('latin1', place + 4, place + 4 + HASH_CHARS);
  };

  const readSeq = (): number => {
    const type = types[SEQ];
    if (type === INT32) return int32At(places[SEQ] as number);
    if (type === DOUBLE) return doubleAt(places[SEQ] as number);
    throw new Unusual();
  };

  const readEntry = (): StoredEntry => {
    readFields();
    // Canonical JSON begins with its first field.
    if (types[0] === 0) throw new Unusual();
    const room = int32At(root) * MOST_BYTES_OF_ONE + ROOM_FOR_NAMES;
    if (out.length < room) out = Buffer.alloc(room);
    at = 0;
    const prevHash = hashAt(PREV_HASH);
    writeLatin(prevHash);
    out[at++] = OPEN;
    for (let field = 0; field < PREV_HASH; field += 1) {
      const type = types[field] as number;
      if (type === 0) continue;
      writeBytes(LEADS[field] as Uint8Array);
      if (field === DATA && type === PART) writePart(places[field] as number);
      else writeValue(type, places[field] as number);
    }
    out[at++] = CLOSE;
    return { seq: readSeq(), prevHash, hash: hashAt(HASH), text: out.subarray(0, at) };
  };

  return (bytes, start) => {
    if (bytes !== source) {
      source = bytes;
      numbers = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    root = start;
    try {
      return readEntry();
    } catch (error) {
      if (error instanceof Unusual || error instanceof RangeError) return null;
      throw error;
    }
  };
}
