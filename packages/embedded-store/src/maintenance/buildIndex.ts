import { decodeDocument } from '../bson/decodeDocument';
import type { Index } from '../keys/indexSpec';
import type { Collection } from '../store/catalog';
import type { Engine } from '../store/engine';
import { collectionRange, documents, indexRange, ownKey, ownPart, restOf } from '../store/keyLayout';
import type { KeyRange } from '../store/keyValueStorage';

const sliceMs = 8;
const readAhead = 128;

/**
 * Fills a new index from the documents there are, in slices between other commands, while writes already keep it up.
 * When it is complete it becomes ready. Throws DuplicateKey when a unique index cannot be; the caller then drops it.
 */
export async function buildIndex(engine: Engine, collection: Collection, index: Index): Promise<void> {
  const wanted = index.reads === null ? undefined : new Set(['_id', ...index.reads]);
  let range: KeyRange | null = indexRange(collection.id, documents);
  while (range !== null) {
    const from: KeyRange = range;
    range = await engine.write(() => {
      const until = performance.now() + sliceMs;
      let rest: KeyRange | null = from;
      while (rest !== null && !collection.dropped && performance.now() < until)
        rest = addSome(engine, collection, { index, wanted, range: rest });
      return collection.dropped ? null : rest;
    });
  }
  await engine.write((transaction) => {
    if (collection.dropped) return;
    index.state = 'ready';
    transaction.onAbort(() => {
      index.state = 'building';
    });
    engine.catalog.save(collection);
  });
}

/** Adds the next documents; returns the range that remains. */
function addSome(
  engine: Engine,
  collection: Collection,
  { index, wanted, range }: { index: Index; wanted: ReadonlySet<string> | undefined; range: KeyRange },
): KeyRange | null {
  const batch = engine.storage.read(range, { limit: readAhead });
  for (const { key, value } of batch) {
    engine.writer.addToIndex(collection, index, {
      idKey: restOf(key),
      bytes: value,
      document: decodeDocument(value, wanted),
    });
  }
  const last = batch.at(-1);
  if (last === undefined || batch.length < readAhead) return null;
  return { start: Buffer.concat([last.key, Buffer.from([0])]), end: range.end };
}

/** Inside a transaction: forgets an index; its entries are removed later. */
export function forgetIndex(engine: Engine, collection: Collection, index: Index): void {
  collection.indexes = collection.indexes.filter((other) => other !== index);
  engine.catalog.save(collection);
  engine.storage.put(ownKey(ownPart.dropped, collection.id, index.id), Buffer.from([1]));
}

/** At start: an index whose building was interrupted was never acknowledged, and is dropped. */
export async function forgetUnfinished(engine: Engine): Promise<void> {
  for (const collection of engine.catalog.all()) {
    const unfinished = collection.indexes.filter(({ state }) => state === 'building');
    if (unfinished.length > 0)
      await engine.write(() => {
        for (const index of unfinished) forgetIndex(engine, collection, index);
      });
  }
}

/** The entries a dropped collection or index left behind. */
export function droppedRange(collectionId: number, indexId: number): KeyRange {
  return indexId === 0 ? collectionRange(collectionId) : indexRange(collectionId, indexId);
}
