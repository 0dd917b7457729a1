import type { BsonDocument } from '../bson/valueOrder';
import { modifyEach } from '../commands/modifyFirst';
import { compileSearch } from '../commands/planQuery';
import type { Index } from '../keys/indexSpec';
import type { Collection } from '../store/catalog';
import type { Engine } from '../store/engine';

const secondMs = 1_000;

/** Removes every document whose time is up by the engine's clock, for all TTL indexes. Returns how many went. */
export async function expireDocuments(engine: Engine): Promise<number> {
  let removed = 0;
  for (const collection of engine.catalog.all()) {
    for (const index of collection.indexes) {
      if (index.state === 'ready' && index.options.expireAfterSeconds !== null)
        removed += await expireBy(engine, collection, { index, afterSeconds: index.options.expireAfterSeconds });
    }
  }
  return removed;
}

async function expireBy(
  engine: Engine,
  collection: Collection,
  { index, afterSeconds }: { index: Index; afterSeconds: number },
): Promise<number> {
  const path = index.fields[0]?.path;
  if (path === undefined) return 0;
  const expired: BsonDocument = { [path]: { $lte: new Date(engine.now() - afterSeconds * secondMs) } };
  const { partialFilter } = index.options;
  const search = compileSearch({
    filter: partialFilter === null ? expired : { $and: [expired, partialFilter] },
    hint: index.options.name,
  });
  const { changed } = await modifyEach({ engine, namespace: collection, search }, (found) => {
    engine.writer.remove(collection, found);
    return 1;
  });
  return changed;
}
