import type { ExpressionCase } from '../cases';

export const texts: readonly ExpressionCase[] = [
  { name: '$concat with null is null', of: { a: 'x' }, expression: { $concat: ['$a', null] }, gives: null },
  { name: '$strLenCP counts characters, not bytes', of: { a: '政务' }, expression: { $strLenCP: '$a' }, gives: 2 },
  {
    name: '$substrCP cuts characters',
    of: { a: '政务新媒体' },
    expression: { $substrCP: ['$a', 2, 3] },
    gives: '新媒体',
  },
  { name: '$split of a text', of: { a: 'a/b/c' }, expression: { $split: ['$a', '/'] }, gives: ['a', 'b', 'c'] },
  { name: '$toUpper of null is the empty text', of: { a: null }, expression: { $toUpper: '$a' }, gives: '' },
  {
    name: '$regexMatch',
    of: { a: '新政务' },
    expression: { $regexMatch: { input: '$a', regex: '政务$' } },
    gives: true,
  },
];
