import { BSON } from '../bson/library';
import { decodeDocument } from '../bson/decodeDocument';
import { encodeDocument } from '../bson/encodeDocument';
import type { BsonDocument } from '../bson/valueOrder';
import { CommandError } from '../commandError';
import { openIndex, type Index, type IndexOptions } from '../keys/indexSpec';
import { ownKey, ownPart, ownRange } from './keyLayout';
import type { KeyValueStorage } from './keyValueStorage';
import type { Transaction } from './writeQueue';

/** A collection as the running store knows it. */
export interface Collection {
  readonly id: number;
  readonly database: string;
  readonly name: string;
  readonly uuid: Buffer;
  /** Every index except the one on `_id`, which is the documents themselves. */
  indexes: Index[];
  nextIndexId: number;
  count: number;
  /** Sum of the documents' sizes in bytes. */
  bytes: number;
  /** Set when the collection is dropped, so that work still holding it stops. */
  dropped: boolean;
}

/** Which databases, collections and indexes there are; kept in memory and in the store's own records. */
export class Catalog {
  private readonly byName = new Map<string, Collection>();
  private readonly touched = new Map<Collection, { count: number; bytes: number }>();
  private readonly marked = new Map<Index, Pick<Index, 'multikey' | 'cut'>>();
  private nextId = 1;

  constructor(private readonly storage: KeyValueStorage) {
    for (const { value } of storage.read(ownRange(ownPart.collections), { limit: Infinity }))
      this.load(decodeDocument(value));
    for (const { key } of storage.read(ownRange(ownPart.dropped), { limit: Infinity }))
      this.nextId = Math.max(this.nextId, key.readUInt32BE(6) + 1);
  }

  find(database: string, name: string): Collection | undefined {
    return this.byName.get(namespaceOf(database, name));
  }

  all(): Collection[] {
    return [...this.byName.values()];
  }

  inDatabase(database: string): Collection[] {
    return this.all()
      .filter((collection) => collection.database === database)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Inside a transaction: the collection, created when it is not there. */
  ensure(database: string, name: string, transaction: Transaction): Collection {
    const existing = this.find(database, name);
    if (existing !== undefined) return existing;
    checkName(database, name);
    const uuid = Buffer.from(new BSON.UUID().buffer);
    const collection: Collection = {
      id: this.nextId++,
      database,
      name,
      uuid,
      indexes: [],
      nextIndexId: 1,
      count: 0,
      bytes: 0,
      dropped: false,
    };
    this.byName.set(namespaceOf(database, name), collection);
    transaction.onAbort(() => this.byName.delete(namespaceOf(database, name)));
    this.save(collection);
    return collection;
  }

  /** Inside a transaction: stores the collection's record as it is now. */
  save(collection: Collection): void {
    this.storage.put(ownKey(ownPart.collections, collection.id), encodeDocument(recordOf(collection)));
  }

  /** Inside a transaction: forgets the collection; its entries are marked for removal (`second` 0 = all of it). */
  drop(collection: Collection, transaction: Transaction): void {
    this.byName.delete(namespaceOf(collection.database, collection.name));
    collection.dropped = true;
    transaction.onAbort(() => {
      collection.dropped = false;
      this.byName.set(namespaceOf(collection.database, collection.name), collection);
    });
    this.storage.remove(ownKey(ownPart.collections, collection.id));
    this.storage.remove(ownKey(ownPart.counters, collection.id));
    this.storage.put(ownKey(ownPart.dropped, collection.id), Buffer.from([1]));
  }

  /** Inside a transaction: counts documents and bytes added (or, negative, removed). */
  adjust(collection: Collection, documents: number, bytes: number): void {
    if (!this.touched.has(collection))
      this.touched.set(collection, { count: collection.count, bytes: collection.bytes });
    collection.count += documents;
    collection.bytes += bytes;
  }

  /** Inside a transaction: an index holds something the planner must know of, from now on. */
  mark(collection: Collection, index: Index, found: Pick<Index, 'multikey' | 'cut'>): void {
    const { multikey, cut } = index;
    if ((multikey | found.multikey) === multikey && (cut || !found.cut)) return;
    if (!this.marked.has(index)) this.marked.set(index, { multikey, cut });
    index.multikey |= found.multikey;
    index.cut ||= found.cut;
    this.save(collection);
  }

  /** Last inside every transaction: stores the counters that changed. */
  saveCounters(): void {
    for (const collection of this.touched.keys()) {
      if (collection.dropped) continue;
      const value = Buffer.allocUnsafe(16);
      value.writeDoubleBE(collection.count, 0);
      value.writeDoubleBE(collection.bytes, 8);
      this.storage.put(ownKey(ownPart.counters, collection.id), value);
    }
  }

  /**
   * After a transaction: forgets (or, when it was undone, restores) counters and marks as they were before. A mark left
   * in memory alone would keep the next one from being stored, and the planner would miss documents after a restart.
   */
  settle(stored: boolean): void {
    if (!stored) {
      for (const [collection, before] of this.touched) Object.assign(collection, before);
      for (const [index, before] of this.marked) Object.assign(index, before);
    }
    this.touched.clear();
    this.marked.clear();
  }

  private load(record: BsonDocument): void {
    const id = record['id'] as number;
    const counters = this.storage.get(ownKey(ownPart.counters, id));
    const collection: Collection = {
      id,
      database: record['database'] as string,
      name: record['name'] as string,
      uuid: Buffer.from((record['uuid'] as { buffer: Uint8Array }).buffer),
      indexes: (record['indexes'] as BsonDocument[]).map(readIndex),
      nextIndexId: record['nextIndexId'] as number,
      count: counters?.readDoubleBE(0) ?? 0,
      bytes: counters?.readDoubleBE(8) ?? 0,
      dropped: false,
    };
    this.byName.set(namespaceOf(collection.database, collection.name), collection);
    this.nextId = Math.max(this.nextId, id + 1);
  }
}

/** `database.collection`, as messages and cursors name it. */
export function namespaceOf(database: string, name: string): string {
  return `${database}.${name}`;
}

function checkName(database: string, name: string): void {
  const bad =
    name === '' ||
    name.startsWith('.') ||
    name.endsWith('.') ||
    name.includes('$') ||
    name.includes('\0') ||
    name.startsWith('system.');
  if (
    bad ||
    database === '' ||
    /[/\\. "$\0]/.test(database) ||
    Buffer.byteLength(database) > 63 ||
    Buffer.byteLength(name) > 200
  ) {
    throw new CommandError('InvalidNamespace', `Invalid namespace specified '${database}.${name}'`);
  }
}

function recordOf(collection: Collection): BsonDocument {
  const { id, database, name, uuid, nextIndexId } = collection;
  return {
    id,
    database,
    name,
    uuid: new BSON.Binary(uuid, 4),
    nextIndexId,
    indexes: collection.indexes.map(writeIndex),
  };
}

/** Every field is written out: an absent one must never come back as a default that changes what the index does. */
function writeIndex({ id, options, state, multikey, cut }: Index): BsonDocument {
  const { name, unique, sparse, hidden, partialFilter, expireAfterSeconds } = options;
  return {
    id,
    name,
    key: Object.entries(options.key),
    unique,
    sparse,
    hidden,
    partialFilter,
    expireAfterSeconds,
    state,
    multikey,
    cut,
  };
}

function readIndex(record: BsonDocument): Index {
  const options: IndexOptions = {
    name: record['name'] as string,
    key: Object.fromEntries(record['key'] as [string, 1 | -1][]),
    unique: record['unique'] === true,
    sparse: record['sparse'] === true,
    hidden: record['hidden'] === true,
    partialFilter: (record['partialFilter'] ?? null) as BsonDocument | null,
    expireAfterSeconds: typeof record['expireAfterSeconds'] === 'number' ? record['expireAfterSeconds'] : null,
  };
  return openIndex(record['id'] as number, options, {
    state: record['state'] === 'ready' ? 'ready' : 'building',
    multikey: record['multikey'] as number,
    cut: record['cut'] === true,
  });
}
