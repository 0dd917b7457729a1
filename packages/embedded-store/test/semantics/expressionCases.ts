import mongoose from 'mongoose';

const { Double, Long, ObjectId } = mongoose.mongo.BSON;

/**
 * An expression, as `$project` computes it of one document: its value (`undefined`: the field is left out) or the code
 * of the error.
 */
export interface ExpressionCase {
  readonly name: string;
  readonly of?: Record<string, unknown>;
  readonly expression: unknown;
  readonly gives?: unknown;
  readonly code?: number;
}

const at = new Date('2026-09-30T16:30:05.250Z');

export const expressionCases: readonly ExpressionCase[] = [
  {
    name: '$add of a date and milliseconds is a date',
    of: { at },
    expression: { $add: ['$at', 1_000] },
    gives: new Date('2026-09-30T16:30:06.250Z'),
  },
  { name: '$add with null is null', of: { a: null }, expression: { $add: ['$a', 1] }, gives: null },
  {
    name: '$add of int32s beyond int32 is exact',
    of: { a: 2147483647 },
    expression: { $add: ['$a', 1] },
    gives: 2147483648,
  },
  { name: '$add of a text is refused', of: { a: 'x' }, expression: { $add: ['$a', 1] }, code: 14 },
  { name: '$divide of integers may be a fraction', of: { a: 1 }, expression: { $divide: ['$a', 4] }, gives: 0.25 },
  { name: '$divide by zero is refused', of: { a: 1 }, expression: { $divide: ['$a', 0] }, code: 2 },
  { name: '$mod keeps the sign of the dividend', of: { a: -7 }, expression: { $mod: ['$a', 3] }, gives: -1 },
  { name: '$round rounds halves to even', expression: { $round: [2.5, 0] }, gives: 2 },
  { name: '$trunc cuts towards zero', expression: { $trunc: [-2.7, 0] }, gives: -2 },
  { name: '$abs of null is null', of: { a: null }, expression: { $abs: '$a' }, gives: null },
  {
    name: '$max of several passes over null',
    of: { a: null, b: 3, c: 5 },
    expression: { $max: ['$a', '$b', '$c'] },
    gives: 5,
  },
  { name: '$sum of an array field adds its numbers', of: { a: [1, 'x', 2] }, expression: { $sum: '$a' }, gives: 3 },
  { name: '$avg of nothing is null', of: { a: [] }, expression: { $avg: '$a' }, gives: null },
  { name: '$size of what is no array is refused', of: { a: 1 }, expression: { $size: '$a' }, code: 17124 },
  {
    name: '$concatArrays of what is no array is refused',
    of: { a: 1 },
    expression: { $concatArrays: ['$a'] },
    code: 28664,
  },
  { name: '$in of what is no array is refused', of: { a: 1 }, expression: { $in: [1, '$a'] }, code: 40081 },
  {
    name: '$arrayElemAt counts from the end',
    of: { a: [1, 2, 3] },
    expression: { $arrayElemAt: ['$a', -1] },
    gives: 3,
  },
  {
    name: '$arrayElemAt beyond the end leaves the field out',
    of: { a: [1] },
    expression: { $arrayElemAt: ['$a', 5] },
    gives: undefined,
  },
  {
    name: '$slice takes from a position',
    of: { a: [1, 2, 3, 4] },
    expression: { $slice: ['$a', 1, 2] },
    gives: [2, 3],
  },
  {
    name: '$concatArrays with null is null',
    of: { a: [1], b: null },
    expression: { $concatArrays: ['$a', '$b'] },
    gives: null,
  },
  {
    name: '$reduce folds from the left',
    of: { a: ['x', 'y'] },
    expression: { $reduce: { input: '$a', initialValue: '', in: { $concat: ['$$value', '$$this'] } } },
    gives: 'xy',
  },
  {
    name: '$first of an empty array leaves the field out',
    of: { a: [] },
    expression: { $first: '$a' },
    gives: undefined,
  },
  {
    name: '$let names a value',
    of: { a: 3 },
    expression: { $let: { vars: { x: { $add: ['$a', 1] } }, in: { $multiply: ['$$x', 2] } } },
    gives: 8,
  },
  { name: '$cmp compares types in BSON order', of: { a: 'x', b: 5 }, expression: { $cmp: ['$a', '$b'] }, gives: 1 },
  {
    name: '$eq compares numbers of different types by value',
    of: { a: new Double(5), b: Long.fromNumber(5) },
    expression: { $eq: ['$a', '$b'] },
    gives: true,
  },
  { name: '$eq tells missing from null', of: { a: null }, expression: { $eq: ['$a', '$nowhere'] }, gives: false },
  { name: '$gt of a missing field and a number is false', expression: { $gt: ['$nowhere', 0] }, gives: false },
  { name: '$and of nothing is true', expression: { $and: [] }, gives: true },
  { name: '$or takes an empty text for true', of: { a: '' }, expression: { $or: ['$a', false] }, gives: true },
  { name: '$not of zero is true', of: { a: 0 }, expression: { $not: ['$a'] }, gives: true },
  { name: '$ifNull takes the first that is there', of: { b: 2 }, expression: { $ifNull: ['$a', '$b', 3] }, gives: 2 },
  {
    name: '$switch without a match and default is refused',
    expression: { $switch: { branches: [{ case: '$nowhere', then: 1 }] } },
    code: 40066,
  },
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
  { name: '$type names the type', of: { a: Long.fromNumber(1) }, expression: { $type: '$a' }, gives: 'long' },
  { name: '$type of a missing field', expression: { $type: '$nowhere' }, gives: 'missing' },
  {
    name: '$toString of an ObjectId',
    of: { a: new ObjectId('64b000000000000000000001') },
    expression: { $toString: '$a' },
    gives: '64b000000000000000000001',
  },
  { name: '$toInt of a text', of: { a: '12' }, expression: { $toInt: '$a' }, gives: 12 },
  { name: '$toDate of milliseconds', of: { a: Long.fromNumber(5) }, expression: { $toDate: '$a' }, gives: new Date(5) },
  { name: '$toInt of what is no number is refused', of: { a: 'x' }, expression: { $toInt: '$a' }, code: 241 },
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
  {
    name: '$setUnion holds each once',
    of: { a: [1, 2], b: [2] },
    expression: { $size: { $setUnion: ['$a', '$b'] } },
    gives: 2,
  },
  { name: '$literal is not looked at', expression: { $literal: '$a' }, gives: '$a' },
  {
    name: 'an array of expressions turns missing into null',
    of: { a: 1 },
    expression: ['$a', '$nowhere'],
    gives: [1, null],
  },
];
