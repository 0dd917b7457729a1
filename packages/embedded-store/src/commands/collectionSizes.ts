import { hostname } from 'node:os';
import { isDocument, type BsonDocument } from '../bson/valueOrder';
import { CommandError, notSupported } from '../commandError';
import { namespaceOf, type Collection } from '../store/catalog';
import type { Engine } from '../store/engine';
import { wholeField } from './command';

/**
 * How much a collection holds, in the names of `collStats`. Indexes share the file with everything else: their sizes
 * are not known.
 */
export function sizesOf(collection: Collection | undefined, scale: number): BsonDocument {
  const [count, bytes] = [collection?.count ?? 0, collection?.bytes ?? 0];
  return {
    count,
    size: bytes / scale,
    avgObjSize: count === 0 ? 0 : bytes / count,
    storageSize: bytes / scale,
    freeStorageSize: 0,
    capped: false,
    nindexes: collection === undefined ? 0 : collection.indexes.length + 1,
    totalIndexSize: 0,
    indexSizes: {},
    totalSize: bytes / scale,
    scaleFactor: scale,
  };
}

/**
 * The one document of the stage `$collStats`, with the parts its operand asks for. Throws NamespaceNotFound where there
 * is no such collection.
 */
export function collectionStatistics(
  engine: Engine,
  { database, name }: { database: string; name: string },
  operand: unknown,
): BsonDocument {
  if (!isDocument(operand)) throw new CommandError('Location5447000', '$collStats must take a nested object');
  const { storageStats, count, ...others } = operand;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw notSupported(`$collStats with ${unknown}`);
  const collection = engine.catalog.find(database, name);
  if (collection === undefined)
    throw new CommandError('NamespaceNotFound', `Collection [${namespaceOf(database, name)}] not found.`);
  return {
    ns: namespaceOf(database, name),
    host: hostname(),
    localTime: new Date(engine.now()),
    ...(isDocument(storageStats)
      ? { storageStats: sizesOf(collection, wholeField(storageStats, 'scale', 1) || 1) }
      : {}),
    ...(count === undefined ? {} : { count: collection.count }),
  };
}
