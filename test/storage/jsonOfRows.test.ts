import fc from 'fast-check';
import { mongo } from 'mongoose';
import { createJsonOfRows } from '../../src/storage/jsonOfRows';

const NEVER = { by: [], isOne: () => false };
const SHAPE = [
  { name: 'first', from: 'a' },
  { name: 'a name with "quotes"', from: 'b' },
  { name: 'part', from: 'part', parts: [{ name: 'inner', from: 'x' }] },
  { name: 'later', from: 'later', isLater: true },
] as const;

/** The rows as they come from the store, with something before them. */
function rowsOf(...rows: readonly object[]): Parameters<ReturnType<typeof createJsonOfRows>['of']>[0] {
  const parts = [Buffer.alloc(3), ...rows.map((row) => Buffer.from(mongo.BSON.serialize(row)))];
  const starts = rows.map((_row, n) => parts.slice(0, n + 1).reduce((sum, { length }) => sum + length, 0));
  return { bytes: Buffer.concat(parts), starts, cursorId: 0n };
}
const textOf = (json: Buffer | null | undefined): string | null => json?.toString('utf8') ?? null;

const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: 'binary-ascii', maxLength: 20 }),
    fc.integer(),
    fc.double(),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.date({ noInvalidDate: true }),
    fc.array(tie('value'), { maxLength: 3 }),
    // Names that look like numbers an object puts first, whatever the order they were given in.
    fc.dictionary(fc.stringMatching(/^[a-z"\\é]{1,6}$/), tie('value'), { maxKeys: 3 }),
  ),
})).value;

describe('rows turned into JSON by their bytes', () => {
  test('are what JSON.stringify makes of the same fields, in the order of the shape', () => {
    const jsonOf = createJsonOfRows(SHAPE, NEVER);
    fc.assert(
      fc.property(fc.array(fc.record({ a: value, b: value, x: value, later: value }), { maxLength: 4 }), (given) => {
        const rows = given.map(({ a, b, x, later }, n) => ({
          b,
          more: [1],
          part: { y: 1, x },
          ...(n % 2 === 0 ? { later } : {}),
          a,
        }));
        const expected = given.map(({ a, b, x, later }, n) =>
          JSON.stringify({
            first: a,
            'a name with "quotes"': b,
            part: { inner: x },
            later: n % 2 === 0 ? later : null,
          }),
        );
        expect(jsonOf.of(rowsOf(...rows)).map(textOf)).toEqual(expected);
      }),
    );
  });

  test.each([
    ['a field that is missing', { b: 1, part: null }],
    ['a part that is no object', { a: 1, b: 1, part: 'text' }],
    ['a value of a kind that is not known', { a: mongo.ObjectId.createFromTime(0), b: 1, part: null }],
    ['such a value deep inside', { a: { deep: [new mongo.Binary(Buffer.from('x'))] }, b: 1, part: null }],
    ['a number that is not exact', { a: mongo.Long.MAX_VALUE, b: 1, part: null }],
  ])('%s is looked at as an object, and the rows beside it are not', (_name, row) => {
    const good = { a: 'x', b: 2, part: null };
    const [before, odd, behind] = createJsonOfRows(SHAPE, NEVER).of(rowsOf(good, row, good));
    expect(odd).toBeNull();
    const text = '{"first":"x","a name with \\"quotes\\"":2,"part":null,"later":null}';
    expect([before, behind].map(textOf)).toEqual([text, text]);
  });

  test('text that is no UTF-8 is looked at as an object', () => {
    const rows = rowsOf({ a: 'xy', b: 2, part: null });
    rows.bytes[rows.bytes.indexOf('xy')] = 0xff;
    expect(createJsonOfRows(SHAPE, NEVER).of(rows)).toEqual([null]);
  });

  test('rows whose fields come in another order are told as well', () => {
    const jsonOf = createJsonOfRows(SHAPE, NEVER);
    const rows = [
      { a: 1, b: 2, part: null },
      { part: null, b: 2, a: 1 },
      { b: 2, a: 1, later: 3, part: { x: 4 } },
    ];
    expect(jsonOf.of(rowsOf(...rows)).map((json) => JSON.parse(textOf(json) ?? '') as object)).toEqual([
      { first: 1, 'a name with "quotes"': 2, part: null, later: null },
      { first: 1, 'a name with "quotes"': 2, part: null, later: null },
      { first: 1, 'a name with "quotes"': 2, part: { inner: 4 }, later: 3 },
    ]);
  });

  test('exceptions are told by the fields they are known by, whether these are sent or not', () => {
    const jsonOf = createJsonOfRows([{ name: 'a', from: 'a' }], {
      by: ['kind', 'a'],
      isOne: (row) => row.isText('kind', 'odd') || row.isNothing('a'),
    });
    const rows = [
      { a: 1, kind: 'odd' },
      { a: 1, kind: 'odder' },
      { a: null, kind: 'x' },
      { kind: 1, a: 2 },
    ];
    expect(jsonOf.of(rowsOf(...rows)).map(textOf)).toEqual([null, '{"a":1}', null, '{"a":2}']);
  });
});
