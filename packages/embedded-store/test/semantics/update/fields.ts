import mongoose from 'mongoose';
import type { UpdateCase } from '../cases';
import { on } from './on';

const { Double } = mongoose.mongo.BSON;

export const fields: readonly UpdateCase[] = [
  { name: '$set sets and adds', ...on({ a: 1 }), update: { $set: { a: 2, b: 3 } }, after: { _id: 1, a: 2, b: 3 } },
  {
    name: '$set makes documents on the way',
    ...on({}),
    update: { $set: { 'a.b.c': 1 } },
    after: { _id: 1, a: { b: { c: 1 } } },
  },
  {
    name: '$set of the same value modifies nothing',
    ...on({ a: 1 }),
    update: { $set: { a: 1 } },
    after: { _id: 1, a: 1 },
    modifies: false,
  },
  {
    name: '$set of the same number in another type modifies',
    ...on({ a: 1 }),
    update: { $set: { a: new Double(1.5) } },
    after: { _id: 1, a: 1.5 },
  },
  {
    name: '$set puts new fields in order of their names',
    ...on({}),
    update: { $set: { c: 1, a: 2, b: 3 } },
    after: { _id: 1, a: 2, b: 3, c: 1 },
  },
  { name: '$set an array element', ...on({ a: [1, 2] }), update: { $set: { 'a.1': 5 } }, after: { _id: 1, a: [1, 5] } },
  {
    name: '$set beyond an array fills with nulls',
    ...on({ a: [1] }),
    update: { $set: { 'a.3': 5 } },
    after: { _id: 1, a: [1, null, null, 5] },
  },
  { name: '$set through a scalar is refused', ...on({ a: 1 }), update: { $set: { 'a.b': 1 } }, code: 28 },
  { name: '$set through null is refused', ...on({ a: null }), update: { $set: { 'a.b': 1 } }, code: 28 },
  { name: '$set a field of an array is refused', ...on({ a: [1] }), update: { $set: { 'a.b': 1 } }, code: 28 },
  { name: '$set of another _id is refused', ...on({}), update: { $set: { _id: 2 } }, code: 66 },
  { name: '$set of the same _id passes', ...on({}), update: { $set: { _id: 1, a: 1 } }, after: { _id: 1, a: 1 } },
  { name: '$unset removes', ...on({ a: 1, b: 2 }), update: { $unset: { a: '' } }, after: { _id: 1, b: 2 } },
  {
    name: '$unset of a missing field modifies nothing',
    ...on({ b: 2 }),
    update: { $unset: { a: '', 'b.c': '' } },
    after: { _id: 1, b: 2 },
    modifies: false,
  },
  {
    name: '$unset an array element leaves null',
    ...on({ a: [1, 2] }),
    update: { $unset: { 'a.0': '' } },
    after: { _id: 1, a: [null, 2] },
  },
  { name: '$unset of _id is refused', ...on({}), update: { $unset: { _id: '' } }, code: 66 },
  {
    name: '$rename moves',
    ...on({ a: 1, b: 2 }),
    update: { $rename: { a: 'c.d' } },
    after: { _id: 1, b: 2, c: { d: 1 } },
  },
  {
    name: '$rename of a missing field modifies nothing',
    ...on({ b: 2 }),
    update: { $rename: { a: 'c' } },
    after: { _id: 1, b: 2 },
    modifies: false,
  },
  {
    name: '$rename over an existing field replaces it',
    ...on({ a: 1, c: 2 }),
    update: { $rename: { a: 'c' } },
    after: { _id: 1, c: 1 },
  },
  {
    name: '$setOnInsert does nothing to what exists',
    ...on({ a: 1 }),
    update: { $setOnInsert: { a: 2 }, $set: { b: 1 } },
    after: { _id: 1, a: 1, b: 1 },
  },
  { name: 'the same path twice is refused', ...on({ a: 1 }), update: { $set: { a: 2 }, $inc: { a: 1 } }, code: 40 },
  { name: 'a path and one inside it are refused', ...on({}), update: { $set: { a: {}, 'a.b': 1 } }, code: 40 },
  { name: 'an unknown operator is refused', ...on({}), update: { $frobnicate: { a: 1 } }, code: 9 },
  { name: 'an empty part of a path is refused', ...on({}), update: { $set: { 'a..b': 1 } }, code: 56 },
];
