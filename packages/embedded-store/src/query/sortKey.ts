import {
  compareValues,
  emptyArrayMarker,
  isDocument,
  isNumeric,
  numberOf,
  type BsonDocument,
} from '../bson/valueOrder';
import { CommandError, notSupported } from '../commandError';
import { KeyWriter } from '../keys/encodeKey';
import { anyAtPath } from './walkPath';

/** The fields to sort by, most significant first. */
export type SortSpec = readonly { readonly path: string; readonly descending: boolean }[];

/** Parses a sort document: each value 1 or -1. */
export function parseSort(document: unknown): SortSpec {
  if (document === undefined || document === null) return [];
  if (!isDocument(document)) throw new CommandError('TypeMismatch', 'sort must be an object');
  return Object.entries(document).map(([path, direction]) => {
    if (path === '$natural') throw notSupported('Sorting by $natural');
    if (isDocument(direction)) throw notSupported('Sorting by $meta');
    const number = isNumeric(direction) ? numberOf(direction) : 0;
    if (number !== 1 && number !== -1)
      throw new CommandError(
        'BadValue',
        `$sort key ordering must be 1 (for ascending) or -1 (for descending), got ${String(direction)} for ${path}`,
      );
    if (path === '' || path.startsWith('$') || path.split('.').includes(''))
      throw new CommandError('BadValue', `FieldPath '${path}' is not valid in a sort`);
    return { path, descending: number === -1 };
  });
}

const writer = new KeyWriter();

/**
 * Makes a function from a document to text whose plain order is the sort's; of an array the least (descending:
 * greatest) element counts.
 */
export function sortKeyOf(sort: SortSpec): (document: BsonDocument) => string {
  const fields = sort.map(({ path, descending }) => ({ parts: path.split('.'), descending }));
  return (document) => {
    for (const { parts, descending } of fields) writer.append(extremeAt(document, parts, descending), descending);
    return writer.finish().toString('latin1');
  };
}

function extremeAt(document: BsonDocument, parts: readonly string[], descending: boolean): unknown {
  const name = parts[0] as string;
  if (parts.length === 1 && !Array.isArray(document[name]))
    return Object.hasOwn(document, name) ? document[name] : undefined;
  let best: unknown = undefined;
  let found = false;
  anyAtPath(document, parts, (value, element) => {
    const candidate = !element && Array.isArray(value) ? wholeArray(value) : value;
    if (candidate === skipped) return false;
    if (!found || compareValues(candidate, best) < 0 !== descending) best = candidate;
    found = true;
    return false;
  });
  return best;
}

const skipped = Symbol('array whose elements were offered');

/** An array sorts by its elements, which have been offered one by one; an empty one has a place of its own. */
function wholeArray(array: readonly unknown[]): unknown {
  return array.length === 0 ? emptyArrayMarker : skipped;
}

/** The top-level fields a sort reads. */
export function sortReads(sort: SortSpec): string[] {
  return sort.map(({ path }) => path.split('.', 1)[0] as string);
}
