import type { KeyRange } from './keyValueStorage';

/**
 * Where things are in the one key space: [collection: 4 bytes][index: 2 bytes][rest]. Index 0 holds the documents under
 * their
 * `_id` key; every other index holds `_id` keys under index keys. Collection 0 is the store's own.
 */
const prefixBytes = 6;
export const documents = 0;

const ownCollection = 0;
/** Parts of the store's own collection. */
export const ownPart = { format: 0, collections: 1, counters: 2, dropped: 3 } as const;

function prefixOf(collectionId: number, indexId: number): Buffer {
  const prefix = Buffer.allocUnsafe(prefixBytes);
  prefix.writeUInt32BE(collectionId, 0);
  prefix.writeUInt16BE(indexId, 4);
  return prefix;
}

/** The full key of an entry of an index (0: of a document). */
export function entryKey(collectionId: number, indexId: number, rest: Buffer): Buffer {
  const key = Buffer.allocUnsafe(prefixBytes + rest.length);
  key.writeUInt32BE(collectionId, 0);
  key.writeUInt16BE(indexId, 4);
  rest.copy(key, prefixBytes);
  return key;
}

/** The index part of an entry's key. */
export function restOf(key: Buffer): Buffer {
  return key.subarray(prefixBytes);
}

/** All entries of one index, or those between two index keys (half-open). */
export function indexRange(collectionId: number, indexId: number, bounds?: { start: Buffer; end: Buffer }): KeyRange {
  if (bounds !== undefined) {
    return { start: entryKey(collectionId, indexId, bounds.start), end: entryKey(collectionId, indexId, bounds.end) };
  }
  return { start: prefixOf(collectionId, indexId), end: prefixOf(collectionId, indexId + 1) };
}

/** Everything of a collection. */
export function collectionRange(collectionId: number): KeyRange {
  return { start: prefixOf(collectionId, 0), end: prefixOf(collectionId + 1, 0) };
}

/** The key of one of the store's own records. */
export function ownKey(part: number, id: number, second = 0): Buffer {
  const rest = Buffer.allocUnsafe(8);
  rest.writeUInt32BE(id, 0);
  rest.writeUInt32BE(second, 4);
  return entryKey(ownCollection, part, rest);
}

/** All records of one part of the store's own. */
export function ownRange(part: number): KeyRange {
  return indexRange(ownCollection, part);
}
