import fc from 'fast-check';
import { decodeDocument } from '../src/bson/decodeDocument';
import { encodeDocument } from '../src/bson/encodeDocument';
import { compareValues } from '../src/bson/valueOrder';
import { encodeTuple, encodeValue } from '../src/keys/encodeKey';
import { anyScalar, anyValue } from './arbitraries';

describe('index keys', () => {
  test('order as the values they stand for, upwards and downwards', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        const order = Math.sign(compareValues(a, b));
        expect(Math.sign(Buffer.compare(encodeValue(a), encodeValue(b)))).toBe(order);
        expect(Math.sign(Buffer.compare(encodeValue(a, true), encodeValue(b, true)))).toBe(-order || 0);
      }),
      { numRuns: 5_000 },
    );
  });

  test('order as tuples, the first difference deciding', () => {
    const pair = fc.tuple(anyScalar, anyScalar);
    fc.assert(
      fc.property(pair, pair, fc.tuple(fc.constantFrom(1, -1), fc.constantFrom(1, -1)), (a, b, directions) => {
        const order =
          Math.sign(compareValues(a[0], b[0]) * directions[0]) || Math.sign(compareValues(a[1], b[1]) * directions[1]);
        expect(Math.sign(Buffer.compare(encodeTuple(a, directions), encodeTuple(b, directions)))).toBe(order || 0);
      }),
      { numRuns: 3_000 },
    );
  });

  test('keep the order of long texts', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 0, maxLength: 3 }),
        fc.string({ minLength: 0, maxLength: 3 }),
        fc.nat(3_000),
        (a, b, length) => {
          const [left, right] = ['文'.repeat(length) + a, '文'.repeat(length) + b];
          expect(Math.sign(Buffer.compare(encodeValue(left), encodeValue(right)))).toBe(
            Math.sign(compareValues(left, right)),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('comparison', () => {
  test('is a total order', () => {
    fc.assert(
      fc.property(anyValue, anyValue, anyValue, (a, b, c) => {
        expect(compareValues(a, a)).toBe(0);
        expect(Math.sign(compareValues(a, b))).toBe(-Math.sign(compareValues(b, a)) || 0);
        if (compareValues(a, b) <= 0 && compareValues(b, c) <= 0) expect(compareValues(a, c)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('decodeDocument', () => {
  test('gives values that encode to the very same bytes', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const bytes = encodeDocument({ value });
        expect(Buffer.compare(encodeDocument(decodeDocument(bytes)), bytes)).toBe(0);
      }),
      { numRuns: 3_000 },
    );
  });

  test('reads only the fields asked for, as it reads them among all', () => {
    fc.assert(
      fc.property(anyValue, anyValue, anyValue, (a, b, c) => {
        const bytes = encodeDocument({ a, b, c });
        const { b: whole } = decodeDocument(bytes);
        expect(Object.keys(decodeDocument(bytes, new Set(['b', 'nowhere'])))).toEqual(['b']);
        expect(encodeDocument({ b: decodeDocument(bytes, new Set(['b']))['b'] })).toEqual(encodeDocument({ b: whole }));
      }),
      { numRuns: 1_000 },
    );
  });

  test('refuses bytes that are cut, or whose lengths are wrong, with an error and not with rubbish', () => {
    fc.assert(
      fc.property(anyValue, fc.nat(200), fc.nat(255), (value, at, byte) => {
        const bytes = Buffer.from(encodeDocument({ value, z: 1 }));
        expect(() => decodeDocument(bytes.subarray(0, at % bytes.length))).toThrow();
        bytes[at % bytes.length] = byte;
        try {
          decodeDocument(bytes);
        } catch (error) {
          expect(['CommandError', 'RangeError', 'BSONError']).toContain((error as Error).name);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
