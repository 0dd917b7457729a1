import fc from 'fast-check';
import { decodeDocument } from '../src/bson/decodeDocument';
import { encodeDocument } from '../src/bson/encodeDocument';
import { compareValues } from '../src/bson/valueOrder';
import { encodeTuple, encodeValue } from '../src/keys/encodeKey';
import { anyScalar, anyValue } from './arbitraries';

/** Many values a run: comparing each with each costs far less than making them. */
const manyValues = fc.array(anyValue, { minLength: 40, maxLength: 40 });

/** The pairs of values for which `isRight` fails. */
function wrongPairs<T>(values: readonly T[], isRight: (a: T, b: T) => boolean): [T, T][] {
  return values.flatMap((a) => values.filter((b) => !isRight(a, b)).map((b): [T, T] => [a, b]));
}

describe('index keys', () => {
  test('order as the values they stand for, upwards and downwards', () => {
    fc.assert(
      fc.property(manyValues, (values) => {
        const keyed = values.map((value) => ({ value, up: encodeValue(value), down: encodeValue(value, true) }));
        const wrong = wrongPairs(keyed, (a, b) => {
          const order = Math.sign(compareValues(a.value, b.value));
          return Buffer.compare(a.up, b.up) === order && Buffer.compare(b.down, a.down) === order;
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('order as tuples, the first difference deciding', () => {
    const pairs = fc.array(fc.tuple(anyScalar, anyScalar), { minLength: 30, maxLength: 30 });
    const anyDirections = fc.tuple(fc.constantFrom(1, -1), fc.constantFrom(1, -1));
    fc.assert(
      fc.property(pairs, anyScalar, anyDirections, (tuples, first, directions) => {
        const withTies = [...tuples, ...tuples.slice(0, 10).map(([, second]) => [first, second])];
        const keyed = withTies.map((tuple) => ({ tuple, key: encodeTuple(tuple, directions) }));
        const wrong = wrongPairs(keyed, (a, b) => {
          const order =
            Math.sign(compareValues(a.tuple[0], b.tuple[0]) * directions[0]) ||
            Math.sign(compareValues(a.tuple[1], b.tuple[1]) * directions[1]);
          return Buffer.compare(a.key, b.key) === order;
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 40 },
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
      { numRuns: 100 },
    );
  });
});

describe('comparison', () => {
  test('is a total order', () => {
    fc.assert(
      fc.property(manyValues, (values) => {
        expect(wrongPairs(values, (a, b) => compareValues(a, a) === 0 && reversed(a, b))).toEqual([]);
        const sorted = [...values].sort(compareValues);
        const wrong = sorted.flatMap((a, i) => sorted.slice(i).filter((b) => compareValues(a, b) > 0));
        expect(wrong).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  function reversed(a: unknown, b: unknown): boolean {
    return Math.sign(compareValues(a, b)) === (-Math.sign(compareValues(b, a)) || 0);
  }
});

describe('decodeDocument', () => {
  test('gives values that encode to the very same bytes', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const bytes = encodeDocument({ value });
        expect(Buffer.compare(encodeDocument(decodeDocument(bytes)), bytes)).toBe(0);
      }),
      { numRuns: 1_000 },
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
      { numRuns: 500 },
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
      { numRuns: 1_000 },
    );
  });
});
