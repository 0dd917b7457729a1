import { BSON } from '../bson/library';
import { addNumbers, multiplyNumbers } from '../bson/arithmetic';
import { typeNameOf } from '../bson/typeNumbers';
import { compareValues, isDocument, isNumeric } from '../bson/valueOrder';
import { CommandError } from '../commandError';
import { isIdentical } from './isIdentical';
import { removed, unchanged, type CompileModifier, type Modifier } from './modification';

function put(value: unknown): Modifier {
  return (current) => (current !== undefined && isIdentical(current, value) ? unchanged : value);
}

function numeric(
  name: string,
  combine: (current: unknown, operand: unknown) => unknown,
  start: (operand: unknown) => unknown,
): CompileModifier {
  return (operand, path) => {
    if (!isNumeric(operand))
      throw new CommandError(
        'TypeMismatch',
        `Cannot ${name === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${path}: ${String(operand)}}`,
      );
    return (current) => {
      if (current === undefined) return start(operand);
      if (!isNumeric(current))
        throw new CommandError(
          'TypeMismatch',
          `Cannot apply ${name} to a value of non-numeric type. The field '${path}' is of type ${typeNameOf(current)}`,
        );
      const result = combine(current, operand);
      if (result === null)
        throw new CommandError(
          'BadValue',
          `Failed to apply ${name} operations to current value: the result does not fit 64 bits`,
        );
      return isIdentical(current, result) ? unchanged : result;
    };
  };
}

function extreme(sign: 1 | -1): CompileModifier {
  return (operand) => (current) =>
    current !== undefined && compareValues(operand, current) * sign <= 0 ? unchanged : operand;
}

function currentDate(operand: unknown, path: string): Modifier {
  const type = isDocument(operand) ? operand['$type'] : operand;
  if (typeof type !== 'boolean' && type !== 'date' && type !== 'timestamp') {
    throw new CommandError(
      'BadValue',
      `The value of $currentDate for '${path}' must be a boolean or {$type: 'date' or 'timestamp'}`,
    );
  }
  return (_current, { now }) =>
    type === 'timestamp' ? new BSON.Timestamp({ t: Math.floor(now / 1000), i: 1 }) : new Date(now);
}

/** Operators that replace one field's value. */
export const fieldModifiers: Readonly<Record<string, CompileModifier>> = {
  $set: (operand) => put(operand),
  $setOnInsert:
    (operand) =>
    (_current, { isInsert }) =>
      isInsert ? operand : unchanged,
  $unset: () => (current) => (current === undefined ? unchanged : removed),
  $inc: numeric('$inc', addNumbers, (operand) => operand),
  $mul: numeric('$mul', multiplyNumbers, (operand) => multiplyNumbers(operand, 0)),
  $min: extreme(-1),
  $max: extreme(1),
  $currentDate: currentDate,
};
