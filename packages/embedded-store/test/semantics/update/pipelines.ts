import type { UpdateCase } from '../cases';
import { on } from './on';

export const pipelines: readonly UpdateCase[] = [
  {
    name: 'a pipeline computes from the document',
    ...on({ a: 2, b: 3 }),
    update: [{ $set: { sum: { $add: ['$a', '$b'] } } }, { $unset: 'b' }],
    after: { _id: 1, a: 2, sum: 5 },
  },
  { name: 'a pipeline cannot change _id', ...on({ a: 2 }), update: [{ $set: { _id: 9 } }], code: 66 },
  { name: 'a pipeline with another stage is refused', ...on({ a: 2 }), update: [{ $match: { a: 2 } }], code: 72 },
];
