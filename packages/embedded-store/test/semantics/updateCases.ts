import mongoose from 'mongoose';

const { Double, Int32, Long } = mongoose.mongo.BSON;

/**
 * One update of one document: what it becomes, or the code of the error. `filter` finds the document by default by its
 * `_id` 1.
 */
export interface UpdateCase {
  readonly name: string;
  readonly before: Record<string, unknown> | null;
  readonly update: Record<string, unknown> | Record<string, unknown>[];
  readonly filter?: Record<string, unknown>;
  readonly options?: Record<string, unknown>;
  readonly after?: Record<string, unknown>;
  readonly code?: number;
  /** Whether the answer counts a modification; true by default. */
  readonly modifies?: boolean;
}

function on(before: Record<string, unknown>): { before: Record<string, unknown> } {
  return { before: { _id: 1, ...before } };
}

const fields: UpdateCase[] = [
  { name: '$set sets and adds', ...on({ a: 1 }), update: { $set: { a: 2, b: 3 } }, after: { _id: 1, a: 2, b: 3 } },
  {
    name: '$set makes documents on the way',
    ...on({}),
    update: { $set: { 'a.b.c': 1 } },
    after: { _id: 1, a: { b: { c: 1 } } },
  },
  {
    name: '$set of the same value modifies nothing',
    ...on({ a: 1 }),
    update: { $set: { a: 1 } },
    after: { _id: 1, a: 1 },
    modifies: false,
  },
  {
    name: '$set of the same number in another type modifies',
    ...on({ a: 1 }),
    update: { $set: { a: new Double(1.5) } },
    after: { _id: 1, a: 1.5 },
  },
  {
    name: '$set puts new fields in order of their names',
    ...on({}),
    update: { $set: { c: 1, a: 2, b: 3 } },
    after: { _id: 1, a: 2, b: 3, c: 1 },
  },
  { name: '$set an array element', ...on({ a: [1, 2] }), update: { $set: { 'a.1': 5 } }, after: { _id: 1, a: [1, 5] } },
  {
    name: '$set beyond an array fills with nulls',
    ...on({ a: [1] }),
    update: { $set: { 'a.3': 5 } },
    after: { _id: 1, a: [1, null, null, 5] },
  },
  { name: '$set through a scalar is refused', ...on({ a: 1 }), update: { $set: { 'a.b': 1 } }, code: 28 },
  { name: '$set through null is refused', ...on({ a: null }), update: { $set: { 'a.b': 1 } }, code: 28 },
  { name: '$set a field of an array is refused', ...on({ a: [1] }), update: { $set: { 'a.b': 1 } }, code: 28 },
  { name: '$set of another _id is refused', ...on({}), update: { $set: { _id: 2 } }, code: 66 },
  { name: '$set of the same _id passes', ...on({}), update: { $set: { _id: 1, a: 1 } }, after: { _id: 1, a: 1 } },
  { name: '$unset removes', ...on({ a: 1, b: 2 }), update: { $unset: { a: '' } }, after: { _id: 1, b: 2 } },
  {
    name: '$unset of a missing field modifies nothing',
    ...on({ b: 2 }),
    update: { $unset: { a: '', 'b.c': '' } },
    after: { _id: 1, b: 2 },
    modifies: false,
  },
  {
    name: '$unset an array element leaves null',
    ...on({ a: [1, 2] }),
    update: { $unset: { 'a.0': '' } },
    after: { _id: 1, a: [null, 2] },
  },
  { name: '$unset of _id is refused', ...on({}), update: { $unset: { _id: '' } }, code: 66 },
  { name: '$inc adds', ...on({ a: 1 }), update: { $inc: { a: 2 } }, after: { _id: 1, a: 3 } },
  { name: '$inc starts a missing field', ...on({}), update: { $inc: { 'a.b': 2 } }, after: { _id: 1, a: { b: 2 } } },
  { name: '$inc of a text is refused', ...on({ a: 'x' }), update: { $inc: { a: 1 } }, code: 14 },
  { name: '$inc of null is refused', ...on({ a: null }), update: { $inc: { a: 1 } }, code: 14 },
  { name: '$inc by a text is refused', ...on({ a: 1 }), update: { $inc: { a: 'x' } }, code: 14 },
  {
    name: '$inc over int32 becomes a long',
    ...on({ a: new Int32(2147483647) }),
    update: { $inc: { a: 1 } },
    after: { _id: 1, a: Long.fromNumber(2147483648) },
  },
  {
    name: '$inc of a double stays a double',
    ...on({ a: 1.5 }),
    update: { $inc: { a: 0.5 } },
    after: { _id: 1, a: new Double(2) },
  },
  {
    name: '$inc of a long beyond 2^53 is exact',
    ...on({ a: Long.fromString('9007199254740993') }),
    update: { $inc: { a: 1 } },
    after: { _id: 1, a: Long.fromString('9007199254740994') },
  },
  { name: '$inc over int64 is refused', ...on({ a: Long.MAX_VALUE }), update: { $inc: { a: 1 } }, code: 2 },
  {
    name: '$inc by 0 modifies nothing',
    ...on({ a: 1 }),
    update: { $inc: { a: 0 } },
    after: { _id: 1, a: 1 },
    modifies: false,
  },
  { name: '$mul multiplies', ...on({ a: 3 }), update: { $mul: { a: 4 } }, after: { _id: 1, a: 12 } },
  { name: '$mul of a missing field gives 0', ...on({}), update: { $mul: { a: 4 } }, after: { _id: 1, a: 0 } },
  { name: '$min lowers', ...on({ a: 5 }), update: { $min: { a: 3 } }, after: { _id: 1, a: 3 } },
  {
    name: '$min keeps what is lower',
    ...on({ a: 2 }),
    update: { $min: { a: 3 } },
    after: { _id: 1, a: 2 },
    modifies: false,
  },
  { name: '$max sets a missing field', ...on({}), update: { $max: { a: 3 } }, after: { _id: 1, a: 3 } },
  {
    name: '$max compares types in BSON order',
    ...on({ a: 99 }),
    update: { $max: { a: 'x' } },
    after: { _id: 1, a: 'x' },
  },
  {
    name: '$max of dates',
    ...on({ a: new Date(5) }),
    update: { $max: { a: new Date(9) } },
    after: { _id: 1, a: new Date(9) },
  },
  {
    name: '$rename moves',
    ...on({ a: 1, b: 2 }),
    update: { $rename: { a: 'c.d' } },
    after: { _id: 1, b: 2, c: { d: 1 } },
  },
  {
    name: '$rename of a missing field modifies nothing',
    ...on({ b: 2 }),
    update: { $rename: { a: 'c' } },
    after: { _id: 1, b: 2 },
    modifies: false,
  },
  {
    name: '$rename over an existing field replaces it',
    ...on({ a: 1, c: 2 }),
    update: { $rename: { a: 'c' } },
    after: { _id: 1, c: 1 },
  },
  {
    name: '$setOnInsert does nothing to what exists',
    ...on({ a: 1 }),
    update: { $setOnInsert: { a: 2 }, $set: { b: 1 } },
    after: { _id: 1, a: 1, b: 1 },
  },
  { name: 'the same path twice is refused', ...on({ a: 1 }), update: { $set: { a: 2 }, $inc: { a: 1 } }, code: 40 },
  { name: 'a path and one inside it are refused', ...on({}), update: { $set: { a: {}, 'a.b': 1 } }, code: 40 },
  { name: 'an unknown operator is refused', ...on({}), update: { $frobnicate: { a: 1 } }, code: 9 },
  { name: 'an empty part of a path is refused', ...on({}), update: { $set: { 'a..b': 1 } }, code: 56 },
];

const arrays: UpdateCase[] = [
  { name: '$push appends', ...on({ a: [1] }), update: { $push: { a: 2 } }, after: { _id: 1, a: [1, 2] } },
  { name: '$push makes the array', ...on({}), update: { $push: { a: { x: 1 } } }, after: { _id: 1, a: [{ x: 1 }] } },
  {
    name: '$push of an array appends it whole',
    ...on({ a: [] }),
    update: { $push: { a: [1, 2] } },
    after: { _id: 1, a: [[1, 2]] },
  },
  {
    name: '$push $each appends each',
    ...on({ a: [1] }),
    update: { $push: { a: { $each: [2, 3] } } },
    after: { _id: 1, a: [1, 2, 3] },
  },
  {
    name: '$push $slice keeps the last',
    ...on({ a: [1, 2] }),
    update: { $push: { a: { $each: [3, 4], $slice: -3 } } },
    after: { _id: 1, a: [2, 3, 4] },
  },
  {
    name: '$push $slice keeps the first',
    ...on({ a: [1, 2] }),
    update: { $push: { a: { $each: [0], $position: 0, $slice: 2 } } },
    after: { _id: 1, a: [0, 1] },
  },
  {
    name: '$push $slice 0 empties',
    ...on({ a: [1] }),
    update: { $push: { a: { $each: [3], $slice: 0 } } },
    after: { _id: 1, a: [] },
  },
  {
    name: '$push $sort of scalars',
    ...on({ a: [3, 1] }),
    update: { $push: { a: { $each: [2], $sort: 1 } } },
    after: { _id: 1, a: [1, 2, 3] },
  },
  {
    name: '$push $sort of documents',
    ...on({ a: [{ x: 3 }, { x: 1 }] }),
    update: { $push: { a: { $each: [{ x: 2 }], $sort: { x: -1 } } } },
    after: { _id: 1, a: [{ x: 3 }, { x: 2 }, { x: 1 }] },
  },
  {
    name: '$push $position inserts',
    ...on({ a: [1, 4] }),
    update: { $push: { a: { $each: [2, 3], $position: 1 } } },
    after: { _id: 1, a: [1, 2, 3, 4] },
  },
  {
    name: '$push $position counts from the end',
    ...on({ a: [1, 3] }),
    update: { $push: { a: { $each: [2], $position: -1 } } },
    after: { _id: 1, a: [1, 2, 3] },
  },
  { name: '$push to a scalar is refused', ...on({ a: 1 }), update: { $push: { a: 2 } }, code: 2 },
  {
    name: '$addToSet adds what is not there',
    ...on({ a: [1] }),
    update: { $addToSet: { a: 2 } },
    after: { _id: 1, a: [1, 2] },
  },
  {
    name: '$addToSet leaves what is there',
    ...on({ a: [1, 2] }),
    update: { $addToSet: { a: 2 } },
    after: { _id: 1, a: [1, 2] },
    modifies: false,
  },
  {
    name: '$addToSet $each adds each once',
    ...on({ a: [1] }),
    update: { $addToSet: { a: { $each: [1, 2, 2] } } },
    after: { _id: 1, a: [1, 2] },
  },
  {
    name: '$addToSet compares documents by field order',
    ...on({ a: [{ x: 1, y: 2 }] }),
    update: { $addToSet: { a: { y: 2, x: 1 } } },
    after: {
      _id: 1,
      a: [
        { x: 1, y: 2 },
        { y: 2, x: 1 },
      ],
    },
  },
  {
    name: '$pull removes equal elements',
    ...on({ a: [1, 2, 1] }),
    update: { $pull: { a: 1 } },
    after: { _id: 1, a: [2] },
  },
  {
    name: '$pull by a condition',
    ...on({ a: [1, 5, 9] }),
    update: { $pull: { a: { $gte: 5 } } },
    after: { _id: 1, a: [1] },
  },
  {
    name: '$pull by the fields of documents',
    ...on({ a: [{ x: 1, y: 1 }, { x: 2 }] }),
    update: { $pull: { a: { x: 1 } } },
    after: { _id: 1, a: [{ x: 2 }] },
  },
  {
    name: '$pull with $in',
    ...on({ a: ['p', 'q', 'r'] }),
    update: { $pull: { a: { $in: ['p', 'r'] } } },
    after: { _id: 1, a: ['q'] },
  },
  {
    name: '$pull from a missing field modifies nothing',
    ...on({}),
    update: { $pull: { a: 1 } },
    after: { _id: 1 },
    modifies: false,
  },
  {
    name: '$pullAll removes each',
    ...on({ a: [1, 2, 3, 1] }),
    update: { $pullAll: { a: [1, 3] } },
    after: { _id: 1, a: [2] },
  },
  { name: '$pop removes the last', ...on({ a: [1, 2] }), update: { $pop: { a: 1 } }, after: { _id: 1, a: [1] } },
  { name: '$pop removes the first', ...on({ a: [1, 2] }), update: { $pop: { a: -1 } }, after: { _id: 1, a: [2] } },
  {
    name: '$pop of an empty array modifies nothing',
    ...on({ a: [] }),
    update: { $pop: { a: 1 } },
    after: { _id: 1, a: [] },
    modifies: false,
  },
  {
    name: 'a positional $ changes the element that matched',
    ...on({
      a: [
        { k: 1, v: 1 },
        { k: 2, v: 1 },
      ],
    }),
    filter: { _id: 1, 'a.k': 2 },
    update: { $set: { 'a.$.v': 9 } },
    after: {
      _id: 1,
      a: [
        { k: 1, v: 1 },
        { k: 2, v: 9 },
      ],
    },
  },
  {
    name: 'a positional $ with $elemMatch',
    ...on({
      a: [
        { k: 1, v: 1 },
        { k: 1, v: 5 },
      ],
    }),
    filter: { _id: 1, a: { $elemMatch: { k: 1, v: { $gt: 2 } } } },
    update: { $set: { 'a.$.k': 7 } },
    after: {
      _id: 1,
      a: [
        { k: 1, v: 1 },
        { k: 7, v: 5 },
      ],
    },
  },
  {
    name: 'a positional $ on scalars',
    ...on({ a: [1, 2, 3] }),
    filter: { _id: 1, a: { $gte: 2 } },
    update: { $set: { 'a.$': 0 } },
    after: { _id: 1, a: [1, 0, 3] },
  },
  {
    name: 'a positional $ without a matched array is refused',
    ...on({ a: [1] }),
    update: { $set: { 'a.$': 0 } },
    code: 2,
  },
  {
    name: '$[] changes every element',
    ...on({ a: [{ v: 1 }, { v: 2 }] }),
    update: { $inc: { 'a.$[].v': 10 } },
    after: { _id: 1, a: [{ v: 11 }, { v: 12 }] },
  },
  {
    name: 'arrayFilters choose the elements',
    ...on({ a: [{ v: 1 }, { v: 5 }] }),
    update: { $set: { 'a.$[x].v': 0 } },
    options: { arrayFilters: [{ 'x.v': { $gt: 2 } }] },
    after: { _id: 1, a: [{ v: 1 }, { v: 0 }] },
  },
  {
    name: 'arrayFilters on scalars',
    ...on({ a: [1, 5, 9] }),
    update: { $set: { 'a.$[x]': 0 } },
    options: { arrayFilters: [{ x: { $gte: 5 } }] },
    after: { _id: 1, a: [1, 0, 0] },
  },
  {
    name: 'arrayFilters no path uses are refused',
    ...on({ a: [1] }),
    update: { $set: { b: 0 } },
    options: { arrayFilters: [{ x: 1 }] },
    code: 9,
  },
  { name: 'a name without arrayFilters is refused', ...on({ a: [1] }), update: { $set: { 'a.$[x]': 0 } }, code: 2 },
];

const upsert = { upsert: true };
const upserts: UpdateCase[] = [
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

const pipelines: UpdateCase[] = [
  {
    name: 'a pipeline computes from the document',
    ...on({ a: 2, b: 3 }),
    update: [{ $set: { sum: { $add: ['$a', '$b'] } } }, { $unset: 'b' }],
    after: { _id: 1, a: 2, sum: 5 },
  },
  { name: 'a pipeline cannot change _id', ...on({ a: 2 }), update: [{ $set: { _id: 9 } }], code: 66 },
  { name: 'a pipeline with another stage is refused', ...on({ a: 2 }), update: [{ $match: { a: 2 } }], code: 72 },
];

export const updateCases: readonly UpdateCase[] = [...fields, ...arrays, ...upserts, ...pipelines];
