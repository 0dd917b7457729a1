import mongoose from 'mongoose';
import type { Documents } from './cases';

const { BSONRegExp } = mongoose.mongo.BSON;

/** A join of `local.l` with `foreign.f` by equality: the `_id`s that join each local document, by its `_id`. */
export interface LookupCase {
  readonly name: string;
  readonly local: Documents;
  readonly foreign: Documents;
  readonly fields?: { readonly localField: string; readonly foreignField: string };
  readonly joins: Readonly<Record<number, readonly unknown[]>>;
}

const nulls: Documents = [{ _id: 'missing' }, { _id: 'null', f: null }, { _id: 'with null', f: [null, 1] }];
const others: Documents = [
  { _id: 'empty', f: [] },
  { _id: 'one', f: 1 },
  { _id: 'nested', f: [[null, 1], 2] },
  { _id: 'zero', f: 0 },
  { _id: 'text', f: '' },
  { _id: 'document', f: {} },
];
const allNulls = nulls.map(({ _id }) => _id);

export const lookupCases: readonly LookupCase[] = [
  {
    name: 'null, missing and an empty array join what is null, missing or holds null',
    local: [{ _id: 1 }, { _id: 2, l: null }, { _id: 3, l: [] }],
    foreign: [...nulls, ...others],
    joins: { 1: allNulls, 2: allNulls, 3: allNulls },
  },
  {
    name: 'an array joins by each of its elements, null among them',
    local: [
      { _id: 1, l: [0, ''] },
      { _id: 2, l: [null, 0] },
      { _id: 3, l: [[null, 1]] },
    ],
    foreign: [...nulls, ...others],
    joins: { 1: ['text', 'zero'], 2: [...allNulls, 'zero'], 3: ['nested', 'with null'] },
  },
  {
    name: 'a regular expression joins itself and matches nothing',
    local: [{ _id: 1, l: new BSONRegExp('^a', '') }],
    foreign: [
      { _id: 'same', f: new BSONRegExp('^a', '') },
      { _id: 'text', f: 'abc' },
    ],
    joins: { 1: ['same'] },
  },
  {
    name: 'NaN joins NaN',
    local: [{ _id: 1, l: Number.NaN }],
    foreign: [{ _id: 'nan', f: Number.NaN }, { _id: 'null', f: null }, { _id: 'missing' }],
    joins: { 1: ['nan'] },
  },
  {
    name: 'a local path gives the values of the documents in an array, null where there are none',
    local: [
      { _id: 1, l: [{ x: 1 }, {}, 5, [{ x: 2 }]] },
      { _id: 2, l: [{}] },
      { _id: 3, l: 5 },
    ],
    fields: { localField: 'l.x', foreignField: 'f' },
    foreign: [{ _id: 'one', f: 1 }, { _id: 'two', f: 2 }, { _id: 'null', f: null }, { _id: 'missing' }],
    joins: { 1: ['one'], 2: ['missing', 'null'], 3: ['missing', 'null'] },
  },
  {
    name: 'a local path may name a position',
    local: [{ _id: 1, l: [{ x: 1 }, { x: 2 }] }],
    fields: { localField: 'l.1.x', foreignField: 'f' },
    foreign: [
      { _id: 'one', f: 1 },
      { _id: 'two', f: 2 },
    ],
    joins: { 1: ['two'] },
  },
  {
    name: 'a foreign path looks into arrays',
    local: [{ _id: 1, l: 1 }],
    fields: { localField: 'l', foreignField: 'f.x' },
    foreign: [
      { _id: 'in array', f: [{ x: 2 }, { x: [1] }] },
      { _id: 'deeper', f: [[{ x: 1 }]] },
    ],
    joins: { 1: ['in array'] },
  },
];
