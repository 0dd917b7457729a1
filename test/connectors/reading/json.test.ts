import { asInteger, asList, asRecord, asText, parseJson } from '../../../src/connectors/reading/json';
import { cpuMsOf } from '../support/cpuTime';

describe('parseJson', () => {
  test('keeps every digit of long integers, as text', () => {
    expect(parseJson('{"id":5236789012345678901,"next_cursor":-99999999999999999,"small":12}')).toEqual({
      id: '5236789012345678901',
      next_cursor: '-99999999999999999',
      small: 12,
    });
  });

  test('leaves safe integers, decimals, exponents and text alone', () => {
    const text =
      '{"a":9007199254740991,"b":0.12345678901234567,"c":1e21,"d":"id 52367890123456789","e":"\\"52367890123456789\\\\","f":[12345678901234567.5]}';
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  test('takes a byte order mark off', () => {
    expect(parseJson('\ufeff[1]')).toEqual([1]);
  });

  test.each(['<html></html>', '', '{"a":', 'undefined'])('is undefined for what is no JSON: %p', (text) => {
    expect(parseJson(text)).toBeUndefined();
  });

  test('reads a long text within two seconds of work', async () => {
    const text = JSON.stringify({ a: 'x\\"'.repeat(1_000_000), id: 1 });
    let parsed: unknown;
    expect(
      await cpuMsOf(() => {
        parsed = parseJson(text);
      }),
    ).toBeLessThan(2000);
    expect(asRecord(parsed)?.['id']).toBe(1);
  });
});

test('shapes are read strictly: what is something else is null', () => {
  expect([asRecord([]), asRecord(null), asRecord('x'), asList({}), asList('x')]).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
  expect([asText(''), asText(Number.NaN), asText({}), asText(null), asText(12), asText('x')]).toEqual([
    null,
    null,
    null,
    null,
    '12',
    'x',
  ]);
  expect([
    asInteger('21327'),
    asInteger(21327),
    asInteger('-100'),
    asInteger('1.5'),
    asInteger(1.5),
    asInteger('9'.repeat(20)),
    asInteger(''),
    asInteger(null),
  ]).toEqual([21327, 21327, -100, null, null, null, null, null]);
});
