import { typeRank } from '../bson/valueOrder';
import { encodeValue } from '../keys/encodeKey';
import type { RangeEnd, ValueRange } from './predicates';

/** A half-open range of the bytes of one index field. */
export interface Interval {
  readonly start: Buffer;
  readonly end: Buffer;
}

/** Greater than any byte a key can go on with: ends the range of everything that begins with a prefix. */
const beyond = Buffer.from([0xff]);

/** Everything that begins with the bytes. */
export function startingWith(prefix: Buffer): Interval {
  return { start: prefix, end: Buffer.concat([prefix, beyond]) };
}

/** Each point once, in key order. */
export function pointIntervals(values: readonly unknown[], descending: boolean): Interval[] {
  const keys = values.map((value) => encodeValue(value, descending)).sort(Buffer.compare);
  return keys.filter((key, i) => i === 0 || !key.equals(keys[i - 1] as Buffer)).map(startingWith);
}

/**
 * The interval of a range of values. A range of numbers without a lower end leaves NaN out, which equals nothing else.
 */
export function rangeInterval({ rank, lower, upper }: ValueRange, descending: boolean): Interval {
  const from = lower === null ? startOfType(rank) : beside(lower, !lower.inclusive);
  const to = upper === null ? { typeByte: rank + 1 } : beside(upper, upper.inclusive);
  return descending
    ? { start: bytesOf(to, true), end: bytesOf(from, true) }
    : { start: bytesOf(from, false), end: bytesOf(to, false) };
}

/** A place between keys: just before or after everything that begins with a key, or before a type's first key. */
type Position = { readonly key: Buffer; readonly after: boolean } | { readonly typeByte: number };

const terminatorBytes = 2;

function beside({ value, prefix }: RangeEnd, after: boolean): Position {
  const key = encodeValue(value);
  return { key: prefix === true ? key.subarray(0, -terminatorBytes) : key, after };
}

function startOfType(rank: number): Position {
  return rank === typeRank.number ? { key: encodeValue(Number.NaN), after: true } : { typeByte: rank };
}

/**
 * Where a position lies among the bytes of a field, which in a descending field are inverted: after turns into before.
 */
function bytesOf(position: Position, descending: boolean): Buffer {
  if ('typeByte' in position) return Buffer.from([descending ? ~position.typeByte + 1 : position.typeByte]);
  const key = descending ? Buffer.from(position.key.map((byte) => ~byte)) : position.key;
  return position.after === descending ? key : Buffer.concat([key, beyond]);
}
