import type { UpdateCase } from '../cases';
import { on } from './on';

export const arrays: readonly UpdateCase[] = [
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
];
