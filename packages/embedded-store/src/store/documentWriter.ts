import type { BsonDocument } from '../bson/valueOrder';
import { CommandError } from '../commandError';
import { encodeId } from '../keys/encodeKey';
import { keysOf, tupleOf, type DocumentKeys } from '../keys/indexKeys';
import type { Index } from '../keys/indexSpec';
import { namespaceOf, type Catalog, type Collection } from './catalog';
import { describeValue } from './describeValue';
import type { GroupCounts } from './groupCounts';
import { documents, entryKey } from './keyLayout';
import type { KeyValueStorage } from './keyValueStorage';

/** A document as stored: its `_id` key, its bytes. */
export interface StoredDocument {
  readonly idKey: Buffer;
  readonly bytes: Uint8Array;
}

/**
 * Writes documents together with their index entries. Every method checks all uniqueness before its first write, so a
 * CommandError leaves nothing half done. All of them run inside a transaction.
 */
export class DocumentWriter {
  constructor(
    private readonly storage: KeyValueStorage,
    private readonly catalog: Catalog,
    private readonly counts: GroupCounts,
  ) {}

  /** Stores a new document. Throws DuplicateKey with `keyPattern` and `keyValue`. */
  insert(collection: Collection, bytes: Uint8Array, document: BsonDocument): void {
    const idKey = encodeId(document['_id']);
    const key = entryKey(collection.id, documents, idKey);
    if (this.storage.get(key) !== undefined)
      throw duplicateKey(collection, { _id: 1 }, { name: '_id_', value: { _id: document['_id'] } });
    const entries = collection.indexes.map((index) => ({ index, after: keysOf(document, index) }));
    for (const { index, after } of entries) this.checkUnique(collection, index, { keys: after.keys, idKey, document });
    this.storage.put(key, bytes);
    for (const { index, after } of entries)
      this.writeEntries(collection, index, { idKey, added: after.keys, removed: [], found: after });
    this.catalog.adjust(collection, 1, bytes.length);
  }

  /** Replaces a stored document by one with the same `_id`. */
  replace(
    collection: Collection,
    before: StoredDocument & { document: BsonDocument },
    after: { bytes: Uint8Array; document: BsonDocument },
  ): void {
    const touched = collection.indexes.filter((index) => mayDiffer(index, before.document, after.document));
    const changes = touched.map((index) => {
      const found = keysOf(after.document, index);
      return { index, found, idKey: before.idKey, ...difference(keysOf(before.document, index).keys, found.keys) };
    });
    for (const { index, added } of changes)
      this.checkUnique(collection, index, { keys: added, idKey: before.idKey, document: after.document });
    this.storage.put(entryKey(collection.id, documents, before.idKey), after.bytes);
    for (const change of changes) this.writeEntries(collection, change.index, change);
    this.catalog.adjust(collection, 0, after.bytes.length - before.bytes.length);
  }

  /** Removes a stored document. */
  remove(collection: Collection, before: StoredDocument & { document: BsonDocument }): void {
    for (const index of collection.indexes) {
      const { keys } = keysOf(before.document, index);
      for (const key of keys) this.removeEntry(collection, index, { key, idKey: before.idKey });
    }
    this.storage.remove(entryKey(collection.id, documents, before.idKey));
    this.catalog.adjust(collection, -1, -before.bytes.length);
  }

  /** Adds the entries of one existing document to an index that is being built; repeating it changes nothing. */
  addToIndex(collection: Collection, index: Index, stored: StoredDocument & { document: BsonDocument }): void {
    const found = keysOf(stored.document, index);
    this.checkUnique(collection, index, { keys: found.keys, idKey: stored.idKey, document: stored.document });
    this.writeEntries(collection, index, { idKey: stored.idKey, added: found.keys, removed: [], found });
    this.counts.forget(index);
  }

  private checkUnique(
    collection: Collection,
    index: Index,
    { keys, idKey, document }: { keys: readonly Buffer[]; idKey: Buffer; document: BsonDocument },
  ): void {
    if (!index.options.unique) return;
    for (const key of keys) {
      const holder = this.storage.get(indexEntryKey(collection, index, { key, idKey }));
      if (holder === undefined || holder.equals(idKey)) continue;
      throw duplicateKey(collection, index.options.key, {
        name: index.options.name,
        value: tupleOf(document, index, key),
      });
    }
  }

  private writeEntries(
    collection: Collection,
    index: Index,
    {
      idKey,
      added,
      removed,
      found,
    }: { idKey: Buffer; added: readonly Buffer[]; removed: readonly Buffer[]; found: DocumentKeys },
  ): void {
    for (const key of removed) this.removeEntry(collection, index, { key, idKey });
    for (const key of added) {
      this.storage.put(indexEntryKey(collection, index, { key, idKey }), idKey);
      this.counts.note(index, key, 1);
    }
    this.catalog.mark(collection, index, found);
  }

  private removeEntry(collection: Collection, index: Index, entry: { key: Buffer; idKey: Buffer }): void {
    this.storage.remove(indexEntryKey(collection, index, entry));
    this.counts.note(index, entry.key, -1);
  }
}

/**
 * Whether an index may hold other keys of a document than before. An update copies what lies on its path alone, so what
 * is the very same value in both was not changed.
 */
function mayDiffer({ reads }: Index, before: BsonDocument, after: BsonDocument): boolean {
  if (reads === null) return true;
  return reads.some(
    (name) => before[name] !== after[name] || Object.hasOwn(before, name) !== Object.hasOwn(after, name),
  );
}

/** Where an index entry is: a unique index needs no `_id` in the key, which makes a look-up by it a single read. */
export function indexEntryKey(
  collection: Collection,
  index: Index,
  { key, idKey }: { key: Buffer; idKey: Buffer },
): Buffer {
  return entryKey(collection.id, index.id, index.options.unique ? key : Buffer.concat([key, idKey]));
}

function difference(
  before: readonly Buffer[],
  after: readonly Buffer[],
): { added: readonly Buffer[]; removed: readonly Buffer[] } {
  if (before.length === 1 && after.length === 1) {
    return (before[0] as Buffer).equals(after[0] as Buffer)
      ? { added: [], removed: [] }
      : { added: after, removed: before };
  }
  const [old, fresh] = [before, after].map((keys) => new Set(keys.map((key) => key.toString('latin1')))) as [
    Set<string>,
    Set<string>,
  ];
  return {
    added: after.filter((key) => !old.has(key.toString('latin1'))),
    removed: before.filter((key) => !fresh.has(key.toString('latin1'))),
  };
}

function duplicateKey(
  collection: Collection,
  keyPattern: Readonly<Record<string, number>>,
  { name, value }: { name: string; value: BsonDocument },
): CommandError {
  const namespace = namespaceOf(collection.database, collection.name);
  return new CommandError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${name} dup key: ${describeValue(value)}`,
    { keyPattern, keyValue: value },
  );
}
