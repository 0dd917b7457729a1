import mongoose from 'mongoose';
import type { QueryCase } from '../cases';
import { id, uuid, valuesOfA } from './values';

const { Binary, Double, Long, Timestamp } = mongoose.mongo.BSON;

export const equality: readonly QueryCase[] = [
  {
    name: 'null finds null and missing',
    documents: valuesOfA(null, undefined, 0, '', false, []),
    filter: { a: null },
    finds: [1, 2],
  },
  {
    name: '$eq null finds null and missing',
    documents: valuesOfA(null, undefined, 1),
    filter: { a: { $eq: null } },
    finds: [1, 2],
  },
  {
    name: 'null finds an array that holds null',
    documents: valuesOfA([null, 1], [1]),
    filter: { a: null },
    finds: [1],
  },
  {
    name: '$ne null finds what is there',
    documents: valuesOfA(null, undefined, 1, []),
    filter: { a: { $ne: null } },
    finds: [3, 4],
  },
  {
    name: 'a number finds equal numbers of every type',
    documents: valuesOfA(5, new Double(5), Long.fromNumber(5), '5', 5.5),
    filter: { a: 5 },
    finds: [1, 2, 3],
  },
  { name: 'zero finds minus zero', documents: valuesOfA(0, new Double(-0), 1), filter: { a: 0 }, finds: [1, 2] },
  { name: 'NaN finds NaN only', documents: valuesOfA(Number.NaN, 0, null), filter: { a: Number.NaN }, finds: [1] },
  {
    name: 'a long beyond 2^53 is exact',
    documents: valuesOfA(Long.fromString('9007199254740993'), Long.fromString('9007199254740992')),
    filter: { a: Long.fromString('9007199254740993') },
    finds: [1],
  },
  { name: 'a text finds itself, by case', documents: valuesOfA('abc', 'ABC', 'ab'), filter: { a: 'abc' }, finds: [1] },
  {
    name: 'a Chinese text finds itself',
    documents: valuesOfA('政务', '政', '政务新媒体'),
    filter: { a: '政务' },
    finds: [1],
  },
  { name: 'true is not 1', documents: valuesOfA(true, 1, 'true'), filter: { a: true }, finds: [1] },
  {
    name: 'a date finds the same instant',
    documents: valuesOfA(new Date(5), 5, new Date(6)),
    filter: { a: new Date(5) },
    finds: [1],
  },
  {
    name: 'an ObjectId finds itself, not its text',
    documents: valuesOfA(id, id.toHexString()),
    filter: { a: id },
    finds: [1],
  },
  {
    name: 'a UUID finds the same bytes',
    documents: valuesOfA(uuid, new Binary(Buffer.from(uuid.buffer), 0)),
    filter: { a: uuid },
    finds: [1],
  },
  {
    name: 'binary data compares by type and bytes',
    documents: valuesOfA(new Binary(Buffer.from([1, 255])), new Binary(Buffer.from([1, 254]))),
    filter: { a: new Binary(Buffer.from([1, 255])) },
    finds: [1],
  },
  {
    name: 'a timestamp finds itself',
    documents: valuesOfA(new Timestamp({ t: 1, i: 2 }), new Timestamp({ t: 1, i: 3 })),
    filter: { a: new Timestamp({ t: 1, i: 2 }) },
    finds: [1],
  },
  {
    name: 'a scalar finds arrays that hold it',
    documents: valuesOfA([1, 2], 2, [[2]], [3]),
    filter: { a: 2 },
    finds: [1, 2],
  },
  {
    name: 'an array finds the same array and an array that holds it',
    documents: valuesOfA([1, 2], [[1, 2]], [2, 1], [1, 2, 3]),
    filter: { a: [1, 2] },
    finds: [1, 2],
  },
  {
    name: 'the empty array finds itself and an array that holds it',
    documents: valuesOfA([], [[]], null, undefined),
    filter: { a: [] },
    finds: [1, 2],
  },
  {
    name: 'a document finds the same fields in the same order',
    documents: valuesOfA({ x: 1, y: 2 }, { y: 2, x: 1 }, { x: 1 }),
    filter: { a: { x: 1, y: 2 } },
    finds: [1],
  },
  { name: 'the empty document finds itself', documents: valuesOfA({}, { x: 1 }, null), filter: { a: {} }, finds: [1] },
  {
    name: '$ne leaves out arrays that hold the value',
    documents: valuesOfA([1, 2], 1, 2, undefined),
    filter: { a: { $ne: 1 } },
    finds: [3, 4],
  },
  {
    name: '$eq with an operator document in it compares literally',
    documents: valuesOfA({ x: 1 }, 1),
    filter: { a: { $eq: { x: 1 } } },
    finds: [1],
  },
];
