import type { BsonDocument } from '../bson/valueOrder';
import { assignPath } from '../query/projectDocument';

/** A copy of a document with another value at a path. */
export function replaced(document: BsonDocument, parts: readonly string[], value: unknown): BsonDocument {
  const copy = { ...document };
  assignPath(copy, parts, value);
  return copy;
}
