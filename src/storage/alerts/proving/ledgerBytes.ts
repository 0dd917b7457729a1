import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../domain/time/instant';
import { createNames, type KnownName } from './bsonNames';
import * as byteWords from './byteWords';
import type { Words } from './byteWords';

/**
 * What an entry's hash is made of, straight from the bytes it is stored in. Byte for byte the text of
 * `domain/alerts/ledgerChain` (a test compares them), without making an object of each entry: proving a hundred
 * thousand entries costs little more than reading and hashing them. What is not as usual (a list, a number beyond what
 * is exact, a field nobody knows) is left to the other way.
 */
export interface StoredEntry {
  readonly seq: number;
  /** Whether this is what it says its hash is. */
  readonly isHashedTo: (hash: string) => boolean;
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
const COMMA = 0x2c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const COLON = 0x3a;
const DOT = 0x2e;
const ZERO = 0x30;
const ZULU = 0x5a;
const QUOTE = 0x22;
/** `"2026-09-18T`. */
const DATE_CHARS = 12;
/** From here on years have six digits. */
const YEAR_10000_MS = 253_402_300_800_000;
const [MS_A_DAY, MS_AN_HOUR, MS_A_MINUTE, MS_A_SECOND] = [DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS];
const TWO_TO_32 = 0x1_0000_0000;
/** Two digits, as the bytes of a number. */
const DIGITS = Uint16Array.from({ length: 100 }, (_, n) => ZERO + Math.floor(n / 10) + ((ZERO + (n % 10)) << 8));
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
/** Without them there is no entry. */
const NEEDED = (1 << 0) | (1 << SEQ) | (1 << PREV_HASH) | (1 << HASH);
const wordsOfText = (text: string): Words => byteWords.wordsOf(Buffer.from(text, 'latin1'));
const LEADS = FIELDS.map((name, place) => wordsOfText(`${place === 0 ? '' : ','}"${name}":`));
const [NOTHING, YES, NO] = ['null', 'true', 'false'].map(wordsOfText) as [Words, Words, Words];
/** JSON makes six bytes of one at most. */
const MOST_BYTES_OF_ONE = 6;
const ROOM_FOR_NAMES = 1_024;
const MOST_FIELDS = 64;

class Unusual extends Error {}

/**
 * The entry that begins at a place and says that this is the hash of the one before it (null: whatever it says of that);
 * null for one that says otherwise, or has to be read as an object.
 */
export type ReadStored = (bytes: Buffer, start: number, prevHash: string | null) => StoredEntry | null;

/** The results of a reader share their memory. */
export function createLedgerByteReader(): ReadStored {
  const names = createNames(PLACE_OF);
  // What is called for every field is not looked up in its module each time.
  const { putPlainText, putWords, stands, viewOf } = byteWords;
  let room: Buffer = Buffer.from(new ArrayBuffer(16_384));
  let out = viewOf(room);
  let given = room;
  let source = out;
  /** What an entry that is read next must say of the one before it. */
  const before = wordsOfText('0'.repeat(HASH_CHARS));
  let beforeText = '';
  const expect = (hash: string): void => {
    if (hash.length !== HASH_CHARS) throw new RangeError('this is no hash');
    before.words.set(wordsOfText(hash).words);
    beforeText = hash;
  };
  const take = (place: number): void => {
    for (let n = 0; n < before.words.length; n += 1) before.words[n] = source.getInt32(place + n * 4, true);
  };
  let isAnyTaken = false;
  let hashPlace = 0;
  const isHashedTo = (hash: string): boolean => {
    for (let n = 0; n < HASH_CHARS; n += 1) if (source.getUint8(hashPlace + n) !== hash.charCodeAt(n)) return false;
    // The next entry is most probably asked for after this one.
    take(hashPlace);
    beforeText = hash;
    return true;
  };
  const entry: { -readonly [Part in keyof StoredEntry]: StoredEntry[Part] } = { seq: 0, text: room, isHashedTo };
  /** Texts of one length are the same part of the memory: without them there was more to tidy up than to hash. */
  let texts: Uint8Array[] = [];
  const textOf = (length: number): Uint8Array => (texts[length] ??= new Uint8Array(room.buffer, 0, length));
  let day = { at: -1, date: wordsOfText('') };
  const types = new Uint8Array(FIELDS.length);
  const places = new Uint32Array(FIELDS.length);
  const partNames: KnownName[] = [];
  const partTypes = new Uint8Array(MOST_FIELDS);
  const partPlaces = new Uint32Array(MOST_FIELDS);

  const putText = (at: number, place: number): number => {
    const end = place + 3 + source.getInt32(place, true);
    if (source.getUint8(end) !== 0) throw new Unusual();
    const plain = putPlainText(out, at, source, place + 4, end);
    return plain >= 0 ? plain : at + room.write(JSON.stringify(given.toString('utf8', place + 4, end)), at, 'utf8');
  };
  /** A short text. */
  const putLatin = (at: number, text: string): number => {
    for (let n = 0; n < text.length; n += 1) out.setUint8(at + n, text.charCodeAt(n));
    return at + text.length;
  };

  const int64At = (place: number): number => {
    const value = source.getInt32(place + 4, true) * TWO_TO_32 + source.getUint32(place, true);
    if (!Number.isSafeInteger(value)) throw new Unusual();
    return value;
  };
  const doubleAt = (place: number): number => {
    const value = source.getFloat64(place, true);
    if (!Number.isFinite(value)) throw new Unusual();
    return value;
  };

  /** As JSON writes it; most entries in a row are of one day. */
  const putInstant = (at: number, ms: number): number => {
    if (ms < 0 || ms >= YEAR_10000_MS) return putLatin(at, `"${new Date(ms).toISOString()}"`);
    const days = Math.floor(ms / MS_A_DAY);
    if (days !== day.at)
      day = { at: days, date: wordsOfText(`"${new Date(days * MS_A_DAY).toISOString()}`.slice(0, DATE_CHARS)) };
    const time = (ms - days * MS_A_DAY) | 0;
    const to = putWords(out, at, day.date);
    out.setUint16(to, DIGITS[(time / MS_AN_HOUR) | 0] as number, true);
    out.setUint8(to + 2, COLON);
    out.setUint16(to + 3, DIGITS[((time / MS_A_MINUTE) | 0) % 60] as number, true);
    out.setUint8(to + 5, COLON);
    out.setUint16(to + 6, DIGITS[((time / MS_A_SECOND) | 0) % 60] as number, true);
    out.setUint8(to + 8, DOT);
    out.setUint8(to + 9, ZERO + (((time % MS_A_SECOND) / 100) | 0));
    out.setUint16(to + 10, DIGITS[time % 100] as number, true);
    out.setUint8(to + 12, ZULU);
    out.setUint8(to + 13, QUOTE);
    return to + 14;
  };

  const putValue = (at: number, type: number, place: number): number => {
    if (type === TEXT) return putText(at, place);
    if (type === NULL) return putWords(out, at, NOTHING);
    if (type === INSTANT) return putInstant(at, int64At(place));
    if (type === INT32) return putLatin(at, String(source.getInt32(place, true)));
    if (type === DOUBLE) return putLatin(at, JSON.stringify(doubleAt(place)));
    if (type === INT64) return putLatin(at, String(int64At(place)));
    const flag = type === FLAG ? source.getUint8(place) : -1;
    if (flag !== 0 && flag !== 1) throw new Unusual();
    return putWords(out, at, flag === 1 ? YES : NO);
  };

  const lengthOf = (type: number, place: number): number => {
    if (type === NULL) return 0;
    if (type === INSTANT || type === DOUBLE || type === INT64) return 8;
    if (type === INT32) return 4;
    if (type === FLAG) return 1;
    if (type !== TEXT && type !== PART) throw new Unusual();
    const length = source.getInt32(place, true);
    // A text with the zero byte that ends it.
    if (length < 1) throw new Unusual();
    return type === TEXT ? 4 + length : length;
  };

  /** The end of the fields of the document that begins here. */
  const fieldsEnd = (start: number): number => {
    const end = start + source.getInt32(start, true) - 1;
    if (end < start + 4 || source.getUint8(end) !== 0) throw new Unusual();
    return end;
  };

  /** Returns, as the bits of a number, which fields there are. */
  const readFields = (root: number): number => {
    const end = fieldsEnd(root);
    let found = 0;
    let place = root + 4;
    while (place < end) {
      const type = source.getUint8(place);
      const { place: field, bytes } = names(source, place + 1);
      if (field < 0 || (found & (1 << field)) !== 0) throw new Unusual();
      found |= 1 << field;
      place += 1 + bytes.length;
      types[field] = type;
      places[field] = place;
      place += lengthOf(type, place);
    }
    if (place !== end) throw new Unusual();
    return found;
  };

  /** Fields sorted by name, as they are found. */
  const putPart = (from: number, start: number): number => {
    const end = fieldsEnd(start);
    let count = 0;
    let place = start + 4;
    while (place < end) {
      const type = source.getUint8(place);
      const name = names(source, place + 1);
      place += 1 + name.bytes.length;
      if (!name.isPlain || name.rank < 0 || count === MOST_FIELDS) throw new Unusual();
      let slot = count++;
      for (; slot > 0 && (partNames[slot - 1] as KnownName).rank > name.rank; slot -= 1) {
        partNames[slot] = partNames[slot - 1] as KnownName;
        partTypes[slot] = partTypes[slot - 1] as number;
        partPlaces[slot] = partPlaces[slot - 1] as number;
      }
      if (slot > 0 && partNames[slot - 1] === name) throw new Unusual();
      partNames[slot] = name;
      partTypes[slot] = type;
      partPlaces[slot] = place;
      place += lengthOf(type, place);
    }
    if (place !== end) throw new Unusual();
    let at = from;
    out.setUint8(at++, OPEN);
    for (let slot = 0; slot < count; slot += 1) {
      if (slot > 0) out.setUint8(at++, COMMA);
      at = putWords(out, at, (partNames[slot] as KnownName).lead);
      at = putValue(at, partTypes[slot] as number, partPlaces[slot] as number);
    }
    out.setUint8(at++, CLOSE);
    return at;
  };

  /** Where the digits of a hash begin. */
  const hashAt = (field: number): number => {
    const at = (places[field] as number) + 4;
    if (types[field] !== TEXT || source.getInt32(at - 4, true) !== HASH_CHARS + 1) throw new Unusual();
    if (source.getUint8(at + HASH_CHARS) !== 0) throw new Unusual();
    return at;
  };

  const readSeq = (): number => {
    const type = types[SEQ];
    if (type === INT32) return source.getInt32(places[SEQ] as number, true);
    if (type === DOUBLE) return doubleAt(places[SEQ] as number);
    throw new Unusual();
  };

  const readEntry = (root: number): StoredEntry => {
    const found = readFields(root);
    if ((found & NEEDED) !== NEEDED) throw new Unusual();
    const most = source.getInt32(root, true) * MOST_BYTES_OF_ONE + ROOM_FOR_NAMES;
    if (room.length < most) {
      room = Buffer.from(new ArrayBuffer(most));
      out = viewOf(room);
      texts = [];
    }
    const told = hashAt(PREV_HASH);
    if (isAnyTaken) take(told);
    else if (!stands(before, source, told)) throw new Unusual();
    let at = putWords(out, 0, before);
    out.setUint8(at++, OPEN);
    for (let field = 0; field < PREV_HASH; field += 1) {
      if ((found & (1 << field)) === 0) continue;
      const type = types[field] as number;
      const place = places[field] as number;
      at = putWords(out, at, LEADS[field] as Words);
      at = field === DATA && type === PART ? putPart(at, place) : putValue(at, type, place);
    }
    out.setUint8(at++, CLOSE);
    hashPlace = hashAt(HASH);
    entry.seq = readSeq();
    entry.text = textOf(at);
    return entry;
  };

  return (bytes, start, prevHash) => {
    if (bytes !== given) {
      given = bytes;
      source = viewOf(bytes);
    }
    try {
      isAnyTaken = prevHash === null;
      // Mostly the hash of the entry that was read before.
      if (prevHash === null) beforeText = '';
      else if (prevHash !== beforeText) expect(prevHash);
      return readEntry(start);
    } catch (error) {
      if (error instanceof Unusual || error instanceof RangeError) return null;
      throw error;
    }
  };
}
