import type { UpdateCase } from '../cases';

const upsert = { upsert: true };

export const upserts: readonly UpdateCase[] = [
  {
    name: 'an upsert takes equalities of the filter',
    before: null,
    filter: { _id: 1, a: 5, 'b.c': { $eq: 6 }, d: { $gt: 1 } },
    update: { $set: { e: 7 } },
    options: upsert,
    after: { _id: 1, a: 5, b: { c: 6 }, e: 7 },
    modifies: false,
  },
  {
    name: 'an upsert takes equalities inside $and',
    before: null,
    filter: { $and: [{ _id: 1 }, { a: 2 }] },
    update: { $set: { b: 3 } },
    options: upsert,
    after: { _id: 1, a: 2, b: 3 },
    modifies: false,
  },
  {
    name: 'an upsert does $setOnInsert',
    before: null,
    filter: { _id: 1 },
    update: { $setOnInsert: { a: 1 }, $inc: { n: 1 } },
    options: upsert,
    after: { _id: 1, a: 1, n: 1 },
    modifies: false,
  },
  {
    name: 'an upsert may set _id',
    before: null,
    filter: { a: 1 },
    update: { $setOnInsert: { _id: 1 } },
    options: upsert,
    after: { _id: 1, a: 1 },
    modifies: false,
  },
  {
    name: 'an upsert pushes to a new array',
    before: null,
    filter: { _id: 1 },
    update: { $push: { a: 1 } },
    options: upsert,
    after: { _id: 1, a: [1] },
    modifies: false,
  },
  {
    name: 'an upsert keeps a null _id',
    before: null,
    filter: { _id: null, a: 1 },
    update: { $set: { b: 1 } },
    options: upsert,
    after: { _id: null, a: 1, b: 1 },
    modifies: false,
  },
];
