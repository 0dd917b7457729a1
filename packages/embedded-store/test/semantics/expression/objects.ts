import type { ExpressionCase } from '../cases';

export const objects: readonly ExpressionCase[] = [
  {
    name: '$mergeObjects lets the later win',
    of: { a: { x: 1, y: 1 }, b: { y: 2 } },
    expression: { $mergeObjects: ['$a', '$b', null] },
    gives: { x: 1, y: 2 },
  },
  {
    name: '$objectToArray gives names and values',
    of: { a: { x: 1 } },
    expression: { $objectToArray: '$a' },
    gives: [{ k: 'x', v: 1 }],
  },
  { name: '$arrayToObject takes pairs', expression: { $arrayToObject: [[['x', 1]]] }, gives: { x: 1 } },
  { name: '$getField of a name with a dot', of: { 'a.b': 7 }, expression: { $getField: 'a.b' }, gives: 7 },
  { name: '$literal is not looked at', expression: { $literal: '$a' }, gives: '$a' },
];
