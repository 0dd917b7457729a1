import {
  addNumbers,
  makeDouble,
  makeInteger,
  multiplyNumbers,
  remainderOf,
  subtractNumbers,
} from '../../bson/arithmetic';
import { typeNameOf } from '../../bson/typeNumbers';
import { bsonTypeOf, compareValues, exactInteger, isNumeric, numberOf } from '../../bson/valueOrder';
import { CommandError } from '../../commandError';
import { compileArguments, isNullish, type CompileOperator, type Evaluate } from '../expressionParts';

function needNumber(name: string, value: unknown): unknown {
  if (!isNumeric(value))
    throw new CommandError('TypeMismatch', `${name} only supports numeric types, not ${typeNameOf(value)}`);
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
  if (dates.length > 1) throw new CommandError('BadValue', 'only one date allowed in an $add expression');
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
    if (right instanceof Date) return makeInteger(BigInt(left.getTime() - right.getTime()));
    return new Date(left.getTime() - numberOf(needNumber('$subtract', right)));
  }
  needNumber('$subtract', left);
  return orDouble(subtractNumbers(left, needNumber('$subtract', right)), numberOf(left), (a) => a - numberOf(right));
}

function divide(name: string, left: unknown, right: unknown): unknown {
  if (isNullish(left) || isNullish(right)) return null;
  needNumber(name, left);
  if (numberOf(needNumber(name, right)) === 0) throw new CommandError('BadValue', `can't ${name} by zero`);
  return name === '$mod' ? remainderOf(left, right) : makeDouble(numberOf(left) / numberOf(right));
}

function binary(name: string, apply: (left: unknown, right: unknown) => unknown): CompileOperator {
  return (operand, compile) => {
    const [left, right] = compileArguments(operand, compile, { name, min: 2, max: 2 }) as [Evaluate, Evaluate];
    return (scope) => apply(left(scope), right(scope));
  };
}

function unary(name: string, apply: (value: number) => number): CompileOperator {
  return (operand, compile) => {
    const [part] = compileArguments(operand, compile, { name, min: 1, max: 1 }) as [Evaluate];
    return (scope) => {
      const value = part(scope);
      if (isNullish(value)) return null;
      needNumber(name, value);
      if (bsonTypeOf(value) === 'Long')
        return name === '$abs' && numberOf(value) < 0 ? makeInteger(-exactInteger(value)) : value;
      return keepType(value, apply(numberOf(value)));
    };
  };
}

function keepType(source: unknown, value: number): unknown {
  return typeNameOf(source) === 'int' ? value : makeDouble(value);
}

/** `$round` and `$trunc` with an optional number of decimal places; halves go to the even neighbour. */
function toPlaces(name: string, apply: (value: number) => number): CompileOperator {
  return (operand, compile) => {
    const [part, places] = compileArguments(operand, compile, { name, min: 1, max: 2 }) as [
      Evaluate,
      Evaluate | undefined,
    ];
    return (scope) => {
      const value = part(scope);
      if (isNullish(value)) return null;
      needNumber(name, value);
      if (bsonTypeOf(value) === 'Long') return value;
      const factor = 10 ** (places === undefined ? 0 : numberOf(needNumber(name, places(scope))));
      return keepType(value, apply(numberOf(value) * factor) / factor);
    };
  };
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
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
    const parts = compileArguments(operand, compile, { name: '$add', min: 1, max: Infinity });
    return (scope) => addValues(parts.map((part) => part(scope)));
  },
  $multiply: (operand, compile) => {
    const parts = compileArguments(operand, compile, { name: '$multiply', min: 1, max: Infinity });
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
  $divide: binary('$divide', (left, right) => divide('$divide', left, right)),
  $mod: binary('$mod', (left, right) => divide('$mod', left, right)),
  $abs: unary('$abs', Math.abs),
  $ceil: unary('$ceil', Math.ceil),
  $floor: unary('$floor', Math.floor),
  $round: toPlaces('$round', roundHalfEven),
  $trunc: toPlaces('$trunc', Math.trunc),
  $sum: over('$sum', sumOf),
  $avg: over('$avg', averageOf),
  $min: over('$min', (values) => extremeOf(values, -1)),
  $max: over('$max', (values) => extremeOf(values, 1)),
};
