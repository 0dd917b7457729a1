import { isDocument, isNumeric, numberOf, type BsonDocument } from '../bson/valueOrder';
import { CommandError, notSupported } from '../commandError';
import { KeyWriter } from '../keys/encodeKey';
import { tuplesAt } from '../keys/indexKeys';

/** The fields to sort by, most significant first. */
export type SortSpec = readonly { readonly path: string; readonly descending: boolean }[];

/** Parses a sort document: each value 1 or -1. */
export function parseSort(document: unknown): SortSpec {
  if (document === undefined || document === null) return [];
  if (!isDocument(document)) throw new CommandError('TypeMismatch', 'sort must be an object');
  return Object.entries(document).map(([path, direction]) => {
    if (path === '$natural') throw notSupported('Sorting by $natural');
    if (isDocument(direction)) throw notSupported('Sorting by $meta');
    if (!isNumeric(direction))
      throw new CommandError('Location15974', `Illegal key in $sort specification: ${path}: ${String(direction)}`);
    const number = numberOf(direction);
    if (number !== 1 && number !== -1)
      throw new CommandError(
        'Location15975',
        `$sort key ordering must be 1 (for ascending) or -1 (for descending), got ${String(direction)} for ${path}`,
      );
    if (path === '' || path.startsWith('$') || path.split('.').includes(''))
      throw new CommandError('BadValue', `FieldPath '${path}' is not valid in a sort`);
    return { path, descending: number === -1 };
  });
}

const writer = new KeyWriter();

/**
 * Makes a function from a document to text whose plain order is the sort's. Where paths meet an array, the tuple of one
 * element that comes first counts; it throws when two paths meet different arrays.
 */
export function sortKeyOf(sort: SortSpec): (document: BsonDocument) => string {
  const fields = sort.map(({ path, descending }) => ({ path, parts: path.split('.'), descending }));
  const keyOf = (tuple: readonly unknown[]): string => {
    fields.forEach(({ descending }, i) => writer.append(tuple[i], descending));
    return writer.finish().toString('latin1');
  };
  const isPlain = fields.every(({ parts }) => parts.length === 1);
  return (document) => {
    const values = fields.map(({ path }) => (Object.hasOwn(document, path) ? document[path] : undefined));
    if (isPlain && !values.some((value) => Array.isArray(value))) return keyOf(values);
    return tuplesToSort(document, fields)
      .map(keyOf)
      .reduce((first, key) => (key < first ? key : first));
  };
}

function tuplesToSort(...[document, fields]: Parameters<typeof tuplesAt>): readonly (readonly unknown[])[] {
  try {
    return tuplesAt(document, fields).tuples;
  } catch (error) {
    if (!(error instanceof CommandError) || error.codeName !== 'CannotIndexParallelArrays') throw error;
    throw new CommandError('BadValue', 'cannot sort with keys that are parallel arrays');
  }
}

/** The top-level fields a sort reads. */
export function sortReads(sort: SortSpec): string[] {
  return sort.map(({ path }) => path.split('.', 1)[0] as string);
}
