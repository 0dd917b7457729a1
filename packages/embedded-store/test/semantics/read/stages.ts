import type { Documents, ReadCase } from '../cases';
import { abc, idsOnly } from './documents';

const sales: Documents = [
  { _id: 1, unit: 'a', n: 2, tags: ['p', 'q'], at: new Date('2026-09-30T15:30:00Z') },
  { _id: 2, unit: 'b', n: 5, tags: [], at: new Date('2026-09-30T16:30:00Z') },
  { _id: 3, unit: 'a', n: 3, tags: ['p'], at: new Date('2026-10-01T01:00:00Z') },
  { _id: 4, unit: null, n: null, at: new Date('2026-10-01T02:00:00Z') },
];

export const stages: readonly ReadCase[] = [
  {
    name: '$match and $sort',
    documents: sales,
    aggregate: [{ $match: { unit: 'a' } }, { $sort: { n: -1 } }, { $project: { _id: 1 } }],
    returns: idsOnly([3, 1]),
  },
  {
    name: '$match after $sort and $limit looks at what is left',
    documents: sales,
    aggregate: [{ $sort: { _id: 1 } }, { $limit: 2 }, { $match: { unit: 'b' } }, { $project: { _id: 1 } }],
    returns: idsOnly([2]),
  },
  {
    name: '$limit before $skip',
    documents: sales,
    aggregate: [{ $sort: { _id: 1 } }, { $limit: 3 }, { $skip: 1 }, { $project: { _id: 1 } }],
    returns: idsOnly([2, 3]),
  },
  {
    name: '$skip before $limit',
    documents: sales,
    aggregate: [{ $sort: { _id: 1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { _id: 1 } }],
    returns: idsOnly([2, 3]),
  },
  {
    name: '$group with $sum and $avg passes over what is no number',
    documents: sales,
    aggregate: [
      { $group: { _id: '$unit', sum: { $sum: '$n' }, mean: { $avg: '$n' }, count: { $sum: 1 } } },
      { $sort: { _id: 1 } },
    ],
    returns: [
      { _id: null, sum: 0, mean: null, count: 1 },
      { _id: 'a', sum: 5, mean: 2.5, count: 2 },
      { _id: 'b', sum: 5, mean: 5, count: 1 },
    ],
  },
  {
    name: '$group of all',
    documents: sales,
    aggregate: [{ $group: { _id: null, least: { $min: '$n' }, most: { $max: '$n' } } }],
    returns: [{ _id: null, least: 2, most: 5 }],
  },
  {
    name: '$group with $first, $last and $push after a sort',
    documents: sales,
    aggregate: [
      { $match: { unit: 'a' } },
      { $sort: { _id: 1 } },
      { $group: { _id: '$unit', first: { $first: '$n' }, last: { $last: '$n' }, all: { $push: '$n' } } },
    ],
    returns: [{ _id: 'a', first: 2, last: 3, all: [2, 3] }],
  },
  {
    name: '$group by a document',
    documents: sales,
    aggregate: [{ $match: { unit: 'a' } }, { $group: { _id: { unit: '$unit' }, n: { $count: {} } } }],
    returns: [{ _id: { unit: 'a' }, n: 2 }],
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
    returns: [
      { _id: '2026-09-30', n: 1 },
      { _id: '2026-10-01', n: 3 },
    ],
  },
  { name: '$count', documents: sales, aggregate: [{ $match: { unit: 'a' } }, { $count: 'n' }], returns: [{ n: 2 }] },
  {
    name: '$count of nothing returns nothing',
    documents: sales,
    aggregate: [{ $match: { unit: 'zz' } }, { $count: 'n' }],
    returns: [],
  },
  {
    name: '$unwind',
    documents: sales,
    aggregate: [{ $sort: { _id: 1 } }, { $unwind: '$tags' }, { $project: { tags: 1 } }],
    returns: [
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
    returns: idsOnly([2, 4]),
  },
  {
    name: '$addFields computes',
    documents: abc,
    aggregate: [{ $match: { _id: 1 } }, { $addFields: { double: { $multiply: ['$a', 2] }, 'n.x': 1 } }],
    returns: [{ _id: 1, a: 3, b: 'x', double: 6, n: { x: 1 } }],
  },
  {
    name: '$project computes and renames',
    documents: abc,
    aggregate: [{ $match: { _id: 1 } }, { $project: { _id: 0, name: '$b', big: { $gte: ['$a', 3] } } }],
    returns: [{ name: 'x', big: true }],
  },
  {
    name: '$unset',
    documents: abc,
    aggregate: [{ $match: { _id: 1 } }, { $unset: ['a'] }],
    returns: [{ _id: 1, b: 'x' }],
  },
  {
    name: '$facet',
    documents: abc,
    aggregate: [
      { $sort: { _id: 1 } },
      { $facet: { total: [{ $count: 'n' }], xs: [{ $match: { b: 'x' } }, { $project: { _id: 1 } }] } },
    ],
    returns: [{ total: [{ n: 3 }], xs: [{ _id: 1 }, { _id: 3 }] }],
  },
  {
    name: '$sortByCount',
    documents: abc,
    aggregate: [{ $sortByCount: '$b' }],
    returns: [
      { _id: 'x', count: 2 },
      { _id: 'y', count: 1 },
    ],
  },
  {
    name: '$replaceRoot',
    documents: [{ _id: 1, n: { x: 1 } }],
    aggregate: [{ $replaceRoot: { newRoot: '$n' } }],
    returns: [{ x: 1 }],
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
    returns: [{ _id: 1, c: 'n', d: 7, s: 'null' }],
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
    returns: [{ _id: 1, m: [2, 3, 4], f: [2, 3], s: 3, i: true }],
  },
  {
    name: '$subtract of dates gives milliseconds',
    documents: [{ _id: 1, from: new Date(1000), to: new Date(61000) }],
    aggregate: [{ $project: { d: { $subtract: ['$to', '$from'] } } }],
    returns: [{ _id: 1, d: 60000 }],
  },
  {
    name: 'a path through an array gives an array',
    documents: [{ _id: 1, a: [{ b: 1 }, {}, { b: 3 }] }],
    aggregate: [{ $project: { all: '$a.b' } }],
    returns: [{ _id: 1, all: [1, 3] }],
  },
  {
    name: 'a missing field is left out of a computed document',
    documents: [{ _id: 1 }],
    aggregate: [{ $project: { d: { x: '$nowhere', y: { $literal: 1 } } } }],
    returns: [{ _id: 1, d: { y: 1 } }],
  },
  { name: 'an unknown stage is refused', documents: abc, aggregate: [{ $frobnicate: {} }], code: 40324 },
  { name: 'a stage with two fields is refused', documents: abc, aggregate: [{ $match: {}, $limit: 1 }], code: 40323 },
];
