import { decodeDocument } from '../src/bson/decodeDocument';
import { keysOf } from '../src/keys/indexKeys';
import type { Collection } from '../src/store/catalog';
import { indexEntryKey } from '../src/store/documentWriter';
import type { Engine } from '../src/store/engine';
import { documents, indexRange, restOf } from '../src/store/keyLayout';

/**
 * Recomputes every index entry of every collection from the documents; returns what differs from what is stored, and
 * wrong counters.
 */
export function findIndexFaults(engine: Engine): string[] {
  return engine.catalog.all().flatMap((collection) => faultsOf(engine, collection));
}

function faultsOf(engine: Engine, collection: Collection): string[] {
  const stored = engine.storage.read(indexRange(collection.id, documents), { limit: Infinity });
  const faults: string[] = [];
  if (collection.count !== stored.length)
    faults.push(`${collection.name}: counts ${collection.count}, holds ${stored.length}`);
  const bytes = stored.reduce((sum, { value }) => sum + value.length, 0);
  if (collection.bytes !== bytes) faults.push(`${collection.name}: says ${collection.bytes} bytes, holds ${bytes}`);
  for (const index of collection.indexes) {
    const expected = new Map<string, string>();
    for (const { key, value } of stored) {
      const idKey = restOf(key);
      const found = keysOf(decodeDocument(value), index);
      if ((found.multikey & ~index.multikey) !== 0)
        faults.push(`${collection.name}.${index.options.name}: does not know of an array`);
      if (found.cut && !index.cut) faults.push(`${collection.name}.${index.options.name}: does not know of a cut key`);
      for (const one of found.keys)
        expected.set(indexEntryKey(collection, index, { key: one, idKey }).toString('hex'), idKey.toString('hex'));
    }
    const actual = new Map(
      engine.storage
        .read(indexRange(collection.id, index.id), { limit: Infinity })
        .map(({ key, value }) => [key.toString('hex'), value.toString('hex')]),
    );
    for (const [key, id] of expected)
      if (actual.get(key) !== id) faults.push(`${collection.name}.${index.options.name}: lacks ${key}`);
    for (const key of actual.keys())
      if (!expected.has(key)) faults.push(`${collection.name}.${index.options.name}: has ${key} of no document`);
  }
  return faults;
}
