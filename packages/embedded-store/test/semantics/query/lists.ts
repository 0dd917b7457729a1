import type { QueryCase } from '../cases';
import { valuesOfA } from './values';

export const lists: readonly QueryCase[] = [
  {
    name: '$in finds any of the values',
    documents: valuesOfA(1, 2, '1', [3, 1]),
    filter: { a: { $in: [1, '1'] } },
    finds: [1, 3, 4],
  },
  {
    name: '$in with null finds missing',
    documents: valuesOfA(1, undefined, null),
    filter: { a: { $in: [null, 5] } },
    finds: [2, 3],
  },
  {
    name: '$in of many values finds each',
    documents: valuesOfA(1, 7, 'g', 99),
    filter: { a: { $in: [1, 2, 3, 4, 5, 6, 7, 'f', 'g'] } },
    finds: [1, 2, 3],
  },
  {
    name: '$in with a regular expression matches texts',
    documents: valuesOfA('abc', 'xbc', 5),
    filter: { a: { $in: [/^a/, 5] } },
    finds: [1, 3],
  },
  {
    name: '$in with an array finds the array',
    documents: valuesOfA([1, 2], [[1, 2]], 1),
    filter: { a: { $in: [[1, 2]] } },
    finds: [1, 2],
  },
  { name: '$in of nothing finds nothing', documents: valuesOfA(1, null), filter: { a: { $in: [] } }, finds: [] },
  {
    name: '$nin finds missing',
    documents: valuesOfA(1, 2, undefined, [1]),
    filter: { a: { $nin: [1] } },
    finds: [2, 3],
  },
  {
    name: '$nin with null leaves missing out',
    documents: valuesOfA(1, undefined, null),
    filter: { a: { $nin: [null] } },
    finds: [1],
  },
  {
    name: '$nin of nothing finds everything',
    documents: valuesOfA(1, undefined),
    filter: { a: { $nin: [] } },
    finds: [1, 2],
  },
  {
    name: '$all needs every value',
    documents: valuesOfA([1, 2, 3], [1], 1),
    filter: { a: { $all: [1, 2] } },
    finds: [1],
  },
  {
    name: '$all of one value finds a scalar',
    documents: valuesOfA(1, [1, 2], 2),
    filter: { a: { $all: [1] } },
    finds: [1, 2],
  },
  { name: '$all of nothing finds nothing', documents: valuesOfA([], [1]), filter: { a: { $all: [] } }, finds: [] },
  {
    name: '$all with $elemMatch needs an element for each',
    documents: valuesOfA([{ x: 1 }, { x: 5 }], [{ x: 1 }]),
    filter: { a: { $all: [{ $elemMatch: { x: 1 } }, { $elemMatch: { x: { $gt: 4 } } }] } },
    finds: [1],
  },
  {
    name: '$size counts the elements',
    documents: valuesOfA([1, 2], [1], [[1, 2]], 'ab'),
    filter: { a: { $size: 2 } },
    finds: [1],
  },
  {
    name: '$size 0 finds the empty array only',
    documents: valuesOfA([], null, undefined),
    filter: { a: { $size: 0 } },
    finds: [1],
  },
  {
    name: '$elemMatch needs one element that meets all',
    documents: valuesOfA([{ x: 1, y: 2 }], [{ x: 1 }, { y: 2 }]),
    filter: { a: { $elemMatch: { x: 1, y: 2 } } },
    finds: [1],
  },
  {
    name: '$elemMatch on scalars needs one element in the range',
    documents: valuesOfA([1, 9], [5], 5),
    filter: { a: { $elemMatch: { $gt: 4, $lt: 6 } } },
    finds: [2],
  },
  {
    name: '$elemMatch does not look at a single document',
    documents: valuesOfA({ x: 1 }, [{ x: 1 }]),
    filter: { a: { $elemMatch: { x: 1 } } },
    finds: [2],
  },
  {
    name: '$elemMatch with $or inside',
    documents: valuesOfA([{ x: 1 }], [{ y: 2 }], [{ z: 3 }]),
    filter: { a: { $elemMatch: { $or: [{ x: 1 }, { y: 2 }] } } },
    finds: [1, 2],
  },
  {
    name: '$elemMatch with $ne finds an element that differs',
    documents: valuesOfA([1, 2], [1]),
    filter: { a: { $elemMatch: { $ne: 1 } } },
    finds: [1],
  },
];
