import type { WriteCase } from '../cases';
import { none, one, two } from './documents';

export const findAndModify: readonly WriteCase[] = [
  {
    name: 'findOneAndUpdate returns the document before',
    documents: two,
    write: (c) => c.findOneAndUpdate(one, { $inc: { a: 10 } }),
    returns: { _id: 1, a: 1 },
    after: [
      { _id: 1, a: 11 },
      { _id: 2, a: 2 },
    ],
  },
  {
    name: 'findOneAndUpdate returns the document after',
    documents: two,
    write: (c) => c.findOneAndUpdate(one, { $inc: { a: 10 } }, { returnDocument: 'after' }),
    returns: { _id: 1, a: 11 },
    after: [
      { _id: 1, a: 11 },
      { _id: 2, a: 2 },
    ],
  },
  {
    name: 'findOneAndUpdate takes the first by the sort',
    documents: two,
    write: (c) => c.findOneAndUpdate({}, { $set: { b: 1 } }, { sort: { a: -1 } }),
    returns: { _id: 2, a: 2 },
    after: [
      { _id: 1, a: 1 },
      { _id: 2, a: 2, b: 1 },
    ],
  },
  {
    name: 'findOneAndUpdate returns null where nothing matches',
    documents: two,
    write: (c) => c.findOneAndUpdate(none, { $set: { b: 1 } }),
    returns: null,
    after: two,
  },
  {
    name: 'findOneAndUpdate that upserts returns null before',
    documents: two,
    write: (c) => c.findOneAndUpdate(none, { $set: { b: 1 } }, { upsert: true }),
    returns: null,
    after: [...two, { _id: 9, b: 1 }],
  },
  {
    name: 'findOneAndUpdate that upserts returns the new document after',
    documents: two,
    write: (c) =>
      c.findOneAndUpdate(none, { $set: { b: 1 }, $setOnInsert: { c: 2 } }, { upsert: true, returnDocument: 'after' }),
    returns: { _id: 9, b: 1, c: 2 },
    after: [...two, { _id: 9, b: 1, c: 2 }],
  },
  {
    name: 'findOneAndUpdate projects its result',
    documents: two,
    write: (c) => c.findOneAndUpdate(one, { $set: { b: 1 } }, { projection: { _id: 0, a: 1 } }),
    returns: { a: 1 },
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
    returns: { _id: 1, l: [1, 0] },
    after: [{ _id: 1, l: [1, 0] }],
  },
  {
    name: 'findOneAndReplace keeps the _id',
    documents: two,
    write: (c) => c.findOneAndReplace(one, { z: 1 }, { returnDocument: 'after' }),
    returns: { _id: 1, z: 1 },
    after: [
      { _id: 1, z: 1 },
      { _id: 2, a: 2 },
    ],
  },
  {
    name: 'findOneAndDelete returns what it removed',
    documents: two,
    write: (c) => c.findOneAndDelete({}, { sort: { a: -1 } }),
    returns: { _id: 2, a: 2 },
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
