import mongoose from 'mongoose';
import type { QueryCase } from '../cases';
import { id, valuesOfA } from './values';

const { Binary, Double, Long, MaxKey, MinKey, ObjectId } = mongoose.mongo.BSON;

export const ranges: readonly QueryCase[] = [
  {
    name: '$gt stays within numbers',
    documents: valuesOfA(1, 3, '3', null, new Date(9), Number.NaN, [4]),
    filter: { a: { $gt: 2 } },
    finds: [2, 7],
  },
  {
    name: '$lt of a number leaves NaN out',
    documents: valuesOfA(Number.NaN, 1, -Infinity),
    filter: { a: { $lt: 2 } },
    finds: [2, 3],
  },
  { name: '$gte NaN finds NaN', documents: valuesOfA(Number.NaN, 1), filter: { a: { $gte: Number.NaN } }, finds: [1] },
  {
    name: '$gte null finds null and missing',
    documents: valuesOfA(null, undefined, 0),
    filter: { a: { $gte: null } },
    finds: [1, 2],
  },
  { name: '$gt null finds nothing', documents: valuesOfA(null, undefined, 0), filter: { a: { $gt: null } }, finds: [] },
  {
    name: '$lte null finds null and missing',
    documents: valuesOfA(null, undefined, 0),
    filter: { a: { $lte: null } },
    finds: [1, 2],
  },
  {
    name: 'texts compare by bytes',
    documents: valuesOfA('a', 'B', 'b', '文'),
    filter: { a: { $gte: 'a' } },
    finds: [1, 3, 4],
  },
  {
    name: 'texts beyond the basic plane sort after it',
    documents: valuesOfA('\u{1f600}', '\uffee'),
    filter: { a: { $gt: '\uffee' } },
    finds: [1],
  },
  {
    name: 'dates compare by instant',
    documents: valuesOfA(new Date(1), new Date(2), 3),
    filter: { a: { $lte: new Date(1) } },
    finds: [1],
  },
  {
    name: 'dates before 1970 compare too',
    documents: valuesOfA(new Date(-5), new Date(5)),
    filter: { a: { $lt: new Date(0) } },
    finds: [1],
  },
  { name: 'false is less than true', documents: valuesOfA(false, true, 0), filter: { a: { $lt: true } }, finds: [1] },
  {
    name: 'ObjectIds compare by bytes',
    documents: valuesOfA(id, new ObjectId('64b000000000000000000002')),
    filter: { a: { $gt: id } },
    finds: [2],
  },
  {
    name: 'longs compare with doubles exactly',
    documents: valuesOfA(Long.fromString('9007199254740993'), Long.fromString('9007199254740992')),
    filter: { a: { $gt: new Double(9007199254740992) } },
    finds: [1],
  },
  {
    name: 'two conditions may be met by two elements',
    documents: valuesOfA([1, 9], [5], [1]),
    filter: { a: { $gt: 4, $lt: 6 } },
    finds: [1, 2],
  },
  {
    name: 'an array compares as a whole with an array',
    documents: valuesOfA([1, 2], [1, 3], [2], 5),
    filter: { a: { $gt: [1, 2] } },
    finds: [2, 3],
  },
  {
    name: 'a document compares field by field',
    documents: valuesOfA({ x: 1 }, { x: 2 }, { x: 1, y: 0 }),
    filter: { a: { $gt: { x: 1 } } },
    finds: [2, 3],
  },
  {
    name: 'binary data compares by length first',
    documents: valuesOfA(new Binary(Buffer.from([9])), new Binary(Buffer.from([1, 1]))),
    filter: { a: { $gt: new Binary(Buffer.from([9])) } },
    finds: [2],
  },
  {
    name: '$gte MinKey finds everything that is there',
    documents: valuesOfA(1, 'a', null, new MaxKey()),
    filter: { a: { $gte: new MinKey() } },
    finds: [1, 2, 3, 4],
  },
  {
    name: '$lt MaxKey finds everything less',
    documents: valuesOfA(1, 'a', new MaxKey()),
    filter: { a: { $lt: new MaxKey() } },
    finds: [1, 2],
  },
];
