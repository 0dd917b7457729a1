import { bsonTypeOf, compareValues, isDocument, isNumeric, numberOf, type BsonDocument } from '../bson/valueOrder';
import { typeNameOf } from '../bson/typeNumbers';
import { CommandError } from '../commandError';
import { compileFilter } from '../query/compileFilter';
import { parseFilter } from '../query/parseFilter';
import { parseSort, sortKeyOf } from '../query/sortKey';
import { nothingHere, unchanged, type CompileModifier, type Modifier } from './modification';

function needArray(name: string, path: string, current: unknown): unknown[] {
  if (!Array.isArray(current))
    throw new CommandError(
      'BadValue',
      `The field '${path}' must be an array but is of type ${typeNameOf(current)} (${name})`,
    );
  return current;
}

function contains(array: readonly unknown[], value: unknown): boolean {
  return array.some((item) => compareValues(item, value) === 0);
}

const logical = new Set(['$and', '$or', '$nor', '$expr']);

/** The `$each` list and the other modifiers of `$push` and `$addToSet`; a plain value is a list of one. */
function eachOf(
  name: string,
  operand: unknown,
  allowed: readonly string[],
): { values: readonly unknown[]; options: BsonDocument } {
  const isList =
    isDocument(operand) && (name === '$push' ? Object.hasOwn(operand, '$each') : Object.keys(operand)[0] === '$each');
  if (!isList) return { values: [operand], options: {} };
  const stray = Object.keys(operand).find((key) => key !== '$each' && !allowed.includes(key));
  if (stray !== undefined) throw new CommandError('BadValue', `Unrecognized clause in ${name}: ${stray}`);
  if (!Array.isArray(operand['$each']))
    throw new CommandError(
      name === '$push' ? 'BadValue' : 'TypeMismatch',
      `The argument to $each in ${name} must be an array but it was of type ${typeNameOf(operand['$each'])}`,
    );
  return { values: operand['$each'], options: operand };
}

function wholeNumber(name: string, value: unknown): number {
  if (!isNumeric(value) || !Number.isInteger(numberOf(value)))
    throw new CommandError('BadValue', `The value for ${name} must be an integer value`);
  return numberOf(value);
}

function push(operand: unknown, path: string): Modifier {
  const { values, options } = eachOf('$push', operand, ['$slice', '$sort', '$position']);
  const position = options['$position'] === undefined ? Infinity : wholeNumber('$position', options['$position']);
  const slice = options['$slice'] === undefined ? null : wholeNumber('$slice', options['$slice']);
  const order = options['$sort'] === undefined ? null : elementOrder(options['$sort']);
  return (current) => {
    const array = [...needArray('$push', path, current === undefined ? [] : current)];
    array.splice(Number.isFinite(position) ? position : array.length, 0, ...values);
    if (order !== null) array.sort(order);
    if (slice === null) return values.length === 0 && current !== undefined && order === null ? unchanged : array;
    return slice < 0 ? array.slice(slice) : array.slice(0, slice);
  };
}

function elementOrder(specification: unknown): (a: unknown, b: unknown) => number {
  if (isNumeric(specification)) return (a, b) => compareValues(a, b) * numberOf(specification);
  const keyOf = sortKeyOf(parseSort(specification));
  const keyFor = (value: unknown): string => keyOf(isDocument(value) ? value : {});
  return (a, b) => (keyFor(a) < keyFor(b) ? -1 : Number(keyFor(a) > keyFor(b)));
}

function addToSet(operand: unknown, path: string): Modifier {
  const { values } = eachOf('$addToSet', operand, []);
  return (current) => {
    const array = [...needArray('$addToSet', path, current === undefined ? [] : current)];
    const before = array.length;
    for (const value of values) if (!contains(array, value)) array.push(value);
    return array.length === before && current !== undefined ? unchanged : array;
  };
}

function keepWhere(name: string, path: string, keep: (item: unknown) => boolean): Modifier {
  return (current) => {
    if (current === undefined) return nothingHere;
    const array = needArray(name, path, current);
    const kept = array.filter(keep);
    return kept.length === array.length ? unchanged : kept;
  };
}

/** `$pull` takes a value, conditions on the element (`{$gte: 5}`), or a filter on elements that are documents. */
function pull(operand: unknown, path: string): Modifier {
  const first = isDocument(operand) ? (Object.keys(operand)[0] ?? '') : '';
  const isConditions = first.startsWith('$') && !logical.has(first);
  if (isDocument(operand) && !isConditions) {
    const matches = compileFilter(parseFilter(operand));
    return keepWhere('$pull', path, (item) => !(isDocument(item) && matches(item)));
  }
  if (isConditions || bsonTypeOf(operand) === 'BSONRegExp') {
    const matches = compileFilter(parseFilter({ item: operand }));
    return keepWhere('$pull', path, (item) => !matches({ item }));
  }
  return keepWhere('$pull', path, (item) => compareValues(item, operand) !== 0);
}

function pullAll(operand: unknown, path: string): Modifier {
  if (!Array.isArray(operand))
    throw new CommandError('BadValue', `$pullAll requires an array argument but was given a ${typeNameOf(operand)}`);
  return keepWhere('$pullAll', path, (item) => !contains(operand, item));
}

function pop(operand: unknown, path: string): Modifier {
  const end = isNumeric(operand) ? numberOf(operand) : 0;
  if (end !== 1 && end !== -1)
    throw new CommandError('FailedToParse', `$pop expects 1 or -1, found: ${String(operand)}`);
  return (current) => {
    if (current === undefined) return nothingHere;
    if (!Array.isArray(current))
      throw new CommandError(
        'TypeMismatch',
        `Path '${path}' contains an element of non-array type '${typeNameOf(current)}'`,
      );
    const array: unknown[] = current;
    if (array.length === 0) return unchanged;
    return end === 1 ? array.slice(0, -1) : array.slice(1);
  };
}

/** Operators on arrays. */
export const arrayModifiers: Readonly<Record<string, CompileModifier>> = {
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: pullAll,
  $pop: pop,
};
