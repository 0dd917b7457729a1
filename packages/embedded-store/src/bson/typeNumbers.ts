import { isNumeric, numberOf, bsonTypeOf } from './valueOrder';
import { CommandError } from '../commandError';

const aliases: Readonly<Record<string, number>> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
};
const names = new Map(Object.entries(aliases).map(([name, number]) => [number, name]));

/** The BSON type numbers meant by the operand of `$type`: a number, an alias, `number`, or an array of these. */
export function typeNumbersOf(operand: unknown): ReadonlySet<number> {
  const items = Array.isArray(operand) ? operand : [operand];
  if (items.length === 0) throw new CommandError('FailedToParse', '$type must match at least one type');
  return new Set(items.flatMap(typeNumbers));
}

function typeNumbers(item: unknown): number[] {
  if (item === 'number') return [1, 16, 18, 19];
  if (typeof item === 'string') {
    const number = aliases[item];
    if (number === undefined) throw new CommandError('BadValue', `Unknown type name alias: ${item}`);
    return [number];
  }
  if (!isNumeric(item)) throw new CommandError('TypeMismatch', 'type must be represented as a number or a string');
  if (!names.has(numberOf(item))) throw new CommandError('BadValue', `Invalid numerical type code: ${numberOf(item)}`);
  return [numberOf(item)];
}

/** The BSON type number of a decoded value, with which it would be encoded again. */
export function typeNumberOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return 2;
    case 'boolean':
      return 8;
    case 'number':
      return Number.isInteger(value) && !Object.is(value, -0) && value >= -0x80000000 && value <= 0x7fffffff ? 16 : 1;
    case 'undefined':
      return 6;
    default:
  }
  if (value === null) return 10;
  if (Array.isArray(value)) return 4;
  if (value instanceof Date) return 9;
  switch (bsonTypeOf(value)) {
    case 'ObjectId':
      return 7;
    case 'Double':
      return 1;
    case 'Int32':
      return 16;
    case 'Long':
      return 18;
    case 'Binary':
      return 5;
    case 'BSONRegExp':
      return 11;
    case 'Timestamp':
      return 17;
    case 'MinKey':
      return -1;
    case 'MaxKey':
      return 127;
    default:
      return 3;
  }
}

/** The alias of a value's type, as MongoDB's messages and `$type` name it. */
export function typeNameOf(value: unknown): string {
  return names.get(typeNumberOf(value)) ?? 'object';
}
