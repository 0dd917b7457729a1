import mongoose from 'mongoose';

const { Double, Long, MaxKey, MinKey, ObjectId } = mongoose.mongo.BSON;
type Documents = readonly Record<string, unknown>[];

/** A find with options, or an aggregation: the documents it answers, in order. */
export interface ReadCase {
  readonly name: string;
  readonly documents: Documents;
  readonly find?: { readonly filter?: Record<string, unknown>; readonly options: Record<string, unknown> };
  readonly aggregate?: Record<string, unknown>[];
  readonly answers?: Documents;
  readonly code?: number;
}

const abc: Documents = [
  { _id: 1, a: 3, b: 'x' },
  { _id: 2, a: 1, b: 'y' },
  { _id: 3, a: 2, b: 'x' },
];
const id = new ObjectId('64b000000000000000000001');

const projections: ReadCase[] = [
  {
    name: 'a projection keeps fields and _id',
    documents: abc,
    find: { filter: { _id: 1 }, options: { projection: { a: 1 } } },
    answers: [{ _id: 1, a: 3 }],
  },
  {
    name: 'a projection may leave _id out',
    documents: abc,
    find: { filter: { _id: 1 }, options: { projection: { a: 1, _id: 0 } } },
    answers: [{ a: 3 }],
  },
  {
    name: 'a projection leaves fields out',
    documents: abc,
    find: { filter: { _id: 1 }, options: { projection: { a: 0 } } },
    answers: [{ _id: 1, b: 'x' }],
  },
  {
    name: 'a projection of _id alone',
    documents: abc,
    find: { filter: { _id: 1 }, options: { projection: { _id: 1 } } },
    answers: [{ _id: 1 }],
  },
  {
    name: 'a projection without _id alone keeps the rest',
    documents: abc,
    find: { filter: { _id: 1 }, options: { projection: { _id: 0 } } },
    answers: [{ a: 3, b: 'x' }],
  },
  {
    name: 'a dotted projection keeps a part',
    documents: [{ _id: 1, n: { x: 1, y: 2 }, m: 1 }],
    find: { options: { projection: { 'n.x': 1 } } },
    answers: [{ _id: 1, n: { x: 1 } }],
  },
  {
    name: 'a dotted projection works on the documents of an array',
    documents: [{ _id: 1, n: [{ x: 1, y: 2 }, 5, { y: 3 }] }],
    find: { options: { projection: { 'n.x': 1 } } },
    answers: [{ _id: 1, n: [{ x: 1 }, {}] }],
  },
  {
    name: 'a dotted exclusion works on the documents of an array',
    documents: [{ _id: 1, n: [{ x: 1, y: 2 }, 5] }],
    find: { options: { projection: { 'n.x': 0 } } },
    answers: [{ _id: 1, n: [{ y: 2 }, 5] }],
  },
  {
    name: 'a nested projection means the dotted one',
    documents: [{ _id: 1, n: { x: 1, y: 2 } }],
    find: { options: { projection: { n: { y: 1 } } } },
    answers: [{ _id: 1, n: { y: 2 } }],
  },
  {
    name: 'a kept field stays where it is in the document',
    documents: [{ _id: 1, z: 1, a: 2 }],
    find: { options: { projection: { a: 1, z: 1 } } },
    answers: [{ _id: 1, z: 1, a: 2 }],
  },
  {
    name: 'keeping and leaving out is refused',
    documents: abc,
    find: { options: { projection: { a: 1, b: 0 } } },
    code: 31254,
  },
  {
    name: 'leaving out and keeping is refused',
    documents: abc,
    find: { options: { projection: { a: 0, b: 1 } } },
    code: 31253,
  },
  {
    name: 'a projection of a missing field keeps _id',
    documents: abc,
    find: { filter: { _id: 1 }, options: { projection: { zz: 1 } } },
    answers: [{ _id: 1 }],
  },
];

const mixed: Documents = [
  { _id: 1, v: 'b' },
  { _id: 2, v: 10 },
  { _id: 3, v: null },
  { _id: 4 },
  { _id: 5, v: new Date(0) },
  { _id: 6, v: true },
  { _id: 7, v: { x: 1 } },
  { _id: 8, v: id },
  { _id: 9, v: new MinKey() },
  { _id: 10, v: new MaxKey() },
  { _id: 11, v: 'a' },
  { _id: 12, v: 2.5 },
  { _id: 13, v: Number.NaN },
  { _id: 14, v: [] },
  { _id: 15, v: Long.fromString('9007199254740993') },
  { _id: 16, v: new Double(9007199254740992) },
  { _id: 17, v: /x/ },
  { _id: 18, v: Buffer.from('z') },
];
const inOrder = [9, 14, 3, 4, 13, 12, 2, 16, 15, 11, 1, 7, 18, 8, 6, 5, 17, 10];

function idsOnly(ids: readonly number[]): Documents {
  return ids.map((_id) => ({ _id }));
}

const sorts: ReadCase[] = [
  {
    name: 'values of all types sort in BSON order',
    documents: mixed,
    find: { options: { sort: { v: 1, _id: 1 }, projection: { _id: 1 } } },
    answers: idsOnly(inOrder),
  },
  {
    name: 'and in reverse',
    documents: mixed,
    find: { options: { sort: { v: -1, _id: -1 }, projection: { _id: 1 } } },
    answers: idsOnly([...inOrder].reverse()),
  },
  {
    name: 'an array sorts by its least element upwards',
    documents: [
      { _id: 1, v: [5, 1] },
      { _id: 2, v: 3 },
      { _id: 3, v: [2, 9] },
    ],
    find: { options: { sort: { v: 1 }, projection: { _id: 1 } } },
    answers: idsOnly([1, 3, 2]),
  },
  {
    name: 'an array sorts by its greatest element downwards',
    documents: [
      { _id: 1, v: [5, 1] },
      { _id: 2, v: 3 },
      { _id: 3, v: [2, 9] },
    ],
    find: { options: { sort: { v: -1 }, projection: { _id: 1 } } },
    answers: idsOnly([3, 1, 2]),
  },
  {
    name: 'a sort by two fields in two directions',
    documents: [
      { _id: 1, a: 1, b: 1 },
      { _id: 2, a: 1, b: 2 },
      { _id: 3, a: 0, b: 9 },
    ],
    find: { options: { sort: { a: 1, b: -1 }, projection: { _id: 1 } } },
    answers: idsOnly([3, 2, 1]),
  },
  {
    name: 'a sort by a dotted field',
    documents: [{ _id: 1, n: { x: 2 } }, { _id: 2, n: { x: 1 } }, { _id: 3 }],
    find: { options: { sort: { 'n.x': 1 }, projection: { _id: 1 } } },
    answers: idsOnly([3, 2, 1]),
  },
  {
    name: 'skip and limit take a part',
    documents: abc,
    find: { options: { sort: { a: 1 }, skip: 1, limit: 1, projection: { _id: 1 } } },
    answers: idsOnly([3]),
  },
  {
    name: 'a skip beyond the end answers nothing',
    documents: abc,
    find: { options: { sort: { a: 1 }, skip: 9 } },
    answers: [],
  },
  {
    name: 'a batch at a time gives all',
    documents: abc,
    find: { options: { sort: { a: 1 }, batchSize: 1, projection: { _id: 1 } } },
    answers: idsOnly([2, 3, 1]),
  },
  { name: 'a hint that names no index is refused', documents: abc, find: { options: { hint: 'nowhere' } }, code: 2 },
  {
    name: 'a hint by name finds the same',
    documents: abc,
    find: { filter: { b: 'x' }, options: { hint: '_id_', projection: { _id: 1 } } },
    answers: idsOnly([1, 3]),
  },
];

const sales: Documents = [
  { _id: 1, unit: 'a', n: 2, tags: ['p', 'q'], at: new Date('2026-09-30T15:30:00Z') },
  { _id: 2, unit: 'b', n: 5, tags: [], at: new Date('2026-09-30T16:30:00Z') },
  { _id: 3, unit: 'a', n: 3, tags: ['p'], at: new Date('2026-10-01T01:00:00Z') },
  { _id: 4, unit: null, n: null, at: new Date('2026-10-01T02:00:00Z') },
];

const stages: ReadCase[] = [
  {
    name: '$match and $sort',
    documents: sales,
    aggregate: [{ $match: { unit: 'a' } }, { $sort: { n: -1 } }, { $project: { _id: 1 } }],
    answers: idsOnly([3, 1]),
  },
  {
    name: '$match after $sort and $limit looks at what is left',
    documents: sales,
    aggregate: [{ $sort: { _id: 1 } }, { $limit: 2 }, { $match: { unit: 'b' } }, { $project: { _id: 1 } }],
    answers: idsOnly([2]),
  },
  {
    name: '$limit before $skip',
    documents: sales,
    aggregate: [{ $sort: { _id: 1 } }, { $limit: 3 }, { $skip: 1 }, { $project: { _id: 1 } }],
    answers: idsOnly([2, 3]),
  },
  {
    name: '$skip before $limit',
    documents: sales,
    aggregate: [{ $sort: { _id: 1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { _id: 1 } }],
    answers: idsOnly([2, 3]),
  },
  {
    name: '$group with $sum and $avg passes over what is no number',
    documents: sales,
    aggregate: [
      { $group: { _id: '$unit', sum: { $sum: '$n' }, mean: { $avg: '$n' }, count: { $sum: 1 } } },
      { $sort: { _id: 1 } },
    ],
    answers: [
      { _id: null, sum: 0, mean: null, count: 1 },
      { _id: 'a', sum: 5, mean: 2.5, count: 2 },
      { _id: 'b', sum: 5, mean: 5, count: 1 },
    ],
  },
  {
    name: '$group of all',
    documents: sales,
    aggregate: [{ $group: { _id: null, least: { $min: '$n' }, most: { $max: '$n' } } }],
    answers: [{ _id: null, least: 2, most: 5 }],
  },
  {
    name: '$group with $first, $last and $push after a sort',
    documents: sales,
    aggregate: [
      { $match: { unit: 'a' } },
      { $sort: { _id: 1 } },
      { $group: { _id: '$unit', first: { $first: '$n' }, last: { $last: '$n' }, all: { $push: '$n' } } },
    ],
    answers: [{ _id: 'a', first: 2, last: 3, all: [2, 3] }],
  },
  {
    name: '$group by a document',
    documents: sales,
    aggregate: [{ $match: { unit: 'a' } }, { $group: { _id: { unit: '$unit' }, n: { $count: {} } } }],
    answers: [{ _id: { unit: 'a' }, n: 2 }],
  },
  {
    name: '$group by civil day',
    documents: sales,
    aggregate: [
      {
        $group: {
          _id: { $dateToString: { date: '$at', format: '%Y-%m-%d', timezone: 'Asia/Shanghai' } },
          n: { $sum: 1 },
        },
      },
      { $sort: { _id: 1 } },
    ],
    answers: [
      { _id: '2026-09-30', n: 1 },
      { _id: '2026-10-01', n: 3 },
    ],
  },
  { name: '$count', documents: sales, aggregate: [{ $match: { unit: 'a' } }, { $count: 'n' }], answers: [{ n: 2 }] },
  {
    name: '$count of nothing answers nothing',
    documents: sales,
    aggregate: [{ $match: { unit: 'zz' } }, { $count: 'n' }],
    answers: [],
  },
  {
    name: '$unwind',
    documents: sales,
    aggregate: [{ $sort: { _id: 1 } }, { $unwind: '$tags' }, { $project: { tags: 1 } }],
    answers: [
      { _id: 1, tags: 'p' },
      { _id: 1, tags: 'q' },
      { _id: 3, tags: 'p' },
    ],
  },
  {
    name: '$unwind that keeps the empty',
    documents: sales,
    aggregate: [
      { $sort: { _id: 1 } },
      { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true } },
      { $match: { tags: { $exists: false } } },
      { $project: { _id: 1 } },
    ],
    answers: idsOnly([2, 4]),
  },
  {
    name: '$addFields computes',
    documents: abc,
    aggregate: [{ $match: { _id: 1 } }, { $addFields: { double: { $multiply: ['$a', 2] }, 'n.x': 1 } }],
    answers: [{ _id: 1, a: 3, b: 'x', double: 6, n: { x: 1 } }],
  },
  {
    name: '$project computes and renames',
    documents: abc,
    aggregate: [{ $match: { _id: 1 } }, { $project: { _id: 0, name: '$b', big: { $gte: ['$a', 3] } } }],
    answers: [{ name: 'x', big: true }],
  },
  {
    name: '$unset',
    documents: abc,
    aggregate: [{ $match: { _id: 1 } }, { $unset: ['a'] }],
    answers: [{ _id: 1, b: 'x' }],
  },
  {
    name: '$facet',
    documents: abc,
    aggregate: [
      { $sort: { _id: 1 } },
      { $facet: { total: [{ $count: 'n' }], xs: [{ $match: { b: 'x' } }, { $project: { _id: 1 } }] } },
    ],
    answers: [{ total: [{ n: 3 }], xs: [{ _id: 1 }, { _id: 3 }] }],
  },
  {
    name: '$sortByCount',
    documents: abc,
    aggregate: [{ $sortByCount: '$b' }],
    answers: [
      { _id: 'x', count: 2 },
      { _id: 'y', count: 1 },
    ],
  },
  {
    name: '$replaceRoot',
    documents: [{ _id: 1, n: { x: 1 } }],
    aggregate: [{ $replaceRoot: { newRoot: '$n' } }],
    answers: [{ x: 1 }],
  },
  {
    name: '$cond, $ifNull and $switch',
    documents: [{ _id: 1, a: null }],
    aggregate: [
      {
        $project: {
          c: { $cond: [{ $gt: ['$a', 1] }, 'y', 'n'] },
          d: { $ifNull: ['$a', 7] },
          s: { $switch: { branches: [{ case: { $eq: ['$a', null] }, then: 'null' }], default: 'else' } },
        },
      },
    ],
    answers: [{ _id: 1, c: 'n', d: 7, s: 'null' }],
  },
  {
    name: '$map, $filter, $size and $in',
    documents: [{ _id: 1, a: [1, 2, 3] }],
    aggregate: [
      {
        $project: {
          m: { $map: { input: '$a', as: 'x', in: { $add: ['$$x', 1] } } },
          f: { $filter: { input: '$a', cond: { $gte: ['$$this', 2] } } },
          s: { $size: '$a' },
          i: { $in: [2, '$a'] },
        },
      },
    ],
    answers: [{ _id: 1, m: [2, 3, 4], f: [2, 3], s: 3, i: true }],
  },
  {
    name: '$subtract of dates gives milliseconds',
    documents: [{ _id: 1, from: new Date(1000), to: new Date(61000) }],
    aggregate: [{ $project: { d: { $subtract: ['$to', '$from'] } } }],
    answers: [{ _id: 1, d: 60000 }],
  },
  {
    name: 'a path through an array gives an array',
    documents: [{ _id: 1, a: [{ b: 1 }, {}, { b: 3 }] }],
    aggregate: [{ $project: { all: '$a.b' } }],
    answers: [{ _id: 1, all: [1, 3] }],
  },
  {
    name: 'a missing field is left out of a computed document',
    documents: [{ _id: 1 }],
    aggregate: [{ $project: { d: { x: '$nowhere', y: { $literal: 1 } } } }],
    answers: [{ _id: 1, d: { y: 1 } }],
  },
  { name: 'an unknown stage is refused', documents: abc, aggregate: [{ $frobnicate: {} }], code: 40324 },
  { name: 'a stage with two fields is refused', documents: abc, aggregate: [{ $match: {}, $limit: 1 }], code: 40323 },
];

export const readCases: readonly ReadCase[] = [...projections, ...sorts, ...stages];
