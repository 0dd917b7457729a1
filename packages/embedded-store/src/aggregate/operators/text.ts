import { BSON } from '../../bson/library';
import { makeDouble } from '../../bson/arithmetic';
import { typeNameOf } from '../../bson/typeNumbers';
import { bsonTypeOf, exactInteger, isNumeric, numberOf } from '../../bson/valueOrder';
import { CommandError } from '../../commandError';
import { compileRegex } from '../../query/compileRegex';
import { compileArguments, isNullish, namedParts, type CompileOperator, type Evaluate } from '../expressionParts';

function needText(name: string, value: unknown): string {
  if (typeof value !== 'string')
    throw new CommandError('BadValue', `${name} requires a string argument, found: ${typeNameOf(value)}`);
  return value;
}

/** One argument turned into another value; null stays null. */
function ofValue(name: string, apply: (value: unknown) => unknown): CompileOperator {
  return (operand, compile) => {
    const [part] = compileArguments(operand, compile, { name, min: 1, max: 1 }) as [Evaluate];
    return (scope) => {
      const value = part(scope);
      return isNullish(value) ? null : apply(value);
    };
  };
}

function ofText(name: string, apply: (value: string) => unknown): CompileOperator {
  return (operand, compile) => {
    const [part] = compileArguments(operand, compile, { name, min: 1, max: 1 }) as [Evaluate];
    return (scope) => {
      const value = part(scope);
      return apply(isNullish(value) ? '' : needText(name, value));
    };
  };
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (isNumeric(value)) return bsonTypeOf(value) === 'Long' ? exactInteger(value).toString() : String(numberOf(value));
  if (value instanceof Date) return value.toISOString();
  if (bsonTypeOf(value) === 'ObjectId') return (value as { toHexString(): string }).toHexString();
  throw conversionFailure(value, 'string');
}

function conversionFailure(value: unknown, target: string): CommandError {
  return new CommandError('ConversionFailure', `Unsupported conversion from ${typeNameOf(value)} to ${target}`);
}

function numberFrom(value: unknown, target: string): number {
  if (isNumeric(value)) return numberOf(value);
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof Date && target !== 'int') return value.getTime();
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  throw conversionFailure(value, target);
}

function integerFrom(value: unknown, target: 'int' | 'long'): unknown {
  const number = Math.trunc(numberFrom(value, target));
  if (target === 'int' && (number | 0) !== number) throw conversionFailure(value, target);
  if (!Number.isFinite(number)) throw conversionFailure(value, target);
  return target === 'int'
    ? number
    : BSON.Long.fromBigInt(bsonTypeOf(value) === 'Long' ? exactInteger(value) : BigInt(number));
}

function dateFrom(value: unknown): Date {
  if (value instanceof Date) return value;
  if (bsonTypeOf(value) === 'ObjectId') return (value as { getTimestamp(): Date }).getTimestamp();
  const date = new Date(typeof value === 'string' ? value : numberFrom(value, 'date'));
  if (Number.isNaN(date.getTime())) throw conversionFailure(value, 'date');
  return date;
}

function objectIdFrom(value: unknown): unknown {
  if (bsonTypeOf(value) === 'ObjectId') return value;
  if (typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value)) return BSON.ObjectId.createFromHexString(value);
  throw conversionFailure(value, 'objectId');
}

/** String expressions and conversions between types. */
export const textOperators: Readonly<Record<string, CompileOperator>> = {
  $concat: (operand, compile) => {
    const parts = compileArguments(operand, compile, { name: '$concat', min: 0, max: Infinity });
    return (scope) => {
      const values = parts.map((part) => part(scope));
      return values.some(isNullish) ? null : values.map((value) => needText('$concat', value)).join('');
    };
  },
  $toLower: ofText('$toLower', (text) => text.toLowerCase()),
  $toUpper: ofText('$toUpper', (text) => text.toUpperCase()),
  $strLenCP: ofValue('$strLenCP', (value) => [...needText('$strLenCP', value)].length),
  $substrCP: (operand, compile) => {
    const [text, start, count] = compileArguments(operand, compile, { name: '$substrCP', min: 3, max: 3 }) as [
      Evaluate,
      Evaluate,
      Evaluate,
    ];
    return (scope) => {
      const value = text(scope);
      const from = numberOf(start(scope));
      return isNullish(value) ? '' : [...textOf(value)].slice(from, from + numberOf(count(scope))).join('');
    };
  },
  $split: (operand, compile) => {
    const [text, separator] = compileArguments(operand, compile, { name: '$split', min: 2, max: 2 }) as [
      Evaluate,
      Evaluate,
    ];
    return (scope) => {
      const value = text(scope);
      return isNullish(value) ? null : needText('$split', value).split(needText('$split', separator(scope)));
    };
  },
  $regexMatch: (operand, compile) => {
    const parts = namedParts(operand, '$regexMatch', { required: ['input', 'regex'], optional: ['options'] });
    const input = compile(parts['input']);
    const source = parts['regex'] as string | { pattern: string; options: string };
    const options = typeof parts['options'] === 'string' ? parts['options'] : '';
    const regex =
      typeof source === 'string'
        ? compileRegex(source, options)
        : compileRegex(source.pattern, source.options + options);
    return (scope) => {
      const value = input(scope);
      return !isNullish(value) && regex.test(needText('$regexMatch', value));
    };
  },
  $type: (operand, compile) => {
    const [part] = compileArguments(operand, compile, { name: '$type', min: 1, max: 1 }) as [Evaluate];
    return (scope) => {
      const value = part(scope);
      return value === undefined ? 'missing' : typeNameOf(value);
    };
  },
  $toString: ofValue('$toString', textOf),
  $toInt: ofValue('$toInt', (value) => integerFrom(value, 'int')),
  $toLong: ofValue('$toLong', (value) => integerFrom(value, 'long')),
  $toDouble: ofValue('$toDouble', (value) => makeDouble(numberFrom(value, 'double'))),
  $toDate: ofValue('$toDate', dateFrom),
  $toObjectId: ofValue('$toObjectId', objectIdFrom),
  $toBool: ofValue('$toBool', (value) => (isNumeric(value) ? numberOf(value) !== 0 : value !== false)),
};
