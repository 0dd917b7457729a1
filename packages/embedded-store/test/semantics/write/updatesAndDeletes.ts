import type { WriteCase } from '../cases';
import { none, one, two } from './documents';

export const updatesAndDeletes: readonly WriteCase[] = [
  {
    name: 'updateMany tells matched from modified',
    documents: two,
    write: (c) => c.updateMany({}, { $max: { a: 2 } }),
    returns: { matchedCount: 2, modifiedCount: 1, upsertedCount: 0 },
    after: [
      { _id: 1, a: 2 },
      { _id: 2, a: 2 },
    ],
  },
  {
    name: 'updateMany that matches nothing upserts one',
    documents: two,
    write: (c) => c.updateMany({ k: 5 }, { $set: { _id: 7, b: 1 } } as object, { upsert: true }),
    returns: { matchedCount: 0, modifiedCount: 0, upsertedCount: 1, upsertedId: 7 },
    after: [...two, { _id: 7, k: 5, b: 1 }],
  },
  {
    name: 'updateOne changes one of many',
    documents: [
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ],
    write: (c) => c.updateOne({ a: 1 }, { $inc: { a: 1 } }),
    returns: { matchedCount: 1, modifiedCount: 1 },
    after: [
      { _id: 1, a: 2 },
      { _id: 2, a: 1 },
    ],
  },
  {
    name: 'replaceOne replaces everything but the _id',
    documents: two,
    write: (c) => c.replaceOne({ a: 1 }, { b: 2 }),
    returns: { matchedCount: 1, modifiedCount: 1 },
    after: [
      { _id: 1, b: 2 },
      { _id: 2, a: 2 },
    ],
  },
  {
    name: 'replaceOne by the same document modifies nothing',
    documents: two,
    write: (c) => c.replaceOne(one, { a: 1 }),
    returns: { matchedCount: 1, modifiedCount: 0 },
    after: two,
  },
  {
    name: 'replaceOne with another _id is refused',
    documents: two,
    write: (c) => c.replaceOne(one, { _id: 5 as never, a: 1 }),
    code: 66,
    after: two,
  },
  {
    name: 'replaceOne upserts with the _id of the filter',
    documents: [],
    write: (c) => c.replaceOne(none, { a: 1 }, { upsert: true }),
    returns: { upsertedId: 9 },
    after: [{ _id: 9, a: 1 }],
  },
  {
    name: 'deleteOne removes one of many',
    documents: [
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ],
    write: (c) => c.deleteOne({ a: 1 }),
    returns: { deletedCount: 1 },
    after: [{ _id: 2, a: 1 }],
  },
  {
    name: 'deleteMany removes all that match',
    documents: two,
    write: (c) => c.deleteMany({ a: { $gte: 1 } }),
    returns: { deletedCount: 2 },
    after: [],
  },
  {
    name: 'deleteMany of nothing removes nothing',
    documents: two,
    write: (c) => c.deleteMany({ a: { $in: [] } }),
    returns: { deletedCount: 0 },
    after: two,
  },
];
