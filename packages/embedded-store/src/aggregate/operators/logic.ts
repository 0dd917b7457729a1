import { compareValues, isDocument } from '../../bson/valueOrder';
import { CommandError } from '../../commandError';
import {
  checkedName,
  compileArguments,
  isNullish,
  isTruthy,
  namedParts,
  type CompileOperator,
  type Evaluate,
  type Scope,
} from '../expressionParts';
import { withVariable } from './arrays';

function comparison(name: string, accept: (difference: number) => unknown): CompileOperator {
  return (operand, compile) => {
    const [left, right] = compileArguments(operand, compile, { name, min: 2, max: 2 }) as [
      (scope: Scope) => unknown,
      (scope: Scope) => unknown,
    ];
    return (scope) => accept(compareWithMissing(left(scope), right(scope)));
  };
}

/** In expressions a missing value is less than null, unlike in sorting. */
function compareWithMissing(left: unknown, right: unknown): number {
  if (left === undefined || right === undefined) return Number(left !== undefined) - Number(right !== undefined);
  return compareValues(left, right);
}

/** Comparison, boolean and conditional expressions, and `$let`. */
export const logicOperators: Readonly<Record<string, CompileOperator>> = {
  $eq: comparison('$eq', (difference) => difference === 0),
  $ne: comparison('$ne', (difference) => difference !== 0),
  $gt: comparison('$gt', (difference) => difference > 0),
  $gte: comparison('$gte', (difference) => difference >= 0),
  $lt: comparison('$lt', (difference) => difference < 0),
  $lte: comparison('$lte', (difference) => difference <= 0),
  $cmp: comparison('$cmp', (difference) => Math.sign(difference)),
  $and: (operand, compile) => {
    const parts = compileArguments(operand, compile, { name: '$and', min: 0, max: Infinity });
    return (scope) => parts.every((part) => isTruthy(part(scope)));
  },
  $or: (operand, compile) => {
    const parts = compileArguments(operand, compile, { name: '$or', min: 0, max: Infinity });
    return (scope) => parts.some((part) => isTruthy(part(scope)));
  },
  $not: (operand, compile) => {
    const [part] = compileArguments(operand, compile, { name: '$not', min: 1, max: 1 });
    return (scope) => !isTruthy(part?.(scope));
  },
  $ifNull: (operand, compile) => {
    const parts = compileArguments(operand, compile, {
      name: '$ifNull',
      min: 2,
      max: Infinity,
      code: 'Location1257300',
    });
    return (scope) => {
      let value: unknown;
      for (const part of parts) if (!isNullish((value = part(scope)))) break;
      return value;
    };
  },
  $cond: (operand, compile) => {
    const parts = isDocument(operand) ? Object.values(ordered(operand)) : operand;
    const [test, yes, no] = compileArguments(parts, compile, { name: '$cond', min: 3, max: 3 });
    return (scope) => (isTruthy(test?.(scope)) ? yes?.(scope) : no?.(scope));
  },
  $let: (operand, compile) => {
    const parts = namedParts(operand, '$let', {
      required: { vars: 'Location16876', in: 'Location16877' },
      notObject: 'Location16874',
      unknown: 'Location16875',
    });
    if (!isDocument(parts['vars'])) throw new CommandError('Location10065', "the 'vars' of $let must be an object");
    const variables = Object.entries(parts['vars']).map(([name, expression]): [string, Evaluate] => [
      checkedName(name),
      compile(expression),
    ]);
    const body = compile(parts['in']);
    return (scope) =>
      body(variables.reduce((inner, [name, evaluate]) => withVariable(inner, name, evaluate(scope)), scope));
  },
  $switch: (operand, compile) => {
    const parts = namedParts(operand, '$switch', {
      required: { branches: 'Location40068' },
      optional: ['default'],
      notObject: 'Location40060',
      unknown: 'Location40067',
    });
    if (!Array.isArray(parts['branches']))
      throw new CommandError('Location40061', "$switch expected an array for 'branches'");
    if (parts['branches'].length === 0)
      throw new CommandError('Location40068', '$switch requires at least one branch.');
    const branches = parts['branches'].map((branch) => {
      const { case: test, then } = namedParts(branch, '$switch', {
        required: { case: 'Location40064', then: 'Location40065' },
        notObject: 'Location40062',
        unknown: 'Location40063',
      });
      return { test: compile(test), then: compile(then) };
    });
    const otherwise = Object.hasOwn(parts, 'default') ? compile(parts['default']) : null;
    return (scope) => {
      const branch = branches.find(({ test }) => isTruthy(test(scope)));
      if (branch !== undefined) return branch.then(scope);
      if (otherwise === null)
        throw new CommandError(
          'Location40066',
          '$switch could not find a matching branch for an input, and no default was specified',
        );
      return otherwise(scope);
    };
  },
};

function ordered(operand: unknown): { if: unknown; then: unknown; else: unknown } {
  const parts = namedParts(operand, '$cond', {
    required: { if: 'Location17080', then: 'Location17081', else: 'Location17082' },
    notObject: 'Location16020',
    unknown: 'Location17083',
  });
  return { if: parts['if'], then: parts['then'], else: parts['else'] };
}
