import { BSON } from './library';
import { bsonTypeOf, exactInteger, numberOf } from './valueOrder';
import { typeNumberOf } from './typeNumbers';

const doubleType = 1;
const longType = 18;
const maxInt = 0x7fffffff;
const minInt = -0x80000000;
const maxLong = (1n << 63n) - 1n;
const minLong = -(1n << 63n);

/** A double that stays a double when it is encoded, whole or not. */
export function makeDouble(value: number): unknown {
  return (value | 0) === value ? new BSON.Double(value) : value;
}

/** A whole number as int32 where it fits, else as int64; null where it does not fit int64 either. */
export function makeInteger(value: bigint): unknown {
  if (value >= BigInt(minInt) && value <= BigInt(maxInt)) return Number(value);
  return value > maxLong || value < minLong ? null : BSON.Long.fromBigInt(value);
}

/** The sum, of the wider of the two types; null when a 64-bit result overflows. */
export function addNumbers(left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') {
    const sum = left + right;
    if (isInt(left) && isInt(right) && isInt(sum)) return sum;
  }
  return combine(left, right, { doubles: (a, b) => a + b, integers: (a, b) => a + b });
}

/** The product, of the wider of the two types; null when a 64-bit result overflows. */
export function multiplyNumbers(left: unknown, right: unknown): unknown {
  return combine(left, right, { doubles: (a, b) => a * b, integers: (a, b) => a * b });
}

/** The difference, of the wider of the two types; null when a 64-bit result overflows. */
export function subtractNumbers(left: unknown, right: unknown): unknown {
  return combine(left, right, { doubles: (a, b) => a - b, integers: (a, b) => a - b });
}

/** The remainder with the sign of the dividend. The divisor must not be zero. */
export function remainderOf(left: unknown, right: unknown): unknown {
  return combine(left, right, { doubles: (a, b) => a % b, integers: (a, b) => a % b });
}

interface Operation {
  readonly doubles: (a: number, b: number) => number;
  readonly integers: (a: bigint, b: bigint) => bigint;
}

function combine(left: unknown, right: unknown, operation: Operation): unknown {
  const [a, b] = [typeNumberOf(left), typeNumberOf(right)];
  if (a === doubleType || b === doubleType) return makeDouble(operation.doubles(numberOf(left), numberOf(right)));
  const result = operation.integers(integerOf(left), integerOf(right));
  if (a !== longType && b !== longType) return makeInteger(result);
  return result > maxLong || result < minLong ? null : BSON.Long.fromBigInt(result);
}

function integerOf(value: unknown): bigint {
  return bsonTypeOf(value) === 'Long' ? exactInteger(value) : BigInt(numberOf(value));
}

function isInt(value: number): boolean {
  return (value | 0) === value && !Object.is(value, -0);
}
