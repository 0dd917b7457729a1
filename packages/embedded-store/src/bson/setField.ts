import { CommandError } from '../commandError';
import type { BsonDocument } from './valueOrder';

/**
 * Sets a field as data even where JavaScript gives its name a meaning. `_bsontype` would turn a document into another
 * type: refused.
 */
export function setField(document: BsonDocument, name: string, value: unknown): void {
  if (name === '_bsontype') throw new CommandError('BadValue', "the field name '_bsontype' is reserved");
  if (name === '__proto__')
    Object.defineProperty(document, name, { value, writable: true, enumerable: true, configurable: true });
  else document[name] = value;
}
