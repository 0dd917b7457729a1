import fc from 'fast-check';
import { nearest } from '../../../src/domain/nearest';
import { editDistance } from '../../../src/domain/text/editDistance';

describe('the edit distance', () => {
  test.each([
    ['', '', 0],
    ['', '通知', 2],
    ['通知', '', 2],
    ['通知', '通知', 0],
    ['通知', '通告', 1],
    ['通知', '的通知', 1],
    ['的通知', '通知', 1],
    ['ab', 'ba', 2],
    ['kitten', 'sitting', 3],
  ])('from %j to %j is %i', (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance);
  });

  test('is the same in both directions, never more than the longer text, and goes no detour', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(text, text, text, (one, other, third) => {
        const distance = editDistance(one, other);
        expect(editDistance(other, one)).toBe(distance);
        expect(distance).toBeLessThanOrEqual(Math.max(one.length, other.length));
        expect(distance).toBeLessThanOrEqual(editDistance(one, third) + editDistance(third, other));
      }),
    );
  });
});

describe('the nearest known word', () => {
  test('differs in a third of the letters at most, and in one at least of a short word', () => {
    expect(nearest('warndays', ['warnDays', 'breachDays'])).toBe('warnDays');
    expect(nearest('abcdef', ['abcdxy'])).toBe('abcdxy');
    expect(nearest('abcdef', ['abcxyz'])).toBeNull();
    expect(nearest('ab', ['ax'])).toBe('ax');
    expect(nearest('ab', ['xy'])).toBeNull();
  });

  test('is the first of two that are equally near, and none where nothing is known', () => {
    expect(nearest('days', ['dayz', 'dazs'])).toBe('dayz');
    expect(nearest('days', ['dxyz', 'dayz'])).toBe('dayz');
    expect(nearest('days', [])).toBeNull();
  });
});
