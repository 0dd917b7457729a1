import type { Binary, BSONRegExp, Timestamp } from 'bson';
import { createHash } from 'node:crypto';
import { exactInteger, numberOf, rankOf, typeRank, type BsonDocument } from '../bson/valueOrder';
import { CommandError } from '../commandError';

/**
 * Turns values into bytes whose plain byte order is BSON order: [rank][payload], strings escaped and terminated,
 * numbers as order-preserving doubles. Concatenating the keys of several values gives the order of the tuple.
 */
export class KeyWriter {
  private bytes = Buffer.allocUnsafe(256);
  private length = 0;

  /** Appends one value; `descending` inverts its bytes so that greater values sort first. */
  append(value: unknown, descending = false): this {
    const start = this.length;
    this.write(value);
    if (descending) for (let i = start; i < this.length; i++) this.bytes[i] = ~(this.bytes[i] as number);
    return this;
  }

  /** The key written so far, as a buffer of its own; the writer starts again from empty. */
  finish(): Buffer {
    const key = Buffer.allocUnsafe(this.length);
    this.bytes.copy(key, 0, 0, this.length);
    this.length = 0;
    return key;
  }

  private reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + count));
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
  }

  private byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length++] = value;
  }

  private write(value: unknown): void {
    const rank = rankOf(value);
    this.byte(rank);
    switch (rank) {
      case typeRank.number:
        this.number(value);
        break;
      case typeRank.string:
        this.text(value as string);
        break;
      case typeRank.object:
        this.document(value as BsonDocument);
        break;
      case typeRank.array:
        for (const item of value as unknown[]) this.write(item);
        this.byte(0);
        break;
      case typeRank.binary:
        this.binary(value as Binary);
        break;
      case typeRank.objectId:
        this.raw((value as { id: Uint8Array }).id);
        break;
      case typeRank.boolean:
        this.byte(value === true ? 1 : 0);
        break;
      case typeRank.date:
        this.double((value as Date).getTime());
        break;
      case typeRank.timestamp:
        this.unsigned((value as Timestamp).toBigInt());
        break;
      case typeRank.regex:
        this.text((value as BSONRegExp).pattern);
        this.text((value as BSONRegExp).options);
        break;
      default:
    }
  }

  private number(value: unknown): void {
    const double = numberOf(value);
    if (Number.isNaN(double) || Math.abs(double) <= Number.MAX_SAFE_INTEGER || !Number.isFinite(double)) {
      this.double(double);
      return;
    }
    const floor = doubleNotAbove(exactInteger(value), double);
    this.double(floor);
    this.reserve(2);
    this.bytes.writeUInt16BE(Number(exactInteger(value) - BigInt(floor)), this.length);
    this.length += 2;
  }

  private double(value: number): void {
    this.reserve(8);
    const { bytes, length: at } = this;
    if (Number.isNaN(value)) bytes.fill(0, at, at + 8);
    else bytes.writeDoubleBE(value === 0 ? 0 : value, at);
    if (value < 0) for (let i = at; i < at + 8; i++) bytes[i] = ~(bytes[i] as number);
    else if (!Number.isNaN(value)) bytes[at] = (bytes[at] as number) | 0x80;
    this.length += 8;
  }

  private unsigned(value: bigint): void {
    this.reserve(8);
    this.length = this.bytes.writeBigUInt64BE(BigInt.asUintN(64, value), this.length);
  }

  private raw(source: Uint8Array): void {
    this.reserve(source.length);
    this.bytes.set(source, this.length);
    this.length += source.length;
  }

  /** UTF-8, each zero byte written as 00 FF, ended by 00 00: no text is a prefix of another's key. */
  private text(value: string): void {
    this.reserve(value.length * 3 + 2);
    if (value.includes('\0')) {
      for (const byte of Buffer.from(value)) {
        this.byte(byte);
        if (byte === 0) this.byte(0xff);
      }
    } else {
      this.length += this.bytes.write(value, this.length);
    }
    this.byte(0);
    this.byte(0);
  }

  /** Documents compare field by field: type, then name, then value. */
  private document(value: BsonDocument): void {
    for (const [name, field] of Object.entries(value)) {
      this.byte(rankOf(field));
      this.text(name);
      this.write(field);
    }
    this.byte(0);
  }

  private binary(value: Binary): void {
    this.reserve(5);
    this.length = this.bytes.writeUInt32BE(value.position, this.length);
    this.byte(value.sub_type);
    this.raw(value.buffer.subarray(0, value.position));
  }
}

/** The greatest double not above an integer whose nearest double is given. */
function doubleNotAbove(exact: bigint, nearest: number): number {
  if (BigInt(nearest) <= exact) return nearest;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, nearest);
  view.setBigInt64(0, view.getBigInt64(0) + (nearest > 0 ? -1n : 1n));
  return view.getFloat64(0);
}

const writer = new KeyWriter();

/** The key of one value. */
export function encodeValue(value: unknown, descending = false): Buffer {
  return writer.append(value, descending).finish();
}

/** The key of a tuple; `directions` holds 1 or -1 for each value. */
export function encodeTuple(values: readonly unknown[], directions: readonly number[]): Buffer {
  for (let i = 0; i < values.length; i++) writer.append(values[i], directions[i] === -1);
  return writer.finish();
}

/** LMDB allows 1,978 bytes a key: this much of it may be index values, this much the _id. */
export const maxTupleBytes = 1_400;
export const maxIdBytes = 500;

/** Cuts a key that is too long and ends it with a hash: still unique, ordered only up to the cut. */
export function boundKey(key: Buffer, maxBytes: number): { readonly key: Buffer; readonly cut: boolean } {
  if (key.length <= maxBytes) return { key, cut: false };
  const hash = createHash('sha256').update(key).digest().subarray(0, 16);
  return { key: Buffer.concat([key.subarray(0, maxBytes - hash.length), hash]), cut: true };
}

/**
 * The key of an `_id`, which names the document in its collection. Throws InvalidIdField for types that cannot be an
 * `_id`.
 */
export function encodeId(id: unknown): Buffer {
  const rank = rankOf(id);
  if (id === undefined || rank === typeRank.array || rank === typeRank.regex) {
    throw new CommandError('InvalidIdField', "The '_id' value cannot be of type array, regex or undefined");
  }
  return boundKey(encodeValue(id), maxIdBytes).key;
}
