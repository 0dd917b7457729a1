import type { ExpressionCase } from '../cases';

const at = new Date('2026-09-30T16:30:05.250Z');

export const dates: readonly ExpressionCase[] = [
  {
    name: '$dayOfMonth in a time zone',
    of: { at },
    expression: { $dayOfMonth: { date: '$at', timezone: 'Asia/Shanghai' } },
    gives: 1,
  },
  { name: '$hour without a time zone is UTC', of: { at }, expression: { $hour: '$at' }, gives: 16 },
  {
    name: '$dateToString of null is null',
    of: { at: null },
    expression: { $dateToString: { date: '$at' } },
    gives: null,
  },
  {
    name: '$dateToString in full',
    of: { at },
    expression: { $dateToString: { date: '$at', format: '%Y-%m-%dT%H:%M:%S.%LZ' } },
    gives: '2026-09-30T16:30:05.250Z',
  },
  { name: '$dayOfWeek counts from Sunday as 1', of: { at }, expression: { $dayOfWeek: '$at' }, gives: 4 },
];
