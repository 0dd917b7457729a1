import type { ReadCase } from '../cases';
import { abc } from './documents';

export const projections: readonly ReadCase[] = [
  {
    name: 'a projection keeps fields and _id',
    documents: abc,
    find: { filter: { _id: 1 }, options: { projection: { a: 1 } } },
    returns: [{ _id: 1, a: 3 }],
  },
  {
    name: 'a projection may leave _id out',
    documents: abc,
    find: { filter: { _id: 1 }, options: { projection: { a: 1, _id: 0 } } },
    returns: [{ a: 3 }],
  },
  {
    name: 'a projection leaves fields out',
    documents: abc,
    find: { filter: { _id: 1 }, options: { projection: { a: 0 } } },
    returns: [{ _id: 1, b: 'x' }],
  },
  {
    name: 'a projection of _id alone',
    documents: abc,
    find: { filter: { _id: 1 }, options: { projection: { _id: 1 } } },
    returns: [{ _id: 1 }],
  },
  {
    name: 'a projection without _id alone keeps the rest',
    documents: abc,
    find: { filter: { _id: 1 }, options: { projection: { _id: 0 } } },
    returns: [{ a: 3, b: 'x' }],
  },
  {
    name: 'a dotted projection keeps a part',
    documents: [{ _id: 1, n: { x: 1, y: 2 }, m: 1 }],
    find: { options: { projection: { 'n.x': 1 } } },
    returns: [{ _id: 1, n: { x: 1 } }],
  },
  {
    name: 'a dotted projection works on the documents of an array',
    documents: [{ _id: 1, n: [{ x: 1, y: 2 }, 5, { y: 3 }] }],
    find: { options: { projection: { 'n.x': 1 } } },
    returns: [{ _id: 1, n: [{ x: 1 }, {}] }],
  },
  {
    name: 'a dotted exclusion works on the documents of an array',
    documents: [{ _id: 1, n: [{ x: 1, y: 2 }, 5] }],
    find: { options: { projection: { 'n.x': 0 } } },
    returns: [{ _id: 1, n: [{ y: 2 }, 5] }],
  },
  {
    name: 'a nested projection means the dotted one',
    documents: [{ _id: 1, n: { x: 1, y: 2 } }],
    find: { options: { projection: { n: { y: 1 } } } },
    returns: [{ _id: 1, n: { y: 2 } }],
  },
  {
    name: 'a kept field stays where it is in the document',
    documents: [{ _id: 1, z: 1, a: 2 }],
    find: { options: { projection: { a: 1, z: 1 } } },
    returns: [{ _id: 1, z: 1, a: 2 }],
  },
  {
    name: 'keeping and leaving out is refused',
    documents: abc,
    find: { options: { projection: { a: 1, b: 0 } } },
    code: 31254,
  },
  {
    name: 'leaving out and keeping is refused',
    documents: abc,
    find: { options: { projection: { a: 0, b: 1 } } },
    code: 31253,
  },
  {
    name: 'a projection of a missing field keeps _id',
    documents: abc,
    find: { filter: { _id: 1 }, options: { projection: { zz: 1 } } },
    returns: [{ _id: 1 }],
  },
];
