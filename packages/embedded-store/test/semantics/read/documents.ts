import type { Documents } from '../cases';

export const abc: Documents = [
  { _id: 1, a: 3, b: 'x' },
  { _id: 2, a: 1, b: 'y' },
  { _id: 3, a: 2, b: 'x' },
];

/** The documents of a result that keeps nothing but `_id`. */
export function idsOnly(ids: readonly number[]): Documents {
  return ids.map((_id) => ({ _id }));
}
