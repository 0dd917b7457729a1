import fc from 'fast-check';
import { BSON } from '../src/bson/library';
import type { BsonDocument } from '../src/bson/valueOrder';

/** As the library's own unit 'binary', which spends two seconds on a table of all of them. */
const anyCodePoint = fc
  .integer({ min: 0, max: 0x10ffff })
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));

/** Every type of value the store orders, with the values between which mistakes hide. */
export const anyScalar: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -0,
    1,
    -1,
    5,
    1.5,
    -1.5,
    Number.NaN,
    Infinity,
    -Infinity,
    2 ** 53,
    -(2 ** 53),
    2 ** 31,
    1e300,
    '',
    'a',
    'b',
    'ab',
    'a\0',
    'a\0b',
    'é',
    '文',
    '\u{1f600}',
    '\uffff',
  ),
  fc.integer({ min: -10, max: 10 }),
  fc.double({ noNaN: true }),
  fc.string({ maxLength: 6 }),
  fc.string({ maxLength: 4, unit: anyCodePoint }),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => BSON.Long.fromBigInt(value)),
  fc
    .constantFrom(2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 62n + 1n, 2n ** 53n)
    .map((value) => BSON.Long.fromBigInt(value)),
  fc.integer({ min: -5, max: 5 }).map((value) => new BSON.Double(value)),
  fc.date({ noInvalidDate: true, min: new Date(-1e12), max: new Date(3e12) }),
  fc.integer({ min: 0, max: 3 }).map((n) => new BSON.ObjectId(String(n).padStart(24, '0'))),
  fc.uint8Array({ maxLength: 4 }).map((bytes) => new BSON.Binary(Uint8Array.from(bytes), bytes.length % 2)),
  fc.tuple(fc.nat(3), fc.nat(3)).map(([t, i]) => new BSON.Timestamp({ t, i })),
  fc.constantFrom('^a', 'b').map((pattern) => new BSON.BSONRegExp(pattern, '')),
  fc.constantFrom<unknown>(new BSON.MinKey(), new BSON.MaxKey()),
);

/** Any value, with documents and arrays. */
export const anyValue: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    anyScalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('x', 'y', 'a\0z'.slice(0, 1)), tie('value'), { maxKeys: 2 }),
  ),
})).value;

/** Few values, so that filters match and sorts have ties. */
export const commonValue: fc.Arbitrary<unknown> = fc.oneof(
  {
    arbitrary: fc.constantFrom<unknown>(null, 0, 1, 2, 3, 1.5, Number.NaN, 'a', 'b', 'ab', true, new Date(5)),
    weight: 8,
  },
  {
    arbitrary: fc.constantFrom<unknown>(
      new BSON.Double(2),
      BSON.Long.fromNumber(3),
      BSON.Long.fromBigInt(2n ** 53n + 1n),
      new BSON.BSONRegExp('^a', ''),
      new BSON.MinKey(),
      new BSON.MaxKey(),
    ),
    weight: 1,
  },
);

const field = fc.oneof(
  { arbitrary: commonValue, weight: 6 },
  { arbitrary: fc.array(commonValue, { maxLength: 3 }), weight: 2 },
  { arbitrary: fc.record({ c: commonValue, d: commonValue }, { requiredKeys: [] }), weight: 2 },
  {
    arbitrary: fc.array(
      fc.oneof(
        fc.record(
          { c: commonValue, d: fc.oneof(commonValue, fc.array(commonValue, { maxLength: 2 })) },
          { requiredKeys: [] },
        ),
        commonValue,
      ),
      { maxLength: 3 },
    ),
    weight: 1,
  },
);

/** A document with fields a, b and s, of which s never holds an array. */
export const anyDocument: fc.Arbitrary<BsonDocument> = fc.record(
  { a: field, b: field, s: commonValue },
  { requiredKeys: [] },
);

/** Paths into such documents. */
const anyPath = fc.constantFrom('a', 'b', 's', 'a.c', 'a.d', 'b.c');

const operand = fc
  .oneof(
    { arbitrary: commonValue, weight: 8 },
    { arbitrary: fc.array(commonValue, { maxLength: 2 }), weight: 1 },
    { arbitrary: fc.record({ c: commonValue }), weight: 1 },
  )
  .filter((value) => !(value instanceof BSON.BSONRegExp));

const condition: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: operand, weight: 3 },
  {
    arbitrary: fc
      .tuple(fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte', '$ne'), operand)
      .map(([name, value]) => ({ [name]: value })),
    weight: 4,
  },
  {
    arbitrary: fc
      .tuple(fc.constantFrom('$gt', '$gte'), operand, fc.constantFrom('$lt', '$lte'), operand)
      .map(([low, from, high, to]) => ({ [low]: from, [high]: to })),
    weight: 2,
  },
  {
    arbitrary: fc
      .tuple(fc.constantFrom('$in', '$nin'), fc.array(operand, { maxLength: 3 }))
      .map(([name, value]) => ({ [name]: value })),
    weight: 2,
  },
  { arbitrary: fc.boolean().map((value) => ({ $exists: value })), weight: 1 },
  {
    arbitrary: fc.constantFrom<unknown>(
      { $type: 'string' },
      { $type: 'number' },
      { $size: 2 },
      { $regex: '^a' },
      new BSON.BSONRegExp('b', ''),
      { $not: { $gt: 1 } },
      { $mod: [2, 1] },
    ),
    weight: 2,
  },
  {
    arbitrary: fc
      .tuple(fc.constantFrom('$gt', '$lt', '$eq'), operand)
      .map(([name, value]) => ({ $elemMatch: { [name]: value } })),
    weight: 1,
  },
  { arbitrary: fc.tuple(operand, operand).map(([c, d]) => ({ $elemMatch: { c, d: { $gte: d } } })), weight: 1 },
  { arbitrary: fc.array(operand, { maxLength: 2 }).map((values) => ({ $all: values })), weight: 1 },
);

const simpleFilter = fc.oneof(
  { arbitrary: fc.tuple(anyPath, condition).map(([path, value]) => ({ [path]: value })), weight: 3 },
  { arbitrary: fc.dictionary(anyPath, condition, { maxKeys: 3 }), weight: 2 },
);

/** Filters of every operator, with and without `$and` and `$or`. */
export const anyFilter: fc.Arbitrary<BsonDocument> = fc.oneof(
  { arbitrary: simpleFilter, weight: 5 },
  {
    arbitrary: fc
      .tuple(simpleFilter, fc.array(simpleFilter, { minLength: 1, maxLength: 3 }))
      .map(([base, list]) => ({ ...base, $or: list })),
    weight: 2,
  },
  { arbitrary: fc.array(simpleFilter, { minLength: 1, maxLength: 3 }).map((list) => ({ $and: list })), weight: 1 },
  { arbitrary: fc.array(simpleFilter, { minLength: 1, maxLength: 2 }).map((list) => ({ $nor: list })), weight: 1 },
);

/** Sorts by up to three fields, of which two never meet different arrays: that is refused. */
export const anySort: fc.Arbitrary<BsonDocument> = fc.constantFrom(/^[as]/, /^[bs]/).chain((allowed) =>
  fc.dictionary(
    anyPath.filter((path) => allowed.test(path)),
    fc.constantFrom(1, -1),
    { minKeys: 0, maxKeys: 3 },
  ),
);

/** Indexes of every kind the store has, unique ones left out: random documents would collide. */
export const anyIndex: fc.Arbitrary<{ key: BsonDocument; sparse?: boolean; partialFilterExpression?: BsonDocument }> =
  fc
    .tuple(
      fc.dictionary(anyPath, fc.constantFrom(1, -1), { minKeys: 1, maxKeys: 3 }),
      fc.constantFrom(
        {},
        {},
        {},
        {},
        {},
        { sparse: true },
        { partialFilterExpression: { s: { $exists: true } } },
        { partialFilterExpression: { a: { $gte: 1 } } },
        { partialFilterExpression: { s: { $in: ['a', 1] } } },
      ),
    )
    .map(([key, options]) => ({ key, ...options }));

const digit = fc.integer({ min: 0, max: 4 });

/**
 * Documents whose field `a` is mostly an array, of small numbers or of documents of small numbers: where multikey
 * mistakes show.
 */
export const arrayDocument: fc.Arbitrary<BsonDocument> = fc.record({
  a: fc.oneof(
    fc.array(fc.record({ c: digit, d: digit }, { requiredKeys: [] }), { maxLength: 3 }),
    fc.array(digit, { maxLength: 3 }),
    digit,
  ),
  s: digit,
});

const narrow: fc.Arbitrary<unknown> = fc.oneof(
  digit,
  fc.tuple(digit, digit).map(([low, high]) => ({ $gte: low, $lte: high })),
  fc.tuple(digit, digit).map(([low, high]) => ({ $gt: low, $lt: high })),
  digit.map((low) => ({ $gt: low })),
  digit.map((high) => ({ $lte: high })),
  fc.array(digit, { minLength: 1, maxLength: 3 }).map((list) => ({ $in: list })),
);

/** Filters on several fields of such documents at once. */
export const arrayFilter: fc.Arbitrary<BsonDocument> = fc.oneof(
  fc.dictionary(fc.constantFrom('a', 'a.c', 'a.d', 's'), narrow, { minKeys: 1, maxKeys: 3 }),
  fc.tuple(narrow, narrow).map(([c, d]) => ({ a: { $elemMatch: { c, d } } })),
);

/** Compound indexes on them. */
export const arrayIndex: fc.Arbitrary<{ key: BsonDocument }> = fc
  .dictionary(fc.constantFrom('a', 'a.c', 'a.d', 's'), fc.constantFrom(1, -1), { minKeys: 1, maxKeys: 3 })
  .map((key) => ({ key }));

/** Sorts of them. */
export const arraySort: fc.Arbitrary<BsonDocument> = fc.dictionary(
  fc.constantFrom('a', 'a.c', 'a.d', 's'),
  fc.constantFrom(1, -1),
  { maxKeys: 2 },
);
