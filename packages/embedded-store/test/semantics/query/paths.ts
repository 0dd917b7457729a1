import type { QueryCase } from '../cases';
import { valuesOfA } from './values';

export const paths: readonly QueryCase[] = [
  {
    name: 'a dotted path looks into a document',
    documents: valuesOfA({ b: 1 }, { b: 2 }, 1),
    filter: { 'a.b': 1 },
    finds: [1],
  },
  {
    name: 'a dotted path looks into the documents of an array',
    documents: valuesOfA([{ b: 1 }, { b: 2 }], [{ b: 3 }], []),
    filter: { 'a.b': 2 },
    finds: [1],
  },
  {
    name: 'dotted null finds missing and documents without it',
    documents: valuesOfA({ b: null }, {}, undefined, { b: 1 }, 5),
    filter: { 'a.b': null },
    finds: [1, 2, 3, 5],
  },
  {
    name: 'dotted null finds an array with a document that lacks it',
    documents: valuesOfA([{ b: 1 }, {}], [{ b: 1 }], [1, 2]),
    filter: { 'a.b': null },
    finds: [1],
  },
  {
    name: 'dotted $ne leaves out arrays with one such element',
    documents: valuesOfA([{ b: 1 }, { b: 2 }], [{ b: 2 }], undefined),
    filter: { 'a.b': { $ne: 1 } },
    finds: [2, 3],
  },
  {
    name: 'dotted conditions on an array may be met by different elements',
    documents: valuesOfA([{ b: 1 }, { c: 2 }], [{ b: 1, c: 3 }]),
    filter: { 'a.b': 1, 'a.c': 2 },
    finds: [1],
  },
  {
    name: 'a position picks one element',
    documents: valuesOfA([5, 6], [6, 5], { 0: 5 }),
    filter: { 'a.0': 5 },
    finds: [1, 3],
  },
  {
    name: 'a position, then a field',
    documents: valuesOfA([{ b: 1 }], [{ b: 2 }, { b: 1 }]),
    filter: { 'a.0.b': 1 },
    finds: [1],
  },
  {
    name: 'arrays in arrays are not entered by a field',
    documents: valuesOfA([[{ b: 1 }]], [{ b: 1 }]),
    filter: { 'a.b': 1 },
    finds: [2],
  },
  {
    name: 'a deep path through two arrays',
    documents: valuesOfA([{ b: [{ c: 1 }] }], [{ b: [{ c: 2 }] }]),
    filter: { 'a.b.c': 1 },
    finds: [1],
  },
  {
    name: '$exists through an array',
    documents: valuesOfA([{ b: 1 }, {}], [{}], []),
    filter: { 'a.b': { $exists: true } },
    finds: [1],
  },
  {
    name: 'two fields at once',
    documents: [
      { _id: 1, a: 1, b: 1 },
      { _id: 2, a: 1, b: 2 },
    ],
    filter: { a: 1, b: { $gte: 2 } },
    finds: [2],
  },
];
