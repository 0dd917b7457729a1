import type { UpdateCase } from '../cases';
import { on } from './on';

export const positions: readonly UpdateCase[] = [
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
