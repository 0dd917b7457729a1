import { isDocument, type BsonDocument } from '../bson/valueOrder';

const wholeNumber = /^(?:0|[1-9]\d*)$/;

/**
 * Visits the values a dotted path leads to, the way MongoDB's matching does: arrays on the way are entered element by
 * element (and by position where the next part is a number), an array at the end is offered element by element and then
 * whole. A missing value is offered as `undefined`. Stops and returns true as soon as `test` does.
 * @param test `element` is true for an element of an array at the end of the path.
 */
export function anyAtPath(
  document: BsonDocument,
  parts: readonly string[],
  test: (value: unknown, element: boolean) => boolean,
): boolean {
  return inDocument(document, parts, { at: 0, test });
}

interface Walk {
  readonly at: number;
  readonly test: (value: unknown, element: boolean) => boolean;
}

function inDocument(document: BsonDocument, parts: readonly string[], { at, test }: Walk): boolean {
  const name = parts[at] as string;
  const value = Object.hasOwn(document, name) ? document[name] : undefined;
  if (at + 1 === parts.length) return atEnd(value, test);
  if (Array.isArray(value)) return inArray(value, parts, { at: at + 1, test });
  return isDocument(value) ? inDocument(value, parts, { at: at + 1, test }) : test(undefined, false);
}

function inArray(array: readonly unknown[], parts: readonly string[], { at, test }: Walk): boolean {
  for (const item of array) if (isDocument(item) && inDocument(item, parts, { at, test })) return true;
  const name = parts[at] as string;
  if (!wholeNumber.test(name)) return false;
  const value = array[Number(name)];
  if (value === undefined) return false;
  if (at + 1 === parts.length) return atEnd(value, test);
  if (Array.isArray(value)) return inArray(value, parts, { at: at + 1, test });
  return isDocument(value) && inDocument(value, parts, { at: at + 1, test });
}

function atEnd(value: unknown, test: (value: unknown, element: boolean) => boolean): boolean {
  if (Array.isArray(value)) for (const item of value) if (test(item, true)) return true;
  return test(value, false);
}
