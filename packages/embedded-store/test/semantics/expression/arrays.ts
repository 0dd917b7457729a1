import type { ExpressionCase } from '../cases';

export const arrays: readonly ExpressionCase[] = [
  { name: '$size of what is no array is refused', of: { a: 1 }, expression: { $size: '$a' }, code: 17124 },
  {
    name: '$concatArrays of what is no array is refused',
    of: { a: 1 },
    expression: { $concatArrays: ['$a'] },
    code: 28664,
  },
  { name: '$in of what is no array is refused', of: { a: 1 }, expression: { $in: [1, '$a'] }, code: 40081 },
  {
    name: '$arrayElemAt counts from the end',
    of: { a: [1, 2, 3] },
    expression: { $arrayElemAt: ['$a', -1] },
    gives: 3,
  },
  {
    name: '$arrayElemAt beyond the end leaves the field out',
    of: { a: [1] },
    expression: { $arrayElemAt: ['$a', 5] },
    gives: undefined,
  },
  {
    name: '$slice takes from a position',
    of: { a: [1, 2, 3, 4] },
    expression: { $slice: ['$a', 1, 2] },
    gives: [2, 3],
  },
  {
    name: '$concatArrays with null is null',
    of: { a: [1], b: null },
    expression: { $concatArrays: ['$a', '$b'] },
    gives: null,
  },
  {
    name: '$reduce folds from the left',
    of: { a: ['x', 'y'] },
    expression: { $reduce: { input: '$a', initialValue: '', in: { $concat: ['$$value', '$$this'] } } },
    gives: 'xy',
  },
  {
    name: '$first of an empty array leaves the field out',
    of: { a: [] },
    expression: { $first: '$a' },
    gives: undefined,
  },
  {
    name: '$setUnion holds each once',
    of: { a: [1, 2], b: [2] },
    expression: { $size: { $setUnion: ['$a', '$b'] } },
    gives: 2,
  },
  {
    name: 'an array of expressions turns missing into null',
    of: { a: 1 },
    expression: ['$a', '$nowhere'],
    gives: [1, null],
  },
];
