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
  {
    name: '$[] twice on one field is refused',
    ...on({ a: [{ v: 1 }] }),
    update: { $set: { 'a.$[].v': 2, 'a.$[x].v': 3 } },
    options: { arrayFilters: [{ 'x.v': 1 }] },
    code: 40,
  },
  {
    name: '$[] on one field and $[x] on one around it is refused',
    ...on({ a: [{ v: { w: 1 } }] }),
    update: { $set: { 'a.$[].v.w': 2, 'a.$[x].v': 3 } },
    options: { arrayFilters: [{ x: { $type: 'object' } }] },
    code: 40,
  },
  {
    name: 'two filters that never choose one element do not conflict',
    ...on({ a: [{ k: 1 }, { k: 2 }] }),
    update: { $set: { 'a.$[x].v': 'one', 'a.$[y].v': 'two' } },
    options: { arrayFilters: [{ 'x.k': 1 }, { 'y.k': 2 }] },
    after: {
      _id: 1,
      a: [
        { k: 1, v: 'one' },
        { k: 2, v: 'two' },
      ],
    },
  },
  {
    name: 'filters see the elements as they were, whatever else the update writes',
    ...on({ a: [{ k: 1, n: 0 }] }),
    update: { $set: { 'a.$[x].k': 2 }, $inc: { 'a.$[x].n': 1 } },
    options: { arrayFilters: [{ 'x.k': 1 }] },
    after: { _id: 1, a: [{ k: 2, n: 1 }] },
  },
  {
    name: 'a positional $ finds its element as it was, whatever else the update writes',
    ...on({ a: [{ k: 1, n: 0 }] }),
    filter: { _id: 1, 'a.k': 1 },
    update: { $set: { 'a.$.k': 2 }, $inc: { 'a.$.n': 1 } },
    after: { _id: 1, a: [{ k: 2, n: 1 }] },
  },
  {
    name: '$[] beside a position is refused',
    ...on({ a: [{ v: 1 }, { v: 1 }] }),
    update: { $set: { 'a.$[].v': 2, 'a.1.w': 3 } },
    code: 40,
  },
  {
    name: 'a positional $ beside the same position is refused',
    ...on({ a: [1, 2] }),
    filter: { _id: 1, a: 2 },
    update: { $set: { 'a.$': 5, 'a.1': 6 } },
    code: 40,
  },
  {
    name: 'a positional $ beside another position changes both',
    ...on({ a: [1, 2] }),
    filter: { _id: 1, a: 2 },
    update: { $set: { 'a.$': 5, 'a.0': 6 } },
    after: { _id: 1, a: [6, 5] },
  },
  { name: '$[] in the first position is refused', ...on({ a: [1] }), update: { $set: { '$[].a': 1 } }, code: 2 },
  { name: 'two positional $ are refused', ...on({ a: [[1]] }), update: { $set: { 'a.$.$': 1 } }, code: 2 },
  { name: '$[] of a scalar is refused', ...on({ a: 1 }), update: { $set: { 'a.$[]': 1 } }, code: 2 },
  { name: '$[] of a missing field is refused', ...on({}), update: { $set: { 'a.$[]': 1 } }, code: 2 },
];
