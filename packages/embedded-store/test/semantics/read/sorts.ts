import mongoose from 'mongoose';
import type { Documents, ReadCase } from '../cases';
import { abc, idsOnly } from './documents';

const { Double, Long, MaxKey, MinKey, ObjectId } = mongoose.mongo.BSON;

const id = new ObjectId('64b000000000000000000001');

const mixed: Documents = [
  { _id: 1, v: 'b' },
  { _id: 2, v: 10 },
  { _id: 3, v: null },
  { _id: 4 },
  { _id: 5, v: new Date(0) },
  { _id: 6, v: true },
  { _id: 7, v: { x: 1 } },
  { _id: 8, v: id },
  { _id: 9, v: new MinKey() },
  { _id: 10, v: new MaxKey() },
  { _id: 11, v: 'a' },
  { _id: 12, v: 2.5 },
  { _id: 13, v: Number.NaN },
  { _id: 14, v: [] },
  { _id: 15, v: Long.fromString('9007199254740993') },
  { _id: 16, v: new Double(9007199254740992) },
  { _id: 17, v: /x/ },
  { _id: 18, v: Buffer.from('z') },
];
const inOrder = [9, 14, 3, 4, 13, 12, 2, 16, 15, 11, 1, 7, 18, 8, 6, 5, 17, 10];

export const sorts: readonly ReadCase[] = [
  {
    name: 'values of all types sort in BSON order',
    documents: mixed,
    find: { options: { sort: { v: 1, _id: 1 }, projection: { _id: 1 } } },
    returns: idsOnly(inOrder),
  },
  {
    name: 'and in reverse',
    documents: mixed,
    find: { options: { sort: { v: -1, _id: -1 }, projection: { _id: 1 } } },
    returns: idsOnly([...inOrder].reverse()),
  },
  {
    name: 'an array sorts by its least element upwards',
    documents: [
      { _id: 1, v: [5, 1] },
      { _id: 2, v: 3 },
      { _id: 3, v: [2, 9] },
    ],
    find: { options: { sort: { v: 1 }, projection: { _id: 1 } } },
    returns: idsOnly([1, 3, 2]),
  },
  {
    name: 'an array sorts by its greatest element downwards',
    documents: [
      { _id: 1, v: [5, 1] },
      { _id: 2, v: 3 },
      { _id: 3, v: [2, 9] },
    ],
    find: { options: { sort: { v: -1 }, projection: { _id: 1 } } },
    returns: idsOnly([3, 1, 2]),
  },
  {
    name: 'a sort by two fields in two directions',
    documents: [
      { _id: 1, a: 1, b: 1 },
      { _id: 2, a: 1, b: 2 },
      { _id: 3, a: 0, b: 9 },
    ],
    find: { options: { sort: { a: 1, b: -1 }, projection: { _id: 1 } } },
    returns: idsOnly([3, 2, 1]),
  },
  {
    name: 'a sort by a dotted field',
    documents: [{ _id: 1, n: { x: 2 } }, { _id: 2, n: { x: 1 } }, { _id: 3 }],
    find: { options: { sort: { 'n.x': 1 }, projection: { _id: 1 } } },
    returns: idsOnly([3, 2, 1]),
  },
  {
    name: 'skip and limit take a part',
    documents: abc,
    find: { options: { sort: { a: 1 }, skip: 1, limit: 1, projection: { _id: 1 } } },
    returns: idsOnly([3]),
  },
  {
    name: 'a skip beyond the end returns nothing',
    documents: abc,
    find: { options: { sort: { a: 1 }, skip: 9 } },
    returns: [],
  },
  {
    name: 'a batch at a time gives all',
    documents: abc,
    find: { options: { sort: { a: 1 }, batchSize: 1, projection: { _id: 1 } } },
    returns: idsOnly([2, 3, 1]),
  },
  { name: 'a hint that names no index is refused', documents: abc, find: { options: { hint: 'nowhere' } }, code: 2 },
  {
    name: 'a hint by name finds the same',
    documents: abc,
    find: { filter: { b: 'x' }, options: { hint: '_id_', projection: { _id: 1 } } },
    returns: idsOnly([1, 3]),
  },
];
