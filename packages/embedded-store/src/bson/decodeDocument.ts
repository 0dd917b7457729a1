import { BSON } from './library';
import { CommandError } from '../commandError';
import { invalid, unsupportedType } from './invalidBson';
import { knownName, shortText } from './shortText';
import { setField } from './setField';
import type { BsonDocument } from './valueOrder';

/**
 * Decodes BSON so that encoding the result gives the same bytes: int32 becomes a number, a double that holds an int32
 * value a `Double`, int64 a `Long`, a regular expression a `BSONRegExp`. Decodes only the named top-level fields when
 * `wanted` is given, which makes scans and grouping several times faster than decoding whole documents.
 */
export function decodeDocument(bytes: Uint8Array, wanted?: ReadonlySet<string>): BsonDocument {
  const reader = new Reader(bytes);
  const document = reader.document(wanted);
  if (!reader.atEnd()) throw invalid('bytes follow the document');
  return document;
}

/** Where a top-level field is among the bytes of a document, its type and name included; null when it is not there. */
export function fieldSpan(bytes: Uint8Array, name: string): { start: number; end: number } | null {
  return new Reader(bytes).span(name);
}

const maxDepth = 180;

class Reader {
  private readonly buffer: Buffer;
  private at = 0;
  private depth = 0;

  constructor(bytes: Uint8Array) {
    this.buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  atEnd(): boolean {
    return this.at === this.buffer.length;
  }

  document(wanted?: ReadonlySet<string>): BsonDocument {
    const end = this.enter();
    const document: BsonDocument = {};
    let missing = wanted?.size ?? -1;
    while (this.at < end) {
      const type = this.buffer[this.at++] as number;
      const name = this.fieldName();
      if (wanted !== undefined && !wanted.has(name)) {
        this.skip(type);
        continue;
      }
      setField(document, name, this.value(type));
      missing -= 1;
      if (missing === 0) break;
    }
    this.leave(end);
    return document;
  }

  span(wanted: string): { start: number; end: number } | null {
    const end = this.enter();
    while (this.at < end) {
      const start = this.at;
      const type = this.buffer[this.at++] as number;
      const name = this.fieldName();
      this.skip(type);
      if (name === wanted) return { start, end: this.at };
    }
    return null;
  }

  private array(): unknown[] {
    const end = this.enter();
    const array: unknown[] = [];
    while (this.at < end) {
      const type = this.buffer[this.at++] as number;
      this.skipName();
      array.push(this.value(type));
    }
    this.leave(end);
    return array;
  }

  /** Reads the length of a document or array; returns the offset of its closing zero byte. */
  private enter(): number {
    const start = this.at;
    const size = this.int32();
    const end = start + size - 1;
    if (size < 5 || end >= this.buffer.length || this.buffer[end] !== 0) throw invalid('a document has a wrong length');
    if (++this.depth > maxDepth)
      throw new CommandError('Overflow', `the document is nested deeper than ${maxDepth} levels`);
    return end;
  }

  private leave(end: number): void {
    if (this.at > end) throw invalid('a value runs past the end of its document');
    this.at = end + 1;
    this.depth -= 1;
  }

  private fieldName(): string {
    const { buffer, at: start } = this;
    let hash = 0;
    let end = start;
    for (let byte = buffer[end]; byte !== 0; byte = buffer[++end]) {
      if (byte === undefined) throw invalid('a name does not end');
      hash = (hash * 31 + byte) | 0;
    }
    this.at = end + 1;
    return knownName(buffer, { start, end, hash });
  }

  private skipName(): void {
    const { buffer } = this;
    let { at } = this;
    while (buffer[at] !== 0) if (++at > buffer.length) throw invalid('a name does not end');
    this.at = at + 1;
  }

  /** A text that ends at its first zero byte, as the parts of a regular expression do. */
  private endedText(): string {
    const start = this.at;
    this.skipName();
    return shortText(this.buffer, start, this.at - 1);
  }

  private int32(): number {
    const value = this.buffer.readInt32LE(this.at);
    this.at += 4;
    return value;
  }

  private take(length: number): Buffer {
    const start = this.at;
    if (length < 0 || start + length > this.buffer.length) throw invalid('a value runs past the end of the message');
    this.at += length;
    return this.buffer.subarray(start, this.at);
  }

  private text(): string {
    const length = this.int32();
    const start = this.at;
    if (length < 1 || start + length > this.buffer.length || this.buffer[start + length - 1] !== 0)
      throw invalid('a string has a wrong length');
    this.at += length;
    return shortText(this.buffer, start, this.at - 1);
  }

  private double(): unknown {
    const value = this.buffer.readDoubleLE(this.at);
    this.at += 8;
    return (value | 0) === value ? new BSON.Double(value) : value;
  }

  private long(): { low: number; high: number } {
    const low = this.int32();
    return { low, high: this.int32() };
  }

  private date(): Date {
    const { low, high } = this.long();
    return new Date(high * 4_294_967_296 + (low >>> 0));
  }

  private binary(): unknown {
    const length = this.int32();
    const subtype = this.take(1)[0] as number;
    return new BSON.Binary(Uint8Array.prototype.slice.call(this.take(length)), subtype);
  }

  private value(type: number): unknown {
    switch (type) {
      case 0x01:
        return this.double();
      case 0x02:
        return this.text();
      case 0x03:
        return this.document();
      case 0x04:
        return this.array();
      case 0x05:
        return this.binary();
      case 0x06:
      case 0x0a:
        return null;
      case 0x07:
        return new BSON.ObjectId(Uint8Array.prototype.slice.call(this.take(12)));
      case 0x08:
        return this.take(1)[0] === 1;
      case 0x09:
        return this.date();
      case 0x0b:
        return new BSON.BSONRegExp(this.endedText(), this.endedText());
      case 0x10:
        return this.int32();
      case 0x11: {
        const { low, high } = this.long();
        return new BSON.Timestamp(new BSON.Long(low, high, true));
      }
      case 0x12: {
        const { low, high } = this.long();
        return new BSON.Long(low, high);
      }
      case 0xff:
        return new BSON.MinKey();
      case 0x7f:
        return new BSON.MaxKey();
      default:
        throw unsupportedType(type);
    }
  }

  private skip(type: number): void {
    switch (type) {
      case 0x01:
      case 0x09:
      case 0x11:
      case 0x12:
        this.take(8);
        break;
      case 0x02:
        this.take(this.int32());
        break;
      case 0x03:
      case 0x04:
        this.take(this.int32() - 4);
        break;
      case 0x05:
        this.take(this.int32() + 1);
        break;
      case 0x06:
      case 0x0a:
      case 0xff:
      case 0x7f:
        break;
      case 0x07:
        this.take(12);
        break;
      case 0x08:
        this.take(1);
        break;
      case 0x0b:
        this.skipName();
        this.skipName();
        break;
      case 0x10:
        this.take(4);
        break;
      default:
        throw unsupportedType(type);
    }
  }
}
