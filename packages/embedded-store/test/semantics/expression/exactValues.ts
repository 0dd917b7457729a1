import mongoose from 'mongoose';
import type { ExpressionCase } from '../cases';

const { Double, Long } = mongoose.mongo.BSON;

/** Values and types that are easily given a little differently, and nobody told. */
export const exactValues: readonly ExpressionCase[] = [
  { name: '$round goes by the exact value of a double', expression: { $round: [2.675, 2] }, gives: 2.67 },
  { name: '$round of another half that is none', expression: { $round: [1.115, 2] }, gives: 1.11 },
  { name: '$round of a true half goes to the even', expression: { $round: [0.125, 2] }, gives: 0.12 },
  { name: '$round of a negative half goes to the even', expression: { $round: [-3.5, 0] }, gives: -4 },
  { name: '$round before the point', expression: { $round: [1250, -2] }, gives: 1200 },
  { name: '$round of a long before the point', expression: { $round: [Long.fromNumber(1350), -2] }, gives: 1400 },
  { name: '$trunc goes by the exact value', expression: { $trunc: [1.15, 2] }, gives: 1.14 },
  { name: '$trunc of a negative number', expression: { $trunc: [-1789, -3] }, gives: -1000 },
  { name: '$round to a missing number of places is null', expression: { $round: [1.5, '$nowhere'] }, gives: null },
  {
    name: '$type of $abs of the least int is long',
    expression: { $type: { $abs: -2_147_483_648 } },
    gives: 'long',
  },
  { name: '$add of nothing is 0', expression: { $add: [] }, gives: 0 },
  { name: '$multiply of nothing is 1', expression: { $multiply: [] }, gives: 1 },
  { name: '$in does not take missing for null', expression: { $in: ['$nowhere', [null]] }, gives: false },
  { name: '$in finds null', of: { a: null }, expression: { $in: ['$a', [null]] }, gives: true },
  { name: '$toUpper of a number is its text', of: { a: 5 }, expression: { $toUpper: '$a' }, gives: '5' },
  { name: '$toLower of a date is its text', expression: { $toLower: new Date(0) }, gives: '1970-01-01t00:00:00.000z' },
  {
    name: '$substrCP of a number cuts its text',
    of: { a: 1234 },
    expression: { $substrCP: ['$a', 1, 2] },
    gives: '23',
  },
  { name: '$split by a missing text is null', of: { a: 'x' }, expression: { $split: ['$a', '$nowhere'] }, gives: null },
  {
    name: '$toLong of digits beyond 2^53 is exact',
    expression: { $toString: { $toLong: '9007199254740993' } },
    gives: '9007199254740993',
  },
  { name: '$toInt of digits with a sign', expression: { $toInt: '+12' }, gives: 12 },
  { name: '$toInt of a double cuts it', expression: { $toInt: new Double(-1.9) }, gives: -1 },
  { name: '$toDouble of an exponent', expression: { $toDouble: '1.5e3' }, gives: 1500 },
  {
    name: '$toDate without an offset is UTC',
    expression: { $toDate: '2026-09-30T16:30:05' },
    gives: new Date('2026-09-30T16:30:05Z'),
  },
  {
    name: '$toDate with an offset',
    expression: { $toDate: '2026-09-30T16:30:05+0800' },
    gives: new Date('2026-09-30T08:30:05Z'),
  },
  { name: '$toDate of a day', expression: { $toDate: '2026-09-30' }, gives: new Date('2026-09-30T00:00:00Z') },
  {
    name: '$getField of null is null',
    of: { a: null },
    expression: { $getField: { field: 'b', input: '$a' } },
    gives: null,
  },
  { name: '$getField of a scalar is missing', of: { a: 1 }, expression: { $getField: { field: 'b', input: '$a' } } },
  {
    name: '$year in a missing time zone is null',
    expression: { $year: { date: new Date(0), timezone: '$nowhere' } },
    gives: null,
  },
  {
    name: '$dateToString in UTC ends in Z',
    expression: { $dateToString: { date: new Date(0), timezone: 'UTC' } },
    gives: '1970-01-01T00:00:00.000Z',
  },
  {
    name: '$dateToString in another zone has no Z',
    expression: { $dateToString: { date: new Date(0), timezone: '+08:00' } },
    gives: '1970-01-01T08:00:00.000',
  },
  {
    name: '$dateToString by a missing format is null',
    expression: { $dateToString: { date: new Date(0), format: '$nowhere' } },
    gives: null,
  },
  {
    name: '$slice by a missing number is null',
    of: { a: [1] },
    expression: { $slice: ['$a', '$nowhere'] },
    gives: null,
  },
];
