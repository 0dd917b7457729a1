import { emptyArrayMarker, isDocument, type BsonDocument } from '../bson/valueOrder';
import { CommandError } from '../commandError';
import { boundKey, encodeTuple, maxTupleBytes } from './encodeKey';
import type { Index } from './indexSpec';

/** The keys one document has in one index, without duplicates. */
export interface DocumentKeys {
  readonly keys: readonly Buffer[];
  /** Bit i set: field i met an array. */
  readonly multikey: number;
  readonly cut: boolean;
}

const noKeys: DocumentKeys = { keys: [], multikey: 0, cut: false };

/**
 * Computes the index keys of a document: none where a sparse or partial index leaves it out, one for each array element
 * where a path meets an array. Throws CannotIndexParallelArrays when two fields meet different arrays.
 */
export function keysOf(document: BsonDocument, index: Index): DocumentKeys {
  if (index.partial !== null && !index.partial.matches(document)) return noKeys;
  const { tuples, multikey } = tuplesAt(document, index.fields);
  const kept = index.options.sparse ? tuples.filter((tuple) => tuple.some((value) => value !== undefined)) : tuples;
  return encoded(kept, index, multikey);
}

/** The indexed values behind one key of a document, by path: what a duplicate-key error shows. */
export function tupleOf(document: BsonDocument, index: Index, key: Buffer): BsonDocument {
  const { tuples } = tuplesAt(document, index.fields);
  const tuple = tuples.find((candidate) => encoded([candidate], index, 0).keys[0]?.equals(key)) ?? [];
  const shown = (value: unknown): unknown => (value === emptyArrayMarker || value === undefined ? null : value);
  return Object.fromEntries(index.fields.map((field, i) => [field.path, shown(tuple[i])]));
}

/**
 * The values of several paths in a document: one tuple, or one for each element where paths meet an array. An element
 * that is no document has nothing below it: `undefined`. Throws CannotIndexParallelArrays when two paths meet different
 * arrays.
 */
export function tuplesAt(
  document: BsonDocument,
  fields: readonly { readonly parts: readonly string[] }[],
): { tuples: readonly (readonly unknown[])[]; multikey: number } {
  const tuples: unknown[][] = [];
  const multikey = expand(
    fields.map(({ parts }) => follow(document, parts, 0)),
    tuples,
  );
  return { tuples, multikey };
}

const position = /^(?:0|[1-9]\d*)$/;

/**
 * How far a path was followed: the value reached and the index of the next part, or `settled` when it is the key's
 * value.
 */
interface PathCursor {
  readonly value: unknown;
  readonly parts: readonly string[];
  readonly next: number;
  readonly settled: boolean;
}

function follow(start: unknown, parts: readonly string[], from: number): PathCursor {
  let value = start;
  let next = from;
  let isElement = false;
  while (next < parts.length) {
    const name = parts[next] as string;
    isElement = Array.isArray(value) && position.test(name);
    if (isElement) value = (value as unknown[])[Number(name)];
    else if (isDocument(value)) value = Object.hasOwn(value, name) ? value[name] : undefined;
    else break;
    next += 1;
  }
  if (next < parts.length && !Array.isArray(value))
    return { value: undefined, parts, next: parts.length, settled: true };
  return { value, parts, next, settled: isElement || !Array.isArray(value) };
}

function meetsArray(cursor: PathCursor): boolean {
  return !cursor.settled;
}

/** Appends one tuple for each combination; returns which fields met an array. */
function expand(cursors: readonly PathCursor[], tuples: unknown[][]): number {
  const open = cursors.filter(meetsArray);
  const array = open[0]?.value as unknown[] | undefined;
  if (array === undefined) {
    tuples.push(cursors.map((cursor) => cursor.value));
    return 0;
  }
  if (open.some((cursor) => cursor.value !== array)) {
    throw new CommandError('CannotIndexParallelArrays', 'cannot index parallel arrays');
  }
  let multikey = 0;
  cursors.forEach((cursor, i) => {
    if (meetsArray(cursor)) multikey |= 1 << i;
  });
  for (const item of array.length === 0 ? [emptyArrayMarker] : array) {
    multikey |= expand(
      cursors.map((cursor) => (meetsArray(cursor) ? stepInto(item, cursor) : cursor)),
      tuples,
    );
  }
  return multikey;
}

function stepInto(item: unknown, cursor: PathCursor): PathCursor {
  const atLeaf = cursor.next === cursor.parts.length;
  if (atLeaf) return { ...cursor, value: item, settled: true };
  if (!isDocument(item)) return { ...cursor, value: undefined, settled: true };
  return follow(item, cursor.parts, cursor.next);
}

function encoded(tuples: readonly (readonly unknown[])[], index: Index, multikey: number): DocumentKeys {
  let cut = false;
  const keys = tuples.map((tuple) => {
    const bounded = boundKey(encodeTuple(tuple, index.directions), maxTupleBytes);
    cut ||= bounded.cut;
    return bounded.key;
  });
  return { keys: keys.length > 1 ? distinct(keys) : keys, multikey, cut };
}

function distinct(keys: readonly Buffer[]): Buffer[] {
  return [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()];
}
