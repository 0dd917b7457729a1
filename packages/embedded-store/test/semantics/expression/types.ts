import mongoose from 'mongoose';
import type { ExpressionCase } from '../cases';

const { Long, ObjectId } = mongoose.mongo.BSON;

export const types: readonly ExpressionCase[] = [
  { name: '$type names the type', of: { a: Long.fromNumber(1) }, expression: { $type: '$a' }, gives: 'long' },
  { name: '$type of a missing field', expression: { $type: '$nowhere' }, gives: 'missing' },
  {
    name: '$toString of an ObjectId',
    of: { a: new ObjectId('64b000000000000000000001') },
    expression: { $toString: '$a' },
    gives: '64b000000000000000000001',
  },
  { name: '$toInt of a text', of: { a: '12' }, expression: { $toInt: '$a' }, gives: 12 },
  { name: '$toDate of milliseconds', of: { a: Long.fromNumber(5) }, expression: { $toDate: '$a' }, gives: new Date(5) },
  { name: '$toInt of what is no number is refused', of: { a: 'x' }, expression: { $toInt: '$a' }, code: 241 },
];
