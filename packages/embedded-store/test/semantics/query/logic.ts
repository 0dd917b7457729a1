import type { QueryCase } from '../cases';
import { valuesOfA } from './values';

export const logic: readonly QueryCase[] = [
  {
    name: '$and needs all',
    documents: valuesOfA(1, 5, 9),
    filter: { $and: [{ a: { $gt: 2 } }, { a: { $lt: 8 } }] },
    finds: [2],
  },
  { name: '$or needs one', documents: valuesOfA(1, 5, 9), filter: { $or: [{ a: 1 }, { a: 9 }] }, finds: [1, 3] },
  {
    name: '$or beside a condition',
    documents: valuesOfA(1, 5, 9),
    filter: { a: { $gt: 4 }, $or: [{ a: 1 }, { a: 9 }] },
    finds: [3],
  },
  {
    name: '$nor needs none',
    documents: valuesOfA(1, 5, undefined),
    filter: { $nor: [{ a: 1 }, { a: 9 }] },
    finds: [2, 3],
  },
  {
    name: '$not negates a range, finding other types and missing',
    documents: valuesOfA(1, 5, 'x', undefined),
    filter: { a: { $not: { $gt: 2 } } },
    finds: [1, 3, 4],
  },
  {
    name: '$not with a regular expression',
    documents: valuesOfA('ab', 'cd', 5),
    filter: { a: { $not: /^a/ } },
    finds: [2, 3],
  },
  { name: 'the empty filter finds everything', documents: valuesOfA(1, 2), filter: {}, finds: [1, 2] },
  { name: '$comment changes nothing', documents: valuesOfA(1, 2), filter: { a: 1, $comment: 'why' }, finds: [1] },
  { name: '$mod', documents: valuesOfA(4, 5, -4, 4.7, '4'), filter: { a: { $mod: [4, 0] } }, finds: [1, 3, 4] },
  {
    name: '$expr compares two fields',
    documents: [
      { _id: 1, a: 5, b: 3 },
      { _id: 2, a: 3, b: 5 },
    ],
    filter: { $expr: { $gt: ['$a', '$b'] } },
    finds: [1],
  },
  {
    name: '$expr with arithmetic',
    documents: [
      { _id: 1, a: 5, b: 3 },
      { _id: 2, a: 3, b: 5 },
    ],
    filter: { $expr: { $eq: [{ $add: ['$a', '$b'] }, 8] } },
    finds: [1, 2],
  },
];
