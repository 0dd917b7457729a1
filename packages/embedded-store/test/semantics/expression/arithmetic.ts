import type { ExpressionCase } from '../cases';

const at = new Date('2026-09-30T16:30:05.250Z');

export const arithmetic: readonly ExpressionCase[] = [
  {
    name: '$add of a date and milliseconds is a date',
    of: { at },
    expression: { $add: ['$at', 1_000] },
    gives: new Date('2026-09-30T16:30:06.250Z'),
  },
  { name: '$add with null is null', of: { a: null }, expression: { $add: ['$a', 1] }, gives: null },
  {
    name: '$add of int32s beyond int32 is exact',
    of: { a: 2147483647 },
    expression: { $add: ['$a', 1] },
    gives: 2147483648,
  },
  { name: '$add of a text is refused', of: { a: 'x' }, expression: { $add: ['$a', 1] }, code: 14 },
  { name: '$divide of integers may be a fraction', of: { a: 1 }, expression: { $divide: ['$a', 4] }, gives: 0.25 },
  { name: '$divide by zero is refused', of: { a: 1 }, expression: { $divide: ['$a', 0] }, code: 2 },
  { name: '$mod keeps the sign of the dividend', of: { a: -7 }, expression: { $mod: ['$a', 3] }, gives: -1 },
  { name: '$round rounds halves to even', expression: { $round: [2.5, 0] }, gives: 2 },
  { name: '$trunc cuts towards zero', expression: { $trunc: [-2.7, 0] }, gives: -2 },
  { name: '$abs of null is null', of: { a: null }, expression: { $abs: '$a' }, gives: null },
  {
    name: '$max of several passes over null',
    of: { a: null, b: 3, c: 5 },
    expression: { $max: ['$a', '$b', '$c'] },
    gives: 5,
  },
  { name: '$sum of an array field adds its numbers', of: { a: [1, 'x', 2] }, expression: { $sum: '$a' }, gives: 3 },
  { name: '$avg of nothing is null', of: { a: [] }, expression: { $avg: '$a' }, gives: null },
];
