import type { Binary, BSONRegExp, Double, Long, Timestamp } from 'bson';
import { notSupported } from '../commandError';

/** A decoded BSON document. Field order is the order of insertion. */
export type BsonDocument = { [field: string]: unknown };

/**
 * The place of each type in BSON comparison order. The same numbers are the first byte of an index key, so that key
 * order and comparison order cannot drift apart. `emptyArray` is how an empty array sorts (MongoDB: `undefined`, before
 * null).
 */
export const typeRank = {
  minKey: 0x08,
  emptyArray: 0x10,
  null: 0x18,
  number: 0x20,
  string: 0x28,
  object: 0x30,
  array: 0x38,
  binary: 0x40,
  objectId: 0x48,
  boolean: 0x50,
  date: 0x58,
  timestamp: 0x60,
  regex: 0x68,
  maxKey: 0xf0,
} as const;

/** Stands for an empty array where a sort key or an index key is made; never part of a document. */
export const emptyArrayMarker = Symbol('empty array');

/** The rank of a value in BSON order. A missing value (`undefined`) ranks as null, as MongoDB sorts it. */
export function rankOf(value: unknown): number {
  switch (typeof value) {
    case 'number':
      return typeRank.number;
    case 'string':
      return typeRank.string;
    case 'boolean':
      return typeRank.boolean;
    case 'undefined':
      return typeRank.null;
    case 'symbol':
      return typeRank.emptyArray;
    default:
  }
  if (value === null) return typeRank.null;
  if (Array.isArray(value)) return typeRank.array;
  if (value instanceof Date) return typeRank.date;
  switch (bsonTypeOf(value)) {
    case undefined:
      return typeRank.object;
    case 'ObjectId':
      return typeRank.objectId;
    case 'Double':
    case 'Int32':
    case 'Long':
      return typeRank.number;
    case 'Binary':
      return typeRank.binary;
    case 'BSONRegExp':
      return typeRank.regex;
    case 'Timestamp':
      return typeRank.timestamp;
    case 'MinKey':
      return typeRank.minKey;
    case 'MaxKey':
      return typeRank.maxKey;
    default:
      throw notSupported(`A value of type ${bsonTypeOf(value)}`);
  }
}

/** The `_bsontype` of a BSON class instance, undefined for plain documents. */
export function bsonTypeOf(value: unknown): string | undefined {
  return (value as { _bsontype?: string } | null)?._bsontype;
}

/** Whether a value is a plain embedded document (not an array, date or BSON class). */
export function isDocument(value: unknown): value is BsonDocument {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    bsonTypeOf(value) === undefined
  );
}

/** Whether a value is a number of any BSON number type. */
export function isNumeric(value: unknown): value is number | Double | Long {
  if (typeof value === 'number') return true;
  const type = bsonTypeOf(value);
  return type === 'Double' || type === 'Long' || type === 'Int32';
}

/** The nearest JavaScript number of a BSON number; exact up to 2^53. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (bsonTypeOf(value) === 'Long') return (value as Long).toNumber();
  return (value as Double).value;
}

/**
 * Compares two values in BSON order: negative, zero or positive. Missing counts as null. Numbers compare by value
 * across types.
 */
export function compareValues(left: unknown, right: unknown): number {
  if (typeof left === 'string' && typeof right === 'string') return compareStrings(left, right);
  const rank = rankOf(left);
  const difference = rank - rankOf(right);
  return difference === 0 ? compareSameRank(rank, left, right) : difference;
}

function compareSameRank(rank: number, left: unknown, right: unknown): number {
  switch (rank) {
    case typeRank.number:
      return compareNumbers(left, right);
    case typeRank.string:
      return compareStrings(left as string, right as string);
    case typeRank.object:
      return compareDocuments(left as BsonDocument, right as BsonDocument);
    case typeRank.array:
      return compareArrays(left as unknown[], right as unknown[]);
    case typeRank.binary:
      return compareBinaries(left as Binary, right as Binary);
    case typeRank.objectId:
      return Buffer.compare(idBytes(left), idBytes(right));
    case typeRank.boolean:
      return Number(left) - Number(right);
    case typeRank.date:
      return (left as Date).getTime() - (right as Date).getTime();
    case typeRank.timestamp:
      return compareBigints((left as Timestamp).toBigInt(), (right as Timestamp).toBigInt());
    case typeRank.regex:
      return compareRegexes(left as BSONRegExp, right as BSONRegExp);
    default:
      return 0;
  }
}

function idBytes(value: unknown): Uint8Array {
  return (value as { id: Uint8Array }).id;
}

function compareNumbers(left: unknown, right: unknown): number {
  const [a, b] = [numberOf(left), numberOf(right)];
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  if (a !== b) return a < b ? -1 : 1;
  return Math.abs(a) < Number.MAX_SAFE_INTEGER || !Number.isFinite(a)
    ? 0
    : compareBigints(exactInteger(left), exactInteger(right));
}

/** The exact value of a number of 2^53 and more (all such doubles are integers). */
export function exactInteger(value: unknown): bigint {
  return bsonTypeOf(value) === 'Long' ? (value as Long).toBigInt() : BigInt(numberOf(value));
}

function compareBigints(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Compares by code point, which is the order of the UTF-8 bytes; JavaScript's own order differs beyond U+FFFF. */
function compareStrings(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const a = left.charCodeAt(i);
    const b = right.charCodeAt(i);
    if (a !== b)
      return isSurrogate(a) === isSurrogate(b) ? a - b : Number(isSurrogate(a)) - Number(isSurrogate(b)) || a - b;
  }
  return left.length - right.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

function compareDocuments(left: BsonDocument, right: BsonDocument): number {
  const [a, b] = [Object.keys(left), Object.keys(right)];
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [x, y] = [left[a[i] as string], right[b[i] as string]];
    const byType = rankOf(x) - rankOf(y);
    if (byType !== 0) return byType;
    const difference = compareStrings(a[i] as string, b[i] as string) || compareSameRank(rankOf(x), x, y);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function compareArrays(left: unknown[], right: unknown[]): number {
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = compareValues(left[i], right[i]);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function compareBinaries(left: Binary, right: Binary): number {
  return (
    left.position - right.position ||
    left.sub_type - right.sub_type ||
    Buffer.compare(left.buffer.subarray(0, left.position), right.buffer.subarray(0, right.position))
  );
}

function compareRegexes(left: BSONRegExp, right: BSONRegExp): number {
  return compareStrings(left.pattern, right.pattern) || compareStrings(left.options, right.options);
}
