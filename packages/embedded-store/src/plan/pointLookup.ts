import { rankOf, typeRank, type BsonDocument } from '../bson/valueOrder';
import { encodeTuple, maxIdBytes } from '../keys/encodeKey';
import type { Index } from '../keys/indexSpec';
import type { Collection } from '../store/catalog';
import { documents, entryKey } from '../store/keyLayout';
import type { KeyValueStorage } from '../store/keyValueStorage';
import { idIndex } from './choosePlan';

/** Types whose equality is the equality of their keys, whatever the document holds. */
const plainRanks: ReadonlySet<number> = new Set([
  typeRank.number,
  typeRank.string,
  typeRank.objectId,
  typeRank.boolean,
  typeRank.date,
  typeRank.binary,
]);

/**
 * The one document a filter can find that gives a plain value for `_id`, or for every field of a unique index: two
 * reads and nothing compiled or planned, which most reads of an application are. The bytes hold until the next read of
 * the store. Null when there is no such document, undefined when the filter is of another kind and has to be planned.
 */
export function lookUpPoint(
  storage: KeyValueStorage,
  collection: Collection,
  filter: BsonDocument,
): Uint8Array | null | undefined {
  const paths = Object.keys(filter);
  for (const path of paths) if (path.startsWith('$') || !plainRanks.has(rankOf(filter[path]))) return undefined;
  const index =
    paths.length === 1 && paths[0] === '_id'
      ? idIndex
      : collection.indexes.find((candidate) => isWholeKey(candidate, filter, paths.length));
  if (index === undefined) return undefined;
  const key = encodeTuple(
    index.fields.map(({ path }) => filter[path]),
    index.directions,
  );
  if (key.length > maxIdBytes) return undefined;
  if (index === idIndex) return storage.peek(entryKey(collection.id, documents, key)) ?? null;
  const idKey = storage.get(entryKey(collection.id, index.id, key));
  return idKey === undefined ? null : (storage.peek(entryKey(collection.id, documents, idKey)) ?? null);
}

/** An index that met arrays may hold its values in several entries; a partial one may lack the document. */
function isWholeKey(
  { options, state, multikey, partial, fields }: Index,
  filter: BsonDocument,
  pathCount: number,
): boolean {
  return (
    options.unique &&
    state === 'ready' &&
    !options.hidden &&
    multikey === 0 &&
    partial === null &&
    fields.length === pathCount &&
    fields.every(({ path }) => Object.hasOwn(filter, path))
  );
}
