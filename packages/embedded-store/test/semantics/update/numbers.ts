import mongoose from 'mongoose';
import type { UpdateCase } from '../cases';
import { on } from './on';

const { Double, Int32, Long } = mongoose.mongo.BSON;

export const numbers: readonly UpdateCase[] = [
  { name: '$inc adds', ...on({ a: 1 }), update: { $inc: { a: 2 } }, after: { _id: 1, a: 3 } },
  { name: '$inc starts a missing field', ...on({}), update: { $inc: { 'a.b': 2 } }, after: { _id: 1, a: { b: 2 } } },
  { name: '$inc of a text is refused', ...on({ a: 'x' }), update: { $inc: { a: 1 } }, code: 14 },
  { name: '$inc of null is refused', ...on({ a: null }), update: { $inc: { a: 1 } }, code: 14 },
  { name: '$inc by a text is refused', ...on({ a: 1 }), update: { $inc: { a: 'x' } }, code: 14 },
  {
    name: '$inc over int32 becomes a long',
    ...on({ a: new Int32(2147483647) }),
    update: { $inc: { a: 1 } },
    after: { _id: 1, a: Long.fromNumber(2147483648) },
  },
  {
    name: '$inc of a double stays a double',
    ...on({ a: 1.5 }),
    update: { $inc: { a: 0.5 } },
    after: { _id: 1, a: new Double(2) },
  },
  {
    name: '$inc of a long beyond 2^53 is exact',
    ...on({ a: Long.fromString('9007199254740993') }),
    update: { $inc: { a: 1 } },
    after: { _id: 1, a: Long.fromString('9007199254740994') },
  },
  { name: '$inc over int64 is refused', ...on({ a: Long.MAX_VALUE }), update: { $inc: { a: 1 } }, code: 2 },
  {
    name: '$inc by 0 modifies nothing',
    ...on({ a: 1 }),
    update: { $inc: { a: 0 } },
    after: { _id: 1, a: 1 },
    modifies: false,
  },
  { name: '$mul multiplies', ...on({ a: 3 }), update: { $mul: { a: 4 } }, after: { _id: 1, a: 12 } },
  { name: '$mul of a missing field gives 0', ...on({}), update: { $mul: { a: 4 } }, after: { _id: 1, a: 0 } },
  { name: '$min lowers', ...on({ a: 5 }), update: { $min: { a: 3 } }, after: { _id: 1, a: 3 } },
  {
    name: '$min keeps what is lower',
    ...on({ a: 2 }),
    update: { $min: { a: 3 } },
    after: { _id: 1, a: 2 },
    modifies: false,
  },
  { name: '$max sets a missing field', ...on({}), update: { $max: { a: 3 } }, after: { _id: 1, a: 3 } },
  {
    name: '$max compares types in BSON order',
    ...on({ a: 99 }),
    update: { $max: { a: 'x' } },
    after: { _id: 1, a: 'x' },
  },
  {
    name: '$max of dates',
    ...on({ a: new Date(5) }),
    update: { $max: { a: new Date(9) } },
    after: { _id: 1, a: new Date(9) },
  },
];
