import { isDocument, isNumeric, numberOf, type BsonDocument } from '../bson/valueOrder';
import { CommandError } from '../commandError';

/** Values of `$$name`. */
export type Variables = Readonly<Record<string, unknown>>;

/** What an expression is evaluated in: the document and the variables in sight. */
export interface Scope {
  readonly root: BsonDocument;
  readonly variables: Variables;
}

/** A compiled expression; `undefined` is a missing value. */
export type Evaluate = (scope: Scope) => unknown;

/** Compiles the operand of one operator; `compile` compiles its parts. */
export type CompileOperator = (operand: unknown, compile: (expression: unknown) => Evaluate) => Evaluate;

/** MongoDB's truth: everything except false, null, missing and zero. */
export function isTruthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  return !isNumeric(value) || numberOf(value) !== 0;
}

/**
 * The arguments of an operator that takes a fixed number of them, which may be given without an array when there is
 * one.
 */
export function compileArguments(
  operand: unknown,
  compilePart: (expression: unknown) => Evaluate,
  { name, min, max }: { name: string; min: number; max: number },
): Evaluate[] {
  const list = Array.isArray(operand) ? operand : [operand];
  if (list.length < min || list.length > max) {
    throw new CommandError(
      'Location16020',
      `Expression ${name} takes ${min === max ? `exactly ${min}` : `between ${min} and ${max}`} arguments. ${list.length} were passed in.`,
    );
  }
  return list.map(compilePart);
}

/** The named parts of an operator that takes a document, checked against the closed list it understands. */
export function namedParts(
  operand: unknown,
  name: string,
  { required, optional = [] }: { required: readonly string[]; optional?: readonly string[] },
): BsonDocument {
  if (!isDocument(operand)) throw new CommandError('BadValue', `${name} only supports an object as its argument`);
  for (const part of Object.keys(operand)) {
    if (!required.includes(part) && !optional.includes(part))
      throw new CommandError('BadValue', `Unrecognized argument to ${name}: ${part}`);
  }
  const absent = required.find((part) => !Object.hasOwn(operand, part));
  if (absent !== undefined) throw new CommandError('BadValue', `Missing '${absent}' parameter to ${name}`);
  return operand;
}

/** Whether a value counts as null in expressions (null or missing). */
export function isNullish(value: unknown): boolean {
  return value === undefined || value === null;
}
