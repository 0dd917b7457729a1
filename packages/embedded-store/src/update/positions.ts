import { isDocument, type BsonDocument } from '../bson/valueOrder';
import { CommandError } from '../commandError';
import { compileFilter } from '../query/compileFilter';
import { parseFilter, type Filter } from '../query/parseFilter';
import { conjunctsOf } from '../plan/predicates';

/** Tests for `$[name]` by name. */
export type ElementFilters = ReadonlyMap<string, (element: unknown) => boolean>;

/** Compiles `arrayFilters`: each filters the elements of one name. */
export function compileElementFilters(filters: unknown): ElementFilters {
  if (filters === undefined) return new Map();
  if (!Array.isArray(filters)) throw new CommandError('TypeMismatch', 'arrayFilters must be an array');
  const result = new Map<string, (element: unknown) => boolean>();
  for (const filter of filters) {
    if (!isDocument(filter) || Object.keys(filter).length === 0)
      throw new CommandError(
        'FailedToParse',
        'Cannot use an expression without a top-level field name in arrayFilters',
      );
    const names = new Set(conjunctsOf(parseFilter(filter)).flatMap(namesIn));
    const [name] = names;
    if (names.size !== 1 || name === undefined)
      throw new CommandError('FailedToParse', 'Error parsing array filter: Expected a single top-level field name');
    if (result.has(name))
      throw new CommandError(
        'FailedToParse',
        `Found multiple array filters with the same top-level field name ${name}`,
      );
    const matches = compileFilter(parseFilter(filter));
    result.set(name, (element) => matches({ [name]: element }));
  }
  return result;
}

function namesIn(filter: Filter): string[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.children.flatMap(namesIn);
    case 'not':
      return namesIn(filter.child);
    case 'expression':
      return [];
    default:
      return [filter.path.split('.', 1)[0] as string];
  }
}

/** Fails for a name in a path that has no filter, and for a filter no path uses. */
export function checkElementFilters(paths: readonly (readonly string[])[], filters: ElementFilters): void {
  const used = new Set(
    paths
      .flat()
      .map(nameOf)
      .filter((name) => name !== null && name !== ''),
  );
  for (const name of used)
    if (!filters.has(name as string))
      throw new CommandError('BadValue', `No array filter found for identifier '${name}'`);
  for (const name of filters.keys())
    if (!used.has(name))
      throw new CommandError('FailedToParse', `The array filter for identifier '${name}' was not used in the update`);
}

/** `$[x]` → `x`, `$[]` → ``, anything else null. */
function nameOf(part: string): string | null {
  return part.startsWith('$[') && part.endsWith(']') ? part.slice(2, -1) : null;
}

/** Replaces `$`, `$[]` and `$[name]` in a path by the positions they stand for in a document. */
export function concretePaths(
  document: BsonDocument,
  parts: readonly string[],
  { query, filters }: { query: Filter; filters: ElementFilters },
): (readonly string[])[] {
  const at = parts.findIndex((part) => part === '$' || nameOf(part) !== null);
  if (at < 0) return [parts];
  const part = parts[at] as string;
  const before = parts.slice(0, at);
  const array = before.reduce<unknown>((value, name) => childOf(value, name), document);
  const positions =
    part === '$'
      ? [matchedPosition(document, before, query)]
      : chosenPositions(array, nameOf(part) ?? '', { filters, path: before.join('.') });
  return positions.flatMap((position) =>
    concretePaths(document, [...before, String(position), ...parts.slice(at + 1)], { query, filters }),
  );
}

/** A field of a document or an element of an array, undefined where there is none. */
export function childOf(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value[Number(name)];
  return isDocument(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function chosenPositions(
  array: unknown,
  name: string,
  { filters, path }: { filters: ElementFilters; path: string },
): number[] {
  if (!Array.isArray(array))
    throw new CommandError(
      'BadValue',
      `The path '${path}' must exist in the document in order to apply array updates.`,
    );
  const test = name === '' ? () => true : (filters.get(name) ?? (() => false));
  return array.flatMap((element, i) => (test(element) ? [i] : []));
}

/**
 * The first element for which a condition of the query on this array holds: the document with only that element still
 * matches it.
 */
function matchedPosition(document: BsonDocument, path: readonly string[], query: Filter): number {
  const prefix = path.join('.');
  const condition = conjunctsOf(query).find(
    (conjunct) => 'path' in conjunct && (conjunct.path === prefix || conjunct.path.startsWith(`${prefix}.`)),
  );
  const array = path.reduce<unknown>((value, name) => childOf(value, name), document);
  if (condition !== undefined && Array.isArray(array)) {
    const matches = compileFilter(condition);
    const found = array.findIndex((element) => matches(withArray(document, path, [element]) as BsonDocument));
    if (found >= 0) return found;
  }
  throw new CommandError('BadValue', 'The positional operator did not find the match needed from the query.');
}

function withArray(container: unknown, path: readonly string[], array: unknown[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return array;
  return Array.isArray(container)
    ? container.map((item: unknown, i) => (String(i) === name ? withArray(item, rest, array) : item))
    : { ...(container as BsonDocument), [name]: withArray((container as BsonDocument)[name], rest, array) };
}
