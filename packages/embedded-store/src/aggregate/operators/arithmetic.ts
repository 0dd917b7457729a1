import {
  addNumbers,
  makeDouble,
  makeInteger,
  multiplyNumbers,
  remainderOf,
  subtractNumbers,
} from '../../bson/arithmetic';
import { typeNameOf } from '../../bson/typeNumbers';
import { BSON } from '../../bson/library';
import { roundDouble, roundInteger, type Rounding } from '../../bson/rounding';
import { compareValues, exactInteger, isNumeric, numberOf } from '../../bson/valueOrder';
import { CommandError, type ErrorName } from '../../commandError';
import { compileArguments, isNullish, type CompileOperator, type Evaluate } from '../expressionParts';

function needNumber(name: string, value: unknown, code: ErrorName = 'TypeMismatch'): unknown {
  if (!isNumeric(value)) throw new CommandError(code, `${name} only supports numeric types, not ${typeNameOf(value)}`);
  return value;
}

/** A 64-bit overflow continues as a double, as MongoDB does in expressions. */
function orDouble(exact: unknown, left: number, right: (left: number) => number): unknown {
  return exact ?? makeDouble(right(left));
}

/** Adds numbers, or milliseconds to at most one date. */
function addValues(values: readonly unknown[]): unknown {
  if (values.some(isNullish)) return null;
  const dates = values.filter((value) => value instanceof Date);
  if (dates.length > 1) throw new CommandError('Location16612', 'only one date allowed in an $add expression');
  const sum = values
    .filter((value) => !(value instanceof Date))
    .reduce<unknown>((total, value) => plus(total, needNumber('$add', value)), 0);
  return dates[0] === undefined ? sum : new Date((dates[0] as Date).getTime() + numberOf(sum));
}

/** The sum of two numbers; a 64-bit overflow continues as a double. */
export function plus(left: unknown, right: unknown): unknown {
  return orDouble(addNumbers(left, right), numberOf(left), (a) => a + numberOf(right));
}

function subtract(left: unknown, right: unknown): unknown {
  if (isNullish(left) || isNullish(right)) return null;
  if (left instanceof Date) {
    if (right instanceof Date) return BSON.Long.fromNumber(left.getTime() - right.getTime());
    return new Date(left.getTime() - numberOf(needNumber('$subtract', right)));
  }
  needNumber('$subtract', left);
  return orDouble(subtractNumbers(left, needNumber('$subtract', right)), numberOf(left), (a) => a - numberOf(right));
}

function divide(left: unknown, right: unknown): unknown {
  if (isNullish(left) || isNullish(right)) return null;
  needNumber('$divide', left);
  if (numberOf(needNumber('$divide', right)) === 0) throw new CommandError('BadValue', "can't $divide by zero");
  return makeDouble(numberOf(left) / numberOf(right));
}

function modulo(left: unknown, right: unknown): unknown {
  if (isNullish(left) || isNullish(right)) return null;
  needNumber('$mod', left, 'Location16611');
  if (numberOf(needNumber('$mod', right, 'Location16611')) === 0)
    throw new CommandError('Location16610', "can't $mod by zero");
  return remainderOf(left, right);
}

function binary(name: string, apply: (left: unknown, right: unknown) => unknown): CompileOperator {
  return (operand, compile) => {
    const [left, right] = compileArguments(operand, compile, { name, min: 2, max: 2 }) as [Evaluate, Evaluate];
    return (scope) => apply(left(scope), right(scope));
  };
}

function unary(name: string, apply: (value: unknown) => unknown): CompileOperator {
  return (operand, compile) => {
    const [part] = compileArguments(operand, compile, { name, min: 1, max: 1 }) as [Evaluate];
    return (scope) => {
      const value = part(scope);
      return isNullish(value) ? null : apply(needNumber(name, value, 'Location28765'));
    };
  };
}

/** Integers are whole already; a double stays one. */
function ofDouble(apply: (value: number) => number): (value: unknown) => unknown {
  return (value) => (typeNameOf(value) === 'double' ? makeDouble(apply(numberOf(value))) : value);
}

const leastLong = -(1n << 63n);

function absolute(value: unknown): unknown {
  if (typeNameOf(value) === 'double') return makeDouble(Math.abs(numberOf(value)));
  const exact = exactInteger(value);
  if (exact === leastLong) throw new CommandError('Location28680', "can't take $abs of long long min");
  const result = exact < 0n ? -exact : exact;
  return typeNameOf(value) === 'long' ? BSON.Long.fromBigInt(result) : makeInteger(result);
}

/** `$round` and `$trunc` with an optional number of decimal places, below zero for places before the point. */
function toPlaces(name: string, rounding: Rounding): CompileOperator {
  return (operand, compile) => {
    const [part, places] = compileArguments(operand, compile, { name, min: 1, max: 2 }) as [
      Evaluate,
      Evaluate | undefined,
    ];
    return (scope) => {
      const [value, at] = [part(scope), places === undefined ? 0 : places(scope)];
      if (isNullish(value)) return null;
      needNumber(name, value, 'Location51081');
      return isNullish(at) ? null : rounded(value, placesOf(name, at), rounding);
    };
  };
}

function placesOf(name: string, value: unknown): number {
  const number = isNumeric(value) ? numberOf(value) : Number.NaN;
  if (!Number.isInteger(number))
    throw new CommandError('Location51082', `precision argument to  ${name} must be a integral value`);
  if (number < -20 || number > 100)
    throw new CommandError(
      'Location51083',
      `cannot apply ${name} with precision value ${number} value must be in [-20, 100]`,
    );
  return number;
}

function rounded(value: unknown, places: number, rounding: Rounding): unknown {
  if (typeNameOf(value) === 'double') return makeDouble(roundDouble(numberOf(value), places, rounding));
  if (places >= 0) return value;
  const result = makeInteger(roundInteger(exactInteger(value), places, rounding));
  if (result === null) throw new CommandError('Location51080', 'the rounded number does not fit 64 bits');
  return typeNameOf(value) === 'long' && typeof result === 'number' ? BSON.Long.fromNumber(result) : result;
}

/** An operator over all its arguments, or over the elements of one array argument. */
function over(name: string, apply: (values: readonly unknown[]) => unknown): CompileOperator {
  return (operand, compile) => {
    const parts = compileArguments(operand, compile, { name, min: 1, max: Infinity });
    return (scope) => {
      const values = parts.map((part) => part(scope));
      return apply(values.length === 1 && Array.isArray(values[0]) ? values[0] : values);
    };
  };
}

/** Numbers among the values, summed; anything else counts as nothing. */
function sumOf(values: readonly unknown[]): unknown {
  return values.filter(isNumeric).reduce<unknown>(plus, 0);
}

/** The mean of the numbers among the values as a double, null where there is none. */
function averageOf(values: readonly unknown[]): unknown {
  const numbers = values.filter(isNumeric);
  return numbers.length === 0 ? null : makeDouble(numberOf(sumOf(numbers)) / numbers.length);
}

/** The least (-1) or greatest (1) value in BSON order, nulls left out. */
function extremeOf(values: readonly unknown[], sign: 1 | -1): unknown {
  const present = values.filter((value) => !isNullish(value));
  return present.reduce((best, value) => (compareValues(value, best) * sign > 0 ? value : best), present[0] ?? null);
}

/** Arithmetic expressions. */
export const arithmeticOperators: Readonly<Record<string, CompileOperator>> = {
  $add: (operand, compile) => {
    const parts = compileArguments(operand, compile, { name: '$add', min: 0, max: Infinity });
    return (scope) => addValues(parts.map((part) => part(scope)));
  },
  $multiply: (operand, compile) => {
    const parts = compileArguments(operand, compile, { name: '$multiply', min: 0, max: Infinity });
    return (scope) => {
      const values = parts.map((part) => part(scope));
      if (values.some(isNullish)) return null;
      return values.reduce(
        (product, value) =>
          orDouble(
            multiplyNumbers(product, needNumber('$multiply', value)),
            numberOf(product),
            (a) => a * numberOf(value),
          ),
        1,
      );
    };
  },
  $subtract: binary('$subtract', subtract),
  $divide: binary('$divide', divide),
  $mod: binary('$mod', modulo),
  $abs: unary('$abs', absolute),
  $ceil: unary('$ceil', ofDouble(Math.ceil)),
  $floor: unary('$floor', ofDouble(Math.floor)),
  $round: toPlaces('$round', 'even'),
  $trunc: toPlaces('$trunc', 'zero'),
  $sum: over('$sum', sumOf),
  $avg: over('$avg', averageOf),
  $min: over('$min', (values) => extremeOf(values, -1)),
  $max: over('$max', (values) => extremeOf(values, 1)),
};
