import type { Documents } from '../cases';

export const two: Documents = [
  { _id: 1, a: 1 },
  { _id: 2, a: 2 },
];
export const one = { _id: 1 } as object;
export const none = { _id: 9 } as object;
/** Documents with an `_id` of their own: the driver's types expect an ObjectId. */
export const own = (documents: Documents): never[] => documents as never[];
