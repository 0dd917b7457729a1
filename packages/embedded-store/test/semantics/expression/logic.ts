import mongoose from 'mongoose';
import type { ExpressionCase } from '../cases';

const { Double, Long } = mongoose.mongo.BSON;

export const logic: readonly ExpressionCase[] = [
  {
    name: '$let names a value',
    of: { a: 3 },
    expression: { $let: { vars: { x: { $add: ['$a', 1] } }, in: { $multiply: ['$$x', 2] } } },
    gives: 8,
  },
  { name: '$cmp compares types in BSON order', of: { a: 'x', b: 5 }, expression: { $cmp: ['$a', '$b'] }, gives: 1 },
  {
    name: '$eq compares numbers of different types by value',
    of: { a: new Double(5), b: Long.fromNumber(5) },
    expression: { $eq: ['$a', '$b'] },
    gives: true,
  },
  { name: '$eq tells missing from null', of: { a: null }, expression: { $eq: ['$a', '$nowhere'] }, gives: false },
  { name: '$gt of a missing field and a number is false', expression: { $gt: ['$nowhere', 0] }, gives: false },
  { name: '$and of nothing is true', expression: { $and: [] }, gives: true },
  { name: '$or takes an empty text for true', of: { a: '' }, expression: { $or: ['$a', false] }, gives: true },
  { name: '$not of zero is true', of: { a: 0 }, expression: { $not: ['$a'] }, gives: true },
  { name: '$ifNull takes the first that is there', of: { b: 2 }, expression: { $ifNull: ['$a', '$b', 3] }, gives: 2 },
  {
    name: '$switch without a match and default is refused',
    expression: { $switch: { branches: [{ case: '$nowhere', then: 1 }] } },
    code: 40066,
  },
];
