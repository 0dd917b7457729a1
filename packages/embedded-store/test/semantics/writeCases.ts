import type mongoose from 'mongoose';

type Collection = mongoose.mongo.Collection;
type Documents = readonly Record<string, unknown>[];

/**
 * A write through one of the driver's methods: what it answers (or the code it fails with) and what is stored
 * afterwards, by `_id`.
 */
export interface WriteCase {
  readonly name: string;
  readonly documents: Documents;
  readonly write: (collection: Collection) => Promise<unknown>;
  /** The fields of the answer that are looked at; a whole document for the findOneAnd… methods. */
  readonly answers?: unknown;
  readonly code?: number;
  readonly after: Documents;
}

const two: Documents = [
  { _id: 1, a: 1 },
  { _id: 2, a: 2 },
];
const one = { _id: 1 } as object;
const none = { _id: 9 } as object;
/** Documents with an `_id` of their own: the driver's types expect an ObjectId. */
const own = (documents: Documents): never[] => documents as never[];

const bulk: WriteCase[] = [
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
    answers: { matchedCount: 2, modifiedCount: 2, deletedCount: 1 },
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
    answers: { upsertedCount: 1, upsertedIds: { 0: 7 }, matchedCount: 1, modifiedCount: 1 },
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

const findAnd: WriteCase[] = [
  {
    name: 'findOneAndUpdate answers the document before',
    documents: two,
    write: (c) => c.findOneAndUpdate(one, { $inc: { a: 10 } }),
    answers: { _id: 1, a: 1 },
    after: [
      { _id: 1, a: 11 },
      { _id: 2, a: 2 },
    ],
  },
  {
    name: 'findOneAndUpdate answers the document after',
    documents: two,
    write: (c) => c.findOneAndUpdate(one, { $inc: { a: 10 } }, { returnDocument: 'after' }),
    answers: { _id: 1, a: 11 },
    after: [
      { _id: 1, a: 11 },
      { _id: 2, a: 2 },
    ],
  },
  {
    name: 'findOneAndUpdate takes the first by the sort',
    documents: two,
    write: (c) => c.findOneAndUpdate({}, { $set: { b: 1 } }, { sort: { a: -1 } }),
    answers: { _id: 2, a: 2 },
    after: [
      { _id: 1, a: 1 },
      { _id: 2, a: 2, b: 1 },
    ],
  },
  {
    name: 'findOneAndUpdate answers null where nothing matches',
    documents: two,
    write: (c) => c.findOneAndUpdate(none, { $set: { b: 1 } }),
    answers: null,
    after: two,
  },
  {
    name: 'findOneAndUpdate that upserts answers null before',
    documents: two,
    write: (c) => c.findOneAndUpdate(none, { $set: { b: 1 } }, { upsert: true }),
    answers: null,
    after: [...two, { _id: 9, b: 1 }],
  },
  {
    name: 'findOneAndUpdate that upserts answers the new document after',
    documents: two,
    write: (c) =>
      c.findOneAndUpdate(none, { $set: { b: 1 }, $setOnInsert: { c: 2 } }, { upsert: true, returnDocument: 'after' }),
    answers: { _id: 9, b: 1, c: 2 },
    after: [...two, { _id: 9, b: 1, c: 2 }],
  },
  {
    name: 'findOneAndUpdate projects its answer',
    documents: two,
    write: (c) => c.findOneAndUpdate(one, { $set: { b: 1 } }, { projection: { _id: 0, a: 1 } }),
    answers: { a: 1 },
    after: [
      { _id: 1, a: 1, b: 1 },
      { _id: 2, a: 2 },
    ],
  },
  {
    name: 'findOneAndUpdate with arrayFilters',
    documents: [{ _id: 1, l: [1, 5] }],
    write: (c) =>
      c.findOneAndUpdate(
        one,
        { $set: { 'l.$[big]': 0 } },
        { arrayFilters: [{ big: { $gt: 2 } }], returnDocument: 'after' },
      ),
    answers: { _id: 1, l: [1, 0] },
    after: [{ _id: 1, l: [1, 0] }],
  },
  {
    name: 'findOneAndReplace keeps the _id',
    documents: two,
    write: (c) => c.findOneAndReplace(one, { z: 1 }, { returnDocument: 'after' }),
    answers: { _id: 1, z: 1 },
    after: [
      { _id: 1, z: 1 },
      { _id: 2, a: 2 },
    ],
  },
  {
    name: 'findOneAndDelete answers what it removed',
    documents: two,
    write: (c) => c.findOneAndDelete({}, { sort: { a: -1 } }),
    answers: { _id: 2, a: 2 },
    after: [{ _id: 1, a: 1 }],
  },
  {
    name: 'findOneAndUpdate with an update that fails changes nothing',
    documents: two,
    write: (c) => c.findOneAndUpdate(one, { $push: { a: 1 } } as never),
    code: 2,
    after: two,
  },
];

const many: WriteCase[] = [
  {
    name: 'updateMany tells matched from modified',
    documents: two,
    write: (c) => c.updateMany({}, { $max: { a: 2 } }),
    answers: { matchedCount: 2, modifiedCount: 1, upsertedCount: 0 },
    after: [
      { _id: 1, a: 2 },
      { _id: 2, a: 2 },
    ],
  },
  {
    name: 'updateMany that matches nothing upserts one',
    documents: two,
    write: (c) => c.updateMany({ k: 5 }, { $set: { _id: 7, b: 1 } } as object, { upsert: true }),
    answers: { matchedCount: 0, modifiedCount: 0, upsertedCount: 1, upsertedId: 7 },
    after: [...two, { _id: 7, k: 5, b: 1 }],
  },
  {
    name: 'updateOne changes one of many',
    documents: [
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ],
    write: (c) => c.updateOne({ a: 1 }, { $inc: { a: 1 } }),
    answers: { matchedCount: 1, modifiedCount: 1 },
    after: [
      { _id: 1, a: 2 },
      { _id: 2, a: 1 },
    ],
  },
  {
    name: 'replaceOne replaces everything but the _id',
    documents: two,
    write: (c) => c.replaceOne({ a: 1 }, { b: 2 }),
    answers: { matchedCount: 1, modifiedCount: 1 },
    after: [
      { _id: 1, b: 2 },
      { _id: 2, a: 2 },
    ],
  },
  {
    name: 'replaceOne by the same document modifies nothing',
    documents: two,
    write: (c) => c.replaceOne(one, { a: 1 }),
    answers: { matchedCount: 1, modifiedCount: 0 },
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
    answers: { upsertedId: 9 },
    after: [{ _id: 9, a: 1 }],
  },
  {
    name: 'deleteOne removes one of many',
    documents: [
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ],
    write: (c) => c.deleteOne({ a: 1 }),
    answers: { deletedCount: 1 },
    after: [{ _id: 2, a: 1 }],
  },
  {
    name: 'deleteMany removes all that match',
    documents: two,
    write: (c) => c.deleteMany({ a: { $gte: 1 } }),
    answers: { deletedCount: 2 },
    after: [],
  },
  {
    name: 'deleteMany of nothing removes nothing',
    documents: two,
    write: (c) => c.deleteMany({ a: { $in: [] } }),
    answers: { deletedCount: 0 },
    after: two,
  },
];

export const writeCases: readonly WriteCase[] = [...bulk, ...findAnd, ...many];
