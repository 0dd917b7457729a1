import fc from 'fast-check';
import { createPatternScanner } from '../../../src/domain/content/patternScanner';

const word = fc.string({ unit: fc.constantFrom('政', '务', '公', '开', 'a'), minLength: 2, maxLength: 4 });

describe('createPatternScanner', () => {
  test('finds what looking for each pattern at each place finds, overlapping ones too', () => {
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 12 }),
        fc.string({ unit: fc.constantFrom('政', '务', '公', '开', 'a') }),
        (patterns, text) => {
          const found: string[] = [];
          createPatternScanner(patterns)(text, (pattern, from) => found.push(`${pattern} ${from}`));
          const expected = patterns.flatMap((pattern, index) =>
            [...text].flatMap((_, from) => (text.startsWith(pattern, from) ? [`${index} ${from}`] : [])),
          );
          expect(found.sort()).toEqual(expected.sort());
        },
      ),
    );
  });
});
