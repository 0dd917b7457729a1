import { isDocument, isNumeric, numberOf, type BsonDocument } from '../bson/valueOrder';
import { CommandError, notSupported, type ErrorName } from '../commandError';

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
 * one. `code` is that of a wrong number, for operators that have one of their own.
 */
export function compileArguments(
  operand: unknown,
  compilePart: (expression: unknown) => Evaluate,
  { name, min, max, code = 'Location16020' }: { name: string; min: number; max: number; code?: ErrorName },
): Evaluate[] {
  const list = Array.isArray(operand) ? operand : [operand];
  if (list.length < min || list.length > max) {
    throw new CommandError(
      code,
      `Expression ${name} takes ${min === max ? `exactly ${min}` : `between ${min} and ${max}`} arguments. ${list.length} were passed in.`,
    );
  }
  return list.map(compilePart);
}

/** The closed list of names an operator understands, and the codes of what it does not. */
export interface NamedParts {
  /** Each with the code for its absence. */
  readonly required: Readonly<Record<string, ErrorName>>;
  readonly optional?: readonly string[];
  /** The operand is no document. */
  readonly notObject: ErrorName;
  /** A name that is not in the list. */
  readonly unknown: ErrorName;
}

/** The named parts of an operator that takes a document. */
export function namedParts(
  operand: unknown,
  name: string,
  { required, optional = [], notObject, unknown }: NamedParts,
): BsonDocument {
  if (!isDocument(operand)) throw new CommandError(notObject, `${name} only supports an object as its argument`);
  for (const part of Object.keys(operand)) {
    if (!Object.hasOwn(required, part) && !optional.includes(part))
      throw new CommandError(unknown, `Unrecognized argument to ${name}: ${part}`);
  }
  for (const [part, code] of Object.entries(required))
    if (!Object.hasOwn(operand, part)) throw new CommandError(code, `Missing '${part}' parameter to ${name}`);
  return operand;
}

/** Whether a value counts as null in expressions (null or missing). */
export function isNullish(value: unknown): boolean {
  return value === undefined || value === null;
}

/** A whole number that fits 32 bits; `codes` for what is no number, and for what is no such number. */
export function int32Of(value: unknown, what: string, codes: { type: ErrorName; range: ErrorName }): number {
  if (!isNumeric(value)) throw new CommandError(codes.type, `${what} must be numeric`);
  const number = numberOf(value);
  if ((number | 0) !== number) throw new CommandError(codes.range, `${what} must be representable as a 32-bit integer`);
  return number;
}

/** A name that an expression gives a variable. */
export function checkedName(name: unknown): string {
  if (name === 'CURRENT') throw notSupported('Setting the variable CURRENT');
  if (typeof name !== 'string' || !/^[a-z\u0080-\uffff]/.test(name))
    throw new CommandError('Location16867', `'${String(name)}' starts with an invalid character for a variable name`);
  if (!/^[\w\u0080-\uffff]+$/.test(name))
    throw new CommandError('Location16868', `'${name}' contains an invalid character for a variable name`);
  return name;
}
