import { setField } from '../bson/setField';
import { isDocument, type BsonDocument } from '../bson/valueOrder';
import { CommandError } from '../commandError';
import { describeValue } from '../store/describeValue';
import { nothingHere, removed, unchanged } from './modification';

const position = /^(?:0|[1-9]\d*)$/;
/** MongoDB fills gaps in arrays with nulls up to this length. */
const longestPadding = 1_500_000;

/**
 * Applies a modifier at a dotted path and returns the new document, or `unchanged`. Only what lies on the path is
 * copied. Missing documents on the way are made when there is something to put; a scalar on the way is an error
 * (PathNotViable).
 */
export function modifyPath(
  container: unknown,
  parts: readonly string[],
  modify: (current: unknown) => unknown,
): unknown {
  const [name, ...rest] = parts;
  if (name === undefined) return modify(container);
  if (Array.isArray(container)) return modifyElement(container, { name, rest }, modify);
  if (isDocument(container)) return modifyField(container, { name, rest }, modify);
  const made = container === undefined ? modifyPath(undefined, rest, modify) : probe(rest, modify);
  if (made === unchanged || made === removed) return unchanged;
  if (made === nothingHere && container === undefined) return nothingHere;
  if (container !== undefined)
    throw new CommandError('PathNotViable', `Cannot create field '${name}' in element {${describeValue(container)}}`);
  const document: BsonDocument = {};
  setField(document, name, made);
  return document;
}

/** What the modifier would put where nothing is: an operator that puts nothing may pass over a path that is blocked. */
function probe(rest: readonly string[], modify: (current: unknown) => unknown): unknown {
  return modifyPath(undefined, rest, modify);
}

interface Step {
  readonly name: string;
  readonly rest: readonly string[];
}

function modifyField(document: BsonDocument, { name, rest }: Step, modify: (current: unknown) => unknown): unknown {
  const exists = Object.hasOwn(document, name);
  const value = modifyPath(exists ? document[name] : undefined, rest, modify);
  if (value === unchanged || value === nothingHere || (value === removed && !exists)) return unchanged;
  const copy = { ...document };
  if (value === removed) delete copy[name];
  else setField(copy, name, value);
  return copy;
}

function modifyElement(
  array: readonly unknown[],
  { name, rest }: Step,
  modify: (current: unknown) => unknown,
): unknown {
  if (!position.test(name)) {
    const made = probe(rest, modify);
    if (made === unchanged || made === removed) return unchanged;
    throw new CommandError('PathNotViable', `Cannot create field '${name}' in element {${describeValue(array)}}`);
  }
  const index = Number(name);
  const value = modifyPath(array[index], rest, modify);
  if (value === unchanged || value === nothingHere || (value === removed && index >= array.length)) return unchanged;
  if (index - array.length > longestPadding)
    throw new CommandError('PathNotViable', `can't backfill more than ${longestPadding} array elements`);
  const copy = [...array];
  while (copy.length < index) copy.push(null);
  copy[index] = value === removed ? null : value;
  return copy;
}
