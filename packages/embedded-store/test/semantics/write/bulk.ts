import type { WriteCase } from '../cases';
import { one, own, two } from './documents';

export const bulk: readonly WriteCase[] = [
  {
    name: 'an ordered bulkWrite stops at the first duplicate',
    documents: two,
    write: (c) =>
      c.bulkWrite([
        { insertOne: { document: { _id: 3 as never } } },
        { insertOne: { document: { _id: 1 as never } } },
        { insertOne: { document: { _id: 4 as never } } },
      ]),
    code: 11000,
    after: [...two, { _id: 3 }],
  },
  {
    name: 'an unordered bulkWrite goes on after a duplicate',
    documents: two,
    write: (c) =>
      c.bulkWrite(
        [
          { insertOne: { document: { _id: 3 as never } } },
          { insertOne: { document: { _id: 1 as never } } },
          { insertOne: { document: { _id: 4 as never } } },
        ],
        { ordered: false },
      ),
    code: 11000,
    after: [...two, { _id: 3 }, { _id: 4 }],
  },
  {
    name: 'an ordered bulkWrite does its operations in turn',
    documents: two,
    write: (c) =>
      c.bulkWrite([
        { updateOne: { filter: one, update: { $set: { a: 5 } } } },
        { deleteOne: { filter: { a: 5 } } },
        { replaceOne: { filter: { _id: 2 } as object, replacement: { b: 1 } } },
      ]),
    returns: { matchedCount: 2, modifiedCount: 2, deletedCount: 1 },
    after: [{ _id: 2, b: 1 }],
  },
  {
    name: 'a bulkWrite counts what it upserts',
    documents: [],
    write: (c) =>
      c.bulkWrite([
        { updateOne: { filter: { _id: 7 } as object, update: { $inc: { n: 1 } }, upsert: true } },
        { updateMany: { filter: { n: 1 }, update: { $inc: { n: 1 } } } },
      ]),
    returns: { upsertedCount: 1, upsertedIds: { 0: 7 }, matchedCount: 1, modifiedCount: 1 },
    after: [{ _id: 7, n: 2 }],
  },
  {
    name: 'an ordered insertMany keeps what came before a duplicate',
    documents: two,
    write: (c) => c.insertMany(own([{ _id: 3 }, { _id: 2 }, { _id: 4 }])),
    code: 11000,
    after: [...two, { _id: 3 }],
  },
  {
    name: 'an unordered insertMany keeps everything but the duplicates',
    documents: two,
    write: (c) => c.insertMany(own([{ _id: 3 }, { _id: 2 }, { _id: 4 }, { _id: 4 }]), { ordered: false }),
    code: 11000,
    after: [...two, { _id: 3 }, { _id: 4 }],
  },
  {
    name: 'equal numbers of different types are one _id',
    documents: two,
    write: async (c) => c.insertOne({ _id: 1.0 as never }),
    code: 11000,
    after: two,
  },
];
