import { encodeDocument } from '../bson/encodeDocument';
import { typeNumberOf } from '../bson/typeNumbers';
import { compareValues } from '../bson/valueOrder';

/**
 * Whether two values are the same in type as well as value, so that writing one over the other would change nothing.
 */
export function isIdentical(left: unknown, right: unknown): boolean {
  const type = typeNumberOf(left);
  if (type !== typeNumberOf(right)) return false;
  const isContainer = type === 3 || type === 4;
  if (!isContainer) return compareValues(left, right) === 0;
  return Buffer.compare(encodeDocument({ value: left }), encodeDocument({ value: right })) === 0;
}
