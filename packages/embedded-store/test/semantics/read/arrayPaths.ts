import mongoose from 'mongoose';
import type { ReadCase } from '../cases';
import { idsOnly } from './documents';

const { Long } = mongoose.mongo.BSON;

/** Paths that meet arrays, in stages that compute: what they find and where they write. */
export const arrayPaths: readonly ReadCase[] = [
  {
    name: 'a path passes over scalars and arrays inside an array',
    documents: [{ _id: 1, a: [{ b: 1 }, 5, [{ b: 2 }], { c: 3 }, { b: null }] }],
    aggregate: [{ $project: { v: '$a.b' } }],
    returns: [{ _id: 1, v: [1, null] }],
  },
  {
    name: 'a path through two arrays gives arrays of arrays',
    documents: [{ _id: 1, a: [{ b: [{ c: 1 }, { c: 2 }] }, { b: [] }, { b: 7 }] }],
    aggregate: [{ $project: { v: '$a.b.c' } }],
    returns: [{ _id: 1, v: [[1, 2], []] }],
  },
  {
    name: 'a number in a path of an expression is a field, not a position',
    documents: [{ _id: 1, a: [5, 6] }],
    aggregate: [{ $project: { v: '$a.0' } }],
    returns: [{ _id: 1, v: [] }],
  },
  {
    name: '$addFields into an array reaches its documents, its arrays and replaces its scalars',
    documents: [{ _id: 1, a: [{ x: 1 }, 5, [{ x: 2 }, 6], null] }],
    aggregate: [{ $addFields: { 'a.b': '$_id' } }],
    returns: [{ _id: 1, a: [{ x: 1, b: 1 }, { b: 1 }, [{ x: 2, b: 1 }, { b: 1 }], { b: 1 }] }],
  },
  {
    name: '$addFields of a missing value below a missing field makes the document',
    documents: [{ _id: 1 }],
    aggregate: [{ $addFields: { 'a.b': '$nowhere' } }],
    returns: [{ _id: 1, a: {} }],
  },
  {
    name: '$addFields of a missing value below a scalar replaces it by a document',
    documents: [{ _id: 1, a: 5 }],
    aggregate: [{ $addFields: { 'a.b': '$nowhere' } }],
    returns: [{ _id: 1, a: {} }],
  },
  {
    name: '$addFields of a missing value removes the field',
    documents: [{ _id: 1, a: { b: 1, c: 2 }, d: 3 }],
    aggregate: [{ $addFields: { 'a.b': '$nowhere', d: '$$REMOVE' } }],
    returns: [{ _id: 1, a: { c: 2 } }],
  },
  {
    name: '$addFields sees the document as it was',
    documents: [{ _id: 1, a: 1, b: 2 }],
    aggregate: [{ $addFields: { a: '$b', b: '$a' } }],
    returns: [{ _id: 1, a: 2, b: 1 }],
  },
  {
    name: '$addFields of a document adds to the one that is there',
    documents: [{ _id: 1, a: { x: 1 } }],
    aggregate: [{ $addFields: { a: { y: 2 } } }],
    returns: [{ _id: 1, a: { x: 1, y: 2 } }],
  },
  {
    name: '$project computes into an array',
    documents: [{ _id: 1, a: [{ x: 1, y: 2 }, 5, [{ x: 2 }]] }],
    aggregate: [{ $project: { 'a.x': 1, 'a.b': '$_id' } }],
    returns: [{ _id: 1, a: [{ x: 1, b: 1 }, { b: 1 }, [{ x: 2, b: 1 }]] }],
  },
  {
    name: '$project computes below a scalar',
    documents: [{ _id: 1, a: 5 }],
    aggregate: [{ $project: { 'a.b': '$_id' } }],
    returns: [{ _id: 1, a: { b: 1 } }],
  },
  {
    name: '$project of a missing value below a missing field makes the document',
    documents: [{ _id: 1 }],
    aggregate: [{ $project: { 'a.b': '$nowhere', c: '$nowhere' } }],
    returns: [{ _id: 1, a: {} }],
  },
  {
    name: '$project keeps a field in arrays of arrays',
    documents: [{ _id: 1, a: [[{ x: 1, y: 2 }, 3], { x: 4 }, 5] }],
    aggregate: [{ $project: { 'a.x': 1 } }],
    returns: [{ _id: 1, a: [[{ x: 1 }], { x: 4 }] }],
  },
  {
    name: '$unset leaves out a field in arrays of arrays',
    documents: [{ _id: 1, a: [[{ x: 1, y: 2 }, 3], { x: 4 }, 5] }],
    aggregate: [{ $unset: 'a.x' }],
    returns: [{ _id: 1, a: [[{ y: 2 }, 3], {}, 5] }],
  },
  {
    name: '$unwind does not find an array inside an array',
    documents: [
      { _id: 1, a: [{ b: [1, 2] }] },
      { _id: 2, a: { b: [3] } },
    ],
    aggregate: [{ $unwind: '$a.b' }],
    returns: [{ _id: 2, a: { b: 3 } }],
  },
  {
    name: '$unwind of an array inside an array may keep the document as it is',
    documents: [{ _id: 1, a: [{ b: [1, 2] }] }],
    aggregate: [{ $unwind: { path: '$a.b', preserveNullAndEmptyArrays: true } }],
    returns: [{ _id: 1, a: [{ b: [1, 2] }] }],
  },
  {
    name: '$unwind tells the position as a long, null where there was no array',
    documents: [
      { _id: 1, a: ['x', 'y'] },
      { _id: 2, a: 'z' },
    ],
    aggregate: [{ $unwind: { path: '$a', includeArrayIndex: 'at.i' } }, { $addFields: { type: { $type: '$at.i' } } }],
    returns: [
      { _id: 1, a: 'x', at: { i: 0 }, type: 'long' },
      { _id: 1, a: 'y', at: { i: 1 }, type: 'long' },
      { _id: 2, a: 'z', at: { i: null }, type: 'null' },
    ],
  },
  {
    name: 'a sort by a path counts scalars in an array as null',
    documents: [
      { _id: 1, a: [{ b: 5 }] },
      { _id: 2, a: [7, { b: 9 }] },
      { _id: 3, a: [[{ b: 1 }], { b: 6 }] },
      { _id: 4, a: { b: -1 } },
      { _id: 5, a: [] },
    ],
    aggregate: [{ $sort: { 'a.b': 1, _id: 1 } }, { $project: { _id: 1 } }],
    returns: idsOnly([2, 3, 5, 4, 1]),
  },
  {
    name: 'a sort by a path downwards takes the greatest in the array',
    documents: [
      { _id: 1, a: [{ b: 5 }] },
      { _id: 2, a: [7, { b: 9 }] },
      { _id: 3, a: [7] },
    ],
    find: { options: { sort: { 'a.b': -1 }, projection: { _id: 1 } } },
    returns: idsOnly([2, 1, 3]),
  },
  {
    name: 'a sort by two paths takes both from one element',
    documents: [
      {
        _id: 1,
        a: [
          { b: 1, c: 9 },
          { b: 2, c: 1 },
        ],
      },
      { _id: 2, a: [{ b: 1, c: 5 }] },
    ],
    find: { options: { sort: { 'a.b': 1, 'a.c': 1 }, projection: { _id: 1 } } },
    returns: idsOnly([2, 1]),
  },
  {
    name: 'a sort by two arrays is refused',
    documents: [{ _id: 1, a: [1], b: [2] }],
    find: { options: { sort: { a: 1, b: 1 } } },
    code: 2,
  },
  {
    name: 'a sort by a position',
    documents: [
      { _id: 1, a: [2, 0] },
      { _id: 2, a: [1, 9] },
      { _id: 3, a: 0 },
    ],
    find: { options: { sort: { 'a.0': 1 }, projection: { _id: 1 } } },
    returns: idsOnly([3, 2, 1]),
  },
  {
    name: 'a count of milliseconds between dates is a long',
    documents: [{ _id: 1, a: new Date(5), b: new Date(3) }],
    aggregate: [{ $project: { v: { $type: { $subtract: ['$a', '$b'] } } } }],
    returns: [{ _id: 1, v: 'long' }],
  },
  {
    name: '$replaceRoot with what is no document is refused',
    documents: [{ _id: 1, a: Long.fromNumber(5) }],
    aggregate: [{ $replaceRoot: { newRoot: '$a' } }],
    code: 40228,
  },
];
