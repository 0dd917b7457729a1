import { setField } from '../bson/setField';
import { isDocument, type BsonDocument } from '../bson/valueOrder';
import { CommandError } from '../commandError';

/** Throws for a dotted path with an empty part, each with MongoDB's code. */
export function checkFieldPath(path: string): void {
  if (path === '') throw new CommandError('Location40352', 'FieldPath cannot be constructed with empty string');
  if (path.endsWith('.')) throw new CommandError('Location40353', `FieldPath must not end with a '.': '${path}'`);
  if (path.split('.').includes(''))
    throw new CommandError('Location15998', `FieldPath field names may not be empty strings: '${path}'`);
}

/**
 * The value of a path in an expression. An array on the way gives the array of what its documents have there; what else
 * it holds, other arrays too, is passed over.
 */
export function valueAt(value: unknown, parts: readonly string[], from = 0): unknown {
  if (from === parts.length) return value;
  if (Array.isArray(value))
    return value.flatMap((item) => {
      const found = isDocument(item) ? valueAt(item, parts, from) : undefined;
      return found === undefined ? [] : [found];
    });
  const name = parts[from] as string;
  return isDocument(value) && Object.hasOwn(value, name) ? valueAt(value[name], parts, from + 1) : undefined;
}

/** The value of a path that leads through documents only; undefined where anything else stands on the way. */
export function nestedValue(document: BsonDocument, parts: readonly string[]): unknown {
  return parts.reduce<unknown>(
    (value, name) => (isDocument(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    document,
  );
}

/** A copy with another value at a path (`undefined` removes it); what is no document on the way is replaced by one. */
export function withNested(container: unknown, parts: readonly string[], value: unknown): BsonDocument {
  const [name, ...rest] = parts as [string, ...string[]];
  const copy: BsonDocument = isDocument(container) ? { ...container } : {};
  const existing = Object.hasOwn(copy, name) ? copy[name] : undefined;
  if (rest.length > 0) setField(copy, name, withNested(existing, rest, value));
  else if (value === undefined) delete copy[name];
  else setField(copy, name, value);
  return copy;
}

const position = /^(?:0|[1-9]\d*)$/;

/**
 * All values at a path, as `$lookup` joins by them: elements of arrays one by one, at the end as on the way, and by
 * position where the path names one.
 */
export function valuesAt(document: BsonDocument, parts: readonly string[], from = 0): unknown[] {
  const name = parts[from] as string;
  let value = Object.hasOwn(document, name) ? document[name] : undefined;
  let next = from + 1;
  for (; next < parts.length && Array.isArray(value) && position.test(parts[next] as string); next++)
    value = (value as unknown[])[Number(parts[next])];
  if (next === parts.length) return Array.isArray(value) ? value : value === undefined ? [] : [value];
  const documents = (Array.isArray(value) ? value : [value]).filter(isDocument);
  return documents.flatMap((inner) => valuesAt(inner, parts, next));
}
