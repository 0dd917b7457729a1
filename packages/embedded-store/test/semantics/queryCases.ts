import mongoose from 'mongoose';

const { Binary, Double, Long, MaxKey, MinKey, ObjectId, Timestamp, UUID } = mongoose.mongo.BSON;

/** What a filter finds among a few documents: the `_id`s of the matches. */
export interface QueryCase {
  readonly name: string;
  readonly documents: readonly Record<string, unknown>[];
  readonly filter: Record<string, unknown>;
  readonly finds: readonly number[];
}

/** Numbers the values 1, 2, 3 … as field `a` of documents; `undefined` leaves the field out. */
function valuesOfA(...values: unknown[]): Record<string, unknown>[] {
  return values.map((a, i) => (a === undefined ? { _id: i + 1 } : { _id: i + 1, a }));
}

const id = new ObjectId('64b000000000000000000001');
const uuid = new UUID('00112233-4455-6677-8899-aabbccddeeff');

const equality: QueryCase[] = [
  {
    name: 'null finds null and missing',
    documents: valuesOfA(null, undefined, 0, '', false, []),
    filter: { a: null },
    finds: [1, 2],
  },
  {
    name: '$eq null finds null and missing',
    documents: valuesOfA(null, undefined, 1),
    filter: { a: { $eq: null } },
    finds: [1, 2],
  },
  {
    name: 'null finds an array that holds null',
    documents: valuesOfA([null, 1], [1]),
    filter: { a: null },
    finds: [1],
  },
  {
    name: '$ne null finds what is there',
    documents: valuesOfA(null, undefined, 1, []),
    filter: { a: { $ne: null } },
    finds: [3, 4],
  },
  {
    name: 'a number finds equal numbers of every type',
    documents: valuesOfA(5, new Double(5), Long.fromNumber(5), '5', 5.5),
    filter: { a: 5 },
    finds: [1, 2, 3],
  },
  { name: 'zero finds minus zero', documents: valuesOfA(0, new Double(-0), 1), filter: { a: 0 }, finds: [1, 2] },
  { name: 'NaN finds NaN only', documents: valuesOfA(Number.NaN, 0, null), filter: { a: Number.NaN }, finds: [1] },
  {
    name: 'a long beyond 2^53 is exact',
    documents: valuesOfA(Long.fromString('9007199254740993'), Long.fromString('9007199254740992')),
    filter: { a: Long.fromString('9007199254740993') },
    finds: [1],
  },
  { name: 'a text finds itself, by case', documents: valuesOfA('abc', 'ABC', 'ab'), filter: { a: 'abc' }, finds: [1] },
  {
    name: 'a Chinese text finds itself',
    documents: valuesOfA('政务', '政', '政务新媒体'),
    filter: { a: '政务' },
    finds: [1],
  },
  { name: 'true is not 1', documents: valuesOfA(true, 1, 'true'), filter: { a: true }, finds: [1] },
  {
    name: 'a date finds the same instant',
    documents: valuesOfA(new Date(5), 5, new Date(6)),
    filter: { a: new Date(5) },
    finds: [1],
  },
  {
    name: 'an ObjectId finds itself, not its text',
    documents: valuesOfA(id, id.toHexString()),
    filter: { a: id },
    finds: [1],
  },
  {
    name: 'a UUID finds the same bytes',
    documents: valuesOfA(uuid, new Binary(Buffer.from(uuid.buffer), 0)),
    filter: { a: uuid },
    finds: [1],
  },
  {
    name: 'binary data compares by type and bytes',
    documents: valuesOfA(new Binary(Buffer.from([1, 255])), new Binary(Buffer.from([1, 254]))),
    filter: { a: new Binary(Buffer.from([1, 255])) },
    finds: [1],
  },
  {
    name: 'a timestamp finds itself',
    documents: valuesOfA(new Timestamp({ t: 1, i: 2 }), new Timestamp({ t: 1, i: 3 })),
    filter: { a: new Timestamp({ t: 1, i: 2 }) },
    finds: [1],
  },
  {
    name: 'a scalar finds arrays that hold it',
    documents: valuesOfA([1, 2], 2, [[2]], [3]),
    filter: { a: 2 },
    finds: [1, 2],
  },
  {
    name: 'an array finds the same array and an array that holds it',
    documents: valuesOfA([1, 2], [[1, 2]], [2, 1], [1, 2, 3]),
    filter: { a: [1, 2] },
    finds: [1, 2],
  },
  {
    name: 'the empty array finds itself and an array that holds it',
    documents: valuesOfA([], [[]], null, undefined),
    filter: { a: [] },
    finds: [1, 2],
  },
  {
    name: 'a document finds the same fields in the same order',
    documents: valuesOfA({ x: 1, y: 2 }, { y: 2, x: 1 }, { x: 1 }),
    filter: { a: { x: 1, y: 2 } },
    finds: [1],
  },
  { name: 'the empty document finds itself', documents: valuesOfA({}, { x: 1 }, null), filter: { a: {} }, finds: [1] },
  {
    name: '$ne leaves out arrays that hold the value',
    documents: valuesOfA([1, 2], 1, 2, undefined),
    filter: { a: { $ne: 1 } },
    finds: [3, 4],
  },
  {
    name: '$eq with an operator document in it compares literally',
    documents: valuesOfA({ x: 1 }, 1),
    filter: { a: { $eq: { x: 1 } } },
    finds: [1],
  },
];

const ranges: QueryCase[] = [
  {
    name: '$gt stays within numbers',
    documents: valuesOfA(1, 3, '3', null, new Date(9), Number.NaN, [4]),
    filter: { a: { $gt: 2 } },
    finds: [2, 7],
  },
  {
    name: '$lt of a number leaves NaN out',
    documents: valuesOfA(Number.NaN, 1, -Infinity),
    filter: { a: { $lt: 2 } },
    finds: [2, 3],
  },
  { name: '$gte NaN finds NaN', documents: valuesOfA(Number.NaN, 1), filter: { a: { $gte: Number.NaN } }, finds: [1] },
  {
    name: '$gte null finds null and missing',
    documents: valuesOfA(null, undefined, 0),
    filter: { a: { $gte: null } },
    finds: [1, 2],
  },
  { name: '$gt null finds nothing', documents: valuesOfA(null, undefined, 0), filter: { a: { $gt: null } }, finds: [] },
  {
    name: '$lte null finds null and missing',
    documents: valuesOfA(null, undefined, 0),
    filter: { a: { $lte: null } },
    finds: [1, 2],
  },
  {
    name: 'texts compare by bytes',
    documents: valuesOfA('a', 'B', 'b', '文'),
    filter: { a: { $gte: 'a' } },
    finds: [1, 3, 4],
  },
  {
    name: 'texts beyond the basic plane sort after it',
    documents: valuesOfA('\u{1f600}', '\uffee'),
    filter: { a: { $gt: '\uffee' } },
    finds: [1],
  },
  {
    name: 'dates compare by instant',
    documents: valuesOfA(new Date(1), new Date(2), 3),
    filter: { a: { $lte: new Date(1) } },
    finds: [1],
  },
  {
    name: 'dates before 1970 compare too',
    documents: valuesOfA(new Date(-5), new Date(5)),
    filter: { a: { $lt: new Date(0) } },
    finds: [1],
  },
  { name: 'false is less than true', documents: valuesOfA(false, true, 0), filter: { a: { $lt: true } }, finds: [1] },
  {
    name: 'ObjectIds compare by bytes',
    documents: valuesOfA(id, new ObjectId('64b000000000000000000002')),
    filter: { a: { $gt: id } },
    finds: [2],
  },
  {
    name: 'longs compare with doubles exactly',
    documents: valuesOfA(Long.fromString('9007199254740993'), Long.fromString('9007199254740992')),
    filter: { a: { $gt: new Double(9007199254740992) } },
    finds: [1],
  },
  {
    name: 'two conditions may be met by two elements',
    documents: valuesOfA([1, 9], [5], [1]),
    filter: { a: { $gt: 4, $lt: 6 } },
    finds: [1, 2],
  },
  {
    name: 'an array compares as a whole with an array',
    documents: valuesOfA([1, 2], [1, 3], [2], 5),
    filter: { a: { $gt: [1, 2] } },
    finds: [2, 3],
  },
  {
    name: 'a document compares field by field',
    documents: valuesOfA({ x: 1 }, { x: 2 }, { x: 1, y: 0 }),
    filter: { a: { $gt: { x: 1 } } },
    finds: [2, 3],
  },
  {
    name: 'binary data compares by length first',
    documents: valuesOfA(new Binary(Buffer.from([9])), new Binary(Buffer.from([1, 1]))),
    filter: { a: { $gt: new Binary(Buffer.from([9])) } },
    finds: [2],
  },
  {
    name: '$gte MinKey finds everything that is there',
    documents: valuesOfA(1, 'a', null, new MaxKey()),
    filter: { a: { $gte: new MinKey() } },
    finds: [1, 2, 3, 4],
  },
  {
    name: '$lt MaxKey finds everything less',
    documents: valuesOfA(1, 'a', new MaxKey()),
    filter: { a: { $lt: new MaxKey() } },
    finds: [1, 2],
  },
];

const lists: QueryCase[] = [
  {
    name: '$in finds any of the values',
    documents: valuesOfA(1, 2, '1', [3, 1]),
    filter: { a: { $in: [1, '1'] } },
    finds: [1, 3, 4],
  },
  {
    name: '$in with null finds missing',
    documents: valuesOfA(1, undefined, null),
    filter: { a: { $in: [null, 5] } },
    finds: [2, 3],
  },
  {
    name: '$in of many values finds each',
    documents: valuesOfA(1, 7, 'g', 99),
    filter: { a: { $in: [1, 2, 3, 4, 5, 6, 7, 'f', 'g'] } },
    finds: [1, 2, 3],
  },
  {
    name: '$in with a regular expression matches texts',
    documents: valuesOfA('abc', 'xbc', 5),
    filter: { a: { $in: [/^a/, 5] } },
    finds: [1, 3],
  },
  {
    name: '$in with an array finds the array',
    documents: valuesOfA([1, 2], [[1, 2]], 1),
    filter: { a: { $in: [[1, 2]] } },
    finds: [1, 2],
  },
  { name: '$in of nothing finds nothing', documents: valuesOfA(1, null), filter: { a: { $in: [] } }, finds: [] },
  {
    name: '$nin finds missing',
    documents: valuesOfA(1, 2, undefined, [1]),
    filter: { a: { $nin: [1] } },
    finds: [2, 3],
  },
  {
    name: '$nin with null leaves missing out',
    documents: valuesOfA(1, undefined, null),
    filter: { a: { $nin: [null] } },
    finds: [1],
  },
  {
    name: '$nin of nothing finds everything',
    documents: valuesOfA(1, undefined),
    filter: { a: { $nin: [] } },
    finds: [1, 2],
  },
  {
    name: '$all needs every value',
    documents: valuesOfA([1, 2, 3], [1], 1),
    filter: { a: { $all: [1, 2] } },
    finds: [1],
  },
  {
    name: '$all of one value finds a scalar',
    documents: valuesOfA(1, [1, 2], 2),
    filter: { a: { $all: [1] } },
    finds: [1, 2],
  },
  { name: '$all of nothing finds nothing', documents: valuesOfA([], [1]), filter: { a: { $all: [] } }, finds: [] },
  {
    name: '$all with $elemMatch needs an element for each',
    documents: valuesOfA([{ x: 1 }, { x: 5 }], [{ x: 1 }]),
    filter: { a: { $all: [{ $elemMatch: { x: 1 } }, { $elemMatch: { x: { $gt: 4 } } }] } },
    finds: [1],
  },
  {
    name: '$size counts the elements',
    documents: valuesOfA([1, 2], [1], [[1, 2]], 'ab'),
    filter: { a: { $size: 2 } },
    finds: [1],
  },
  {
    name: '$size 0 finds the empty array only',
    documents: valuesOfA([], null, undefined),
    filter: { a: { $size: 0 } },
    finds: [1],
  },
  {
    name: '$elemMatch needs one element that meets all',
    documents: valuesOfA([{ x: 1, y: 2 }], [{ x: 1 }, { y: 2 }]),
    filter: { a: { $elemMatch: { x: 1, y: 2 } } },
    finds: [1],
  },
  {
    name: '$elemMatch on scalars needs one element in the range',
    documents: valuesOfA([1, 9], [5], 5),
    filter: { a: { $elemMatch: { $gt: 4, $lt: 6 } } },
    finds: [2],
  },
  {
    name: '$elemMatch does not look at a single document',
    documents: valuesOfA({ x: 1 }, [{ x: 1 }]),
    filter: { a: { $elemMatch: { x: 1 } } },
    finds: [2],
  },
  {
    name: '$elemMatch with $or inside',
    documents: valuesOfA([{ x: 1 }], [{ y: 2 }], [{ z: 3 }]),
    filter: { a: { $elemMatch: { $or: [{ x: 1 }, { y: 2 }] } } },
    finds: [1, 2],
  },
  {
    name: '$elemMatch with $ne finds an element that differs',
    documents: valuesOfA([1, 2], [1]),
    filter: { a: { $elemMatch: { $ne: 1 } } },
    finds: [1],
  },
];

const presence: QueryCase[] = [
  {
    name: '$exists true finds null',
    documents: valuesOfA(null, undefined, 0),
    filter: { a: { $exists: true } },
    finds: [1, 3],
  },
  {
    name: '$exists false finds missing only',
    documents: valuesOfA(null, undefined, 0),
    filter: { a: { $exists: false } },
    finds: [2],
  },
  {
    name: '$exists on an array position',
    documents: valuesOfA([1], [], [[1]], undefined),
    filter: { 'a.0': { $exists: true } },
    finds: [1, 3],
  },
  {
    name: '$exists false on an array position',
    documents: valuesOfA([1], [], undefined),
    filter: { 'a.0': { $exists: false } },
    finds: [2, 3],
  },
  { name: '$type by name', documents: valuesOfA('a', 1, null), filter: { a: { $type: 'string' } }, finds: [1] },
  {
    name: '$type number covers every number type',
    documents: valuesOfA(1, 1.5, Long.fromNumber(2), '1'),
    filter: { a: { $type: 'number' } },
    finds: [1, 2, 3],
  },
  {
    name: '$type tells int, double and long apart',
    documents: valuesOfA(1, new Double(1), Long.fromNumber(1)),
    filter: { a: { $type: 'double' } },
    finds: [2],
  },
  { name: '$type by code', documents: valuesOfA(Long.fromNumber(1), 1), filter: { a: { $type: 18 } }, finds: [1] },
  {
    name: '$type of several',
    documents: valuesOfA('a', true, 1),
    filter: { a: { $type: ['string', 'bool'] } },
    finds: [1, 2],
  },
  {
    name: '$type looks into arrays',
    documents: valuesOfA(['a', 1], [1]),
    filter: { a: { $type: 'string' } },
    finds: [1],
  },
  {
    name: '$type array finds arrays',
    documents: valuesOfA([], [1], 1),
    filter: { a: { $type: 'array' } },
    finds: [1, 2],
  },
  {
    name: '$type null does not find missing',
    documents: valuesOfA(null, undefined),
    filter: { a: { $type: 'null' } },
    finds: [1],
  },
  { name: '$type objectId', documents: valuesOfA(id, 'x'), filter: { a: { $type: 'objectId' } }, finds: [1] },
  { name: '$type date', documents: valuesOfA(new Date(0), 0), filter: { a: { $type: 'date' } }, finds: [1] },
];

const logic: QueryCase[] = [
  {
    name: '$and needs all',
    documents: valuesOfA(1, 5, 9),
    filter: { $and: [{ a: { $gt: 2 } }, { a: { $lt: 8 } }] },
    finds: [2],
  },
  { name: '$or needs one', documents: valuesOfA(1, 5, 9), filter: { $or: [{ a: 1 }, { a: 9 }] }, finds: [1, 3] },
  {
    name: '$or beside a condition',
    documents: valuesOfA(1, 5, 9),
    filter: { a: { $gt: 4 }, $or: [{ a: 1 }, { a: 9 }] },
    finds: [3],
  },
  {
    name: '$nor needs none',
    documents: valuesOfA(1, 5, undefined),
    filter: { $nor: [{ a: 1 }, { a: 9 }] },
    finds: [2, 3],
  },
  {
    name: '$not negates a range, finding other types and missing',
    documents: valuesOfA(1, 5, 'x', undefined),
    filter: { a: { $not: { $gt: 2 } } },
    finds: [1, 3, 4],
  },
  {
    name: '$not with a regular expression',
    documents: valuesOfA('ab', 'cd', 5),
    filter: { a: { $not: /^a/ } },
    finds: [2, 3],
  },
  { name: 'the empty filter finds everything', documents: valuesOfA(1, 2), filter: {}, finds: [1, 2] },
  { name: '$comment changes nothing', documents: valuesOfA(1, 2), filter: { a: 1, $comment: 'why' }, finds: [1] },
  { name: '$mod', documents: valuesOfA(4, 5, -4, 4.7, '4'), filter: { a: { $mod: [4, 0] } }, finds: [1, 3, 4] },
  {
    name: '$expr compares two fields',
    documents: [
      { _id: 1, a: 5, b: 3 },
      { _id: 2, a: 3, b: 5 },
    ],
    filter: { $expr: { $gt: ['$a', '$b'] } },
    finds: [1],
  },
  {
    name: '$expr with arithmetic',
    documents: [
      { _id: 1, a: 5, b: 3 },
      { _id: 2, a: 3, b: 5 },
    ],
    filter: { $expr: { $eq: [{ $add: ['$a', '$b'] }, 8] } },
    finds: [1, 2],
  },
];

const texts: QueryCase[] = [
  {
    name: 'a regular expression finds texts only',
    documents: valuesOfA('abc', 123, ['xabc'], null),
    filter: { a: /bc$/ },
    finds: [1, 3],
  },
  {
    name: '$regex with options',
    documents: valuesOfA('ABC', 'xyz'),
    filter: { a: { $regex: '^abc', $options: 'i' } },
    finds: [1],
  },
  {
    name: 'an anchored prefix finds by prefix',
    documents: valuesOfA('政务新媒体', '新政务', '政务'),
    filter: { a: /^政务/ },
    finds: [1, 3],
  },
  {
    name: 'an escaped text finds it literally',
    documents: valuesOfA('a.b', 'axb'),
    filter: { a: /^a\.b/ },
    finds: [1],
  },
  {
    name: 'a prefix with an optional last letter',
    documents: valuesOfA('ab', 'a', 'b'),
    filter: { a: /^ab?/ },
    finds: [1, 2],
  },
  {
    name: 'alternatives after an anchor',
    documents: valuesOfA('ax', 'zb', 'c'),
    filter: { a: /^a|b$/ },
    finds: [1, 2],
  },
  {
    name: 'option m anchors at each line',
    documents: valuesOfA('x\nabc', 'xabc'),
    filter: { a: { $regex: '^abc', $options: 'm' } },
    finds: [1],
  },
  {
    name: 'option s lets the dot match a line end',
    documents: valuesOfA('a\nb', 'ab'),
    filter: { a: { $regex: 'a.b', $options: 's' } },
    finds: [1],
  },
  {
    name: 'option x ignores white space',
    documents: valuesOfA('abc', 'a b c'),
    filter: { a: { $regex: 'a b c # letters', $options: 'x' } },
    finds: [1],
  },
  {
    name: 'a dot matches one character beyond the basic plane',
    documents: valuesOfA('a\u{1f600}b', 'a\u{1f600}\u{1f600}b'),
    filter: { a: /^a.b$/ },
    finds: [1],
  },
];

const paths: QueryCase[] = [
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

export const queryCases: readonly QueryCase[] = [
  ...equality,
  ...ranges,
  ...lists,
  ...presence,
  ...logic,
  ...texts,
  ...paths,
];
