import { BSON } from '../../bson/library';
import { makeDouble } from '../../bson/arithmetic';
import { typeNameOf } from '../../bson/typeNumbers';
import { bsonTypeOf, exactInteger, isNumeric, numberOf } from '../../bson/valueOrder';
import { CommandError } from '../../commandError';
import { compileArguments, isNullish, type CompileOperator, type Evaluate } from '../expressionParts';

function failure(value: unknown, target: string): CommandError {
  return new CommandError(
    'ConversionFailure',
    typeof value === 'string'
      ? `Failed to parse '${value}' in $convert to ${target}`
      : `Unsupported conversion from ${typeNameOf(value)} to ${target} in $convert with no onError value`,
  );
}

/** One argument turned into a value of another type; null stays null. */
function conversion(name: string, apply: (value: unknown) => unknown): CompileOperator {
  return (operand, compile) => {
    const [part] = compileArguments(operand, compile, { name, min: 1, max: 1, code: 'Location50723' }) as [Evaluate];
    return (scope) => {
      const value = part(scope);
      return isNullish(value) ? null : apply(value);
    };
  };
}

/** A scalar as text, as `$toString` gives it. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (isNumeric(value)) return bsonTypeOf(value) === 'Long' ? exactInteger(value).toString() : String(numberOf(value));
  if (value instanceof Date) return value.toISOString();
  if (bsonTypeOf(value) === 'ObjectId') return (value as { toHexString(): string }).toHexString();
  throw failure(value, 'string');
}

const ranges = {
  int: { least: -(1n << 31n), most: (1n << 31n) - 1n },
  long: { least: -(1n << 63n), most: (1n << 63n) - 1n },
};

/** Text must be the digits of a whole number; a double is cut towards zero. */
function integerFrom(value: unknown, target: 'int' | 'long'): unknown {
  const integer = exactFrom(value, target);
  if (integer < ranges[target].least || integer > ranges[target].most) throw failure(value, target);
  return target === 'int' ? Number(integer) : BSON.Long.fromBigInt(integer);
}

function exactFrom(value: unknown, target: 'int' | 'long'): bigint {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (value instanceof Date && target === 'long') return BigInt(value.getTime());
  if (typeof value === 'string' && /^[-+]?\d+$/.test(value)) return BigInt(value.replace(/^\+/, ''));
  if (!isNumeric(value)) throw failure(value, target);
  if (bsonTypeOf(value) === 'Long') return exactInteger(value);
  if (!Number.isFinite(numberOf(value))) throw failure(value, target);
  return BigInt(Math.trunc(numberOf(value)));
}

const decimal = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const named: Readonly<Record<string, number>> = { nan: Number.NaN, inf: Infinity, infinity: Infinity };

function doubleFrom(value: unknown): unknown {
  if (isNumeric(value)) return makeDouble(numberOf(value));
  if (typeof value === 'boolean') return makeDouble(Number(value));
  if (value instanceof Date) return makeDouble(value.getTime());
  if (typeof value !== 'string') throw failure(value, 'double');
  const name = named[value.toLowerCase().replace(/^[-+]/, '')];
  if (name !== undefined) return makeDouble(value.startsWith('-') ? -name : name);
  if (!decimal.test(value) || !Number.isFinite(Number(value))) throw failure(value, 'double');
  return makeDouble(Number(value));
}

/** A day, or a day and a time with or without an offset: what both MongoDB and every reader understand alike. */
const isoDate = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s?(Z|[+-]\d{2}:?\d{2})?)?$/;

function dateFrom(value: unknown): Date {
  if (value instanceof Date) return value;
  if (bsonTypeOf(value) === 'ObjectId') return (value as { getTimestamp(): Date }).getTimestamp();
  const type = typeNameOf(value);
  const date =
    type === 'long' || type === 'double'
      ? new Date(Math.trunc(numberOf(value)))
      : typeof value === 'string'
        ? parsedDate(value)
        : null;
  if (date === null || Number.isNaN(date.getTime())) throw failure(value, 'date');
  return date;
}

/** Without an offset the text is civil time in UTC, wherever the process runs. */
function parsedDate(text: string): Date | null {
  const [, day, time = '00:00', offset = 'Z'] = isoDate.exec(text) ?? [];
  if (day === undefined) return null;
  const zone = /^[+-]\d{4}$/.test(offset) ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset;
  const date = new Date(`${day}T${time}${zone}`);
  const isRealDay = new Date(`${day}T00:00Z`).toISOString().startsWith(day);
  return isRealDay ? date : null;
}

function objectIdFrom(value: unknown): unknown {
  if (bsonTypeOf(value) === 'ObjectId') return value;
  if (typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value)) return BSON.ObjectId.createFromHexString(value);
  throw failure(value, 'objectId');
}

/** Conversions between types; each fails with ConversionFailure where there is none. */
export const conversionOperators: Readonly<Record<string, CompileOperator>> = {
  $type: (operand, compile) => {
    const [part] = compileArguments(operand, compile, { name: '$type', min: 1, max: 1 }) as [Evaluate];
    return (scope) => {
      const value = part(scope);
      return value === undefined ? 'missing' : typeNameOf(value);
    };
  },
  $toString: conversion('$toString', textOf),
  $toInt: conversion('$toInt', (value) => integerFrom(value, 'int')),
  $toLong: conversion('$toLong', (value) => integerFrom(value, 'long')),
  $toDouble: conversion('$toDouble', doubleFrom),
  $toDate: conversion('$toDate', dateFrom),
  $toObjectId: conversion('$toObjectId', objectIdFrom),
  $toBool: conversion('$toBool', (value) => (isNumeric(value) ? numberOf(value) !== 0 : value !== false)),
};
