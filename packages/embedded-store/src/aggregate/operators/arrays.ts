import { compareValues, type BsonDocument } from '../../bson/valueOrder';
import { CommandError, type ErrorName } from '../../commandError';
import {
  checkedName,
  compileArguments,
  int32Of,
  isNullish,
  isTruthy,
  namedParts,
  type CompileOperator,
  type Evaluate,
  type Scope,
} from '../expressionParts';

/** MongoDB has a code of its own for each operator that was given something else than an array. */
const codes: Readonly<Record<string, ErrorName>> = {
  $size: 'Location17124',
  $arrayElemAt: 'Location28689',
  $first: 'Location28689',
  $last: 'Location28689',
  $concatArrays: 'Location28664',
  $slice: 'Location28724',
  $filter: 'Location28651',
  $map: 'Location16883',
  $reduce: 'Location40080',
  $in: 'Location40081',
  $setUnion: 'Location17043',
  $reverseArray: 'Location34435',
  $arrayToObject: 'Location40386',
};

/** The value, which must be an array. */
function needArray(name: string, value: unknown): unknown[] {
  if (!Array.isArray(value))
    throw new CommandError(codes[name] ?? 'BadValue', `The argument to ${name} must be an array`);
  return value;
}

/** An operator of one argument that must be an array; null stays null. */
export function ofArray(name: string, apply: (array: unknown[]) => unknown): CompileOperator {
  return (operand, compile) => {
    const [part] = compileArguments(operand, compile, { name, min: 1, max: 1 }) as [Evaluate];
    return (scope) => {
      const value = part(scope);
      return isNullish(value) ? null : apply(needArray(name, value));
    };
  };
}

/** A scope in which one more variable is in sight. */
export function withVariable(scope: Scope, name: string, value: unknown): Scope {
  return { root: scope.root, variables: { ...scope.variables, [name]: value } };
}

function variableName(parts: BsonDocument): string {
  return parts['as'] === undefined ? 'this' : checkedName(parts['as']);
}

function elementAt(array: readonly unknown[], index: number): unknown {
  return array.at(index);
}

function slice(array: unknown[], first: number, count: number | undefined): unknown[] {
  if (count === undefined) return first < 0 ? array.slice(first) : array.slice(0, first);
  const start = first < 0 ? Math.max(0, array.length + first) : first;
  return array.slice(start, start + count);
}

function contains(array: readonly unknown[], value: unknown): boolean {
  return value !== undefined && array.some((item) => compareValues(item, value) === 0);
}

function distinct(values: readonly unknown[]): unknown[] {
  const sorted = [...values].sort(compareValues);
  return sorted.filter((value, i) => i === 0 || compareValues(value, sorted[i - 1]) !== 0);
}

/** Array expressions. */
export const arrayOperators: Readonly<Record<string, CompileOperator>> = {
  $size: (operand, compile) => {
    const [part] = compileArguments(operand, compile, { name: '$size', min: 1, max: 1 }) as [Evaluate];
    return (scope) => needArray('$size', part(scope)).length;
  },
  $isArray: (operand, compile) => {
    const [part] = compileArguments(operand, compile, { name: '$isArray', min: 1, max: 1 }) as [Evaluate];
    return (scope) => Array.isArray(part(scope));
  },
  $first: ofArray('$first', (array) => elementAt(array, 0)),
  $last: ofArray('$last', (array) => elementAt(array, -1)),
  $reverseArray: ofArray('$reverseArray', (array) => [...array].reverse()),
  $arrayElemAt: (operand, compile) => {
    const [array, index] = compileArguments(operand, compile, { name: '$arrayElemAt', min: 2, max: 2 }) as [
      Evaluate,
      Evaluate,
    ];
    return (scope) => {
      const [items, at] = [array(scope), index(scope)];
      if (isNullish(items) || isNullish(at)) return null;
      const codes = { type: 'Location28690', range: 'Location28691' } as const;
      return elementAt(needArray('$arrayElemAt', items), int32Of(at, "$arrayElemAt's second argument", codes));
    };
  },
  $in: (operand, compile) => {
    const [value, array] = compileArguments(operand, compile, { name: '$in', min: 2, max: 2 }) as [Evaluate, Evaluate];
    return (scope) => contains(needArray('$in', array(scope)), value(scope));
  },
  $concatArrays: (operand, compile) => {
    const parts = compileArguments(operand, compile, { name: '$concatArrays', min: 0, max: Infinity });
    return (scope) => {
      const arrays = parts.map((part) => part(scope));
      return arrays.some(isNullish) ? null : arrays.flatMap((array) => needArray('$concatArrays', array));
    };
  },
  $setUnion: (operand, compile) => {
    const parts = compileArguments(operand, compile, { name: '$setUnion', min: 0, max: Infinity });
    return (scope) => {
      const arrays = parts.map((part) => part(scope));
      return arrays.some(isNullish) ? null : distinct(arrays.flatMap((array) => needArray('$setUnion', array)));
    };
  },
  $slice: (operand, compile) => {
    const [array, first, count] = compileArguments(operand, compile, { name: '$slice', min: 2, max: 3 }) as [
      Evaluate,
      Evaluate,
      Evaluate | undefined,
    ];
    return (scope) => {
      const [value, from] = [array(scope), first(scope)];
      if (isNullish(value) || isNullish(from)) return null;
      const items = needArray('$slice', value);
      const start = int32Of(from, 'the second argument of $slice', { type: 'Location28725', range: 'Location28726' });
      if (count === undefined) return slice(items, start, undefined);
      const size = count(scope);
      if (isNullish(size)) return null;
      const most = int32Of(size, 'the third argument of $slice', { type: 'Location28727', range: 'Location28728' });
      if (most <= 0) throw new CommandError('Location28729', 'the third argument of $slice must be positive');
      return slice(items, start, most);
    };
  },
  $filter: (operand, compile) => {
    const parts = namedParts(operand, '$filter', {
      required: { input: 'Location28648', cond: 'Location28650' },
      optional: ['as', 'limit'],
      notObject: 'Location28646',
      unknown: 'Location28647',
    });
    const [input, test, name] = [compile(parts['input']), compile(parts['cond']), variableName(parts)];
    const limit = compile(parts['limit'] ?? null);
    return (scope) => {
      const value = input(scope);
      if (isNullish(value)) return null;
      const kept = needArray('$filter', value).filter((item) => isTruthy(test(withVariable(scope, name, item))));
      const max = limit(scope);
      if (isNullish(max)) return kept;
      const most = int32Of(max, "the 'limit' of $filter", { type: 'Location327391', range: 'Location327391' });
      if (most < 1) throw new CommandError('Location327392', "the 'limit' of $filter must be greater than 0");
      return kept.slice(0, most);
    };
  },
  $map: (operand, compile) => {
    const parts = namedParts(operand, '$map', {
      required: { input: 'Location16880', in: 'Location16882' },
      optional: ['as'],
      notObject: 'Location16878',
      unknown: 'Location16879',
    });
    const [input, body, name] = [compile(parts['input']), compile(parts['in']), variableName(parts)];
    return (scope) => {
      const value = input(scope);
      return isNullish(value)
        ? null
        : needArray('$map', value).map((item) => body(withVariable(scope, name, item)) ?? null);
    };
  },
  $reduce: (operand, compile) => {
    const parts = namedParts(operand, '$reduce', {
      required: { input: 'Location40077', initialValue: 'Location40078', in: 'Location40079' },
      notObject: 'Location40075',
      unknown: 'Location40076',
    });
    const [input, initial, body] = [compile(parts['input']), compile(parts['initialValue']), compile(parts['in'])];
    return (scope) => {
      const value = input(scope);
      if (isNullish(value)) return null;
      return needArray('$reduce', value).reduce(
        (total, item) => body(withVariable(withVariable(scope, 'value', total), 'this', item)),
        initial(scope),
      );
    };
  },
};
