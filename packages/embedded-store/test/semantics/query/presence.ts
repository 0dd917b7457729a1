import mongoose from 'mongoose';
import type { QueryCase } from '../cases';
import { id, valuesOfA } from './values';

const { Double, Long } = mongoose.mongo.BSON;

export const presence: readonly QueryCase[] = [
  {
    name: '$exists true finds null',
    documents: valuesOfA(null, undefined, 0),
    filter: { a: { $exists: true } },
    finds: [1, 3],
  },
  {
    name: '$exists false finds missing only',
    documents: valuesOfA(null, undefined, 0),
    filter: { a: { $exists: false } },
    finds: [2],
  },
  {
    name: '$exists on an array position',
    documents: valuesOfA([1], [], [[1]], undefined),
    filter: { 'a.0': { $exists: true } },
    finds: [1, 3],
  },
  {
    name: '$exists false on an array position',
    documents: valuesOfA([1], [], undefined),
    filter: { 'a.0': { $exists: false } },
    finds: [2, 3],
  },
  { name: '$type by name', documents: valuesOfA('a', 1, null), filter: { a: { $type: 'string' } }, finds: [1] },
  {
    name: '$type number covers every number type',
    documents: valuesOfA(1, 1.5, Long.fromNumber(2), '1'),
    filter: { a: { $type: 'number' } },
    finds: [1, 2, 3],
  },
  {
    name: '$type tells int, double and long apart',
    documents: valuesOfA(1, new Double(1), Long.fromNumber(1)),
    filter: { a: { $type: 'double' } },
    finds: [2],
  },
  { name: '$type by code', documents: valuesOfA(Long.fromNumber(1), 1), filter: { a: { $type: 18 } }, finds: [1] },
  {
    name: '$type of several',
    documents: valuesOfA('a', true, 1),
    filter: { a: { $type: ['string', 'bool'] } },
    finds: [1, 2],
  },
  {
    name: '$type looks into arrays',
    documents: valuesOfA(['a', 1], [1]),
    filter: { a: { $type: 'string' } },
    finds: [1],
  },
  {
    name: '$type array finds arrays',
    documents: valuesOfA([], [1], 1),
    filter: { a: { $type: 'array' } },
    finds: [1, 2],
  },
  {
    name: '$type null does not find missing',
    documents: valuesOfA(null, undefined),
    filter: { a: { $type: 'null' } },
    finds: [1],
  },
  { name: '$type objectId', documents: valuesOfA(id, 'x'), filter: { a: { $type: 'objectId' } }, finds: [1] },
  { name: '$type date', documents: valuesOfA(new Date(0), 0), filter: { a: { $type: 'date' } }, finds: [1] },
];
