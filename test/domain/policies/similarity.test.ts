import { similarity } from '../../../src/domain/policies/similarity';

describe('similarity', () => {
  test.each([
    ['', '', 1],
    ['abc', 'abc', 1],
    ['abc', 'abd', 2 / 3],
    ['abc', '', 0],
    ['国务院关于甲', '国务院关于乙', 5 / 6],
  ])('of %j and %j is %p, either way', (one, other, expected) => {
    expect(similarity(one, other)).toBeCloseTo(expected, 10);
    expect(similarity(other, one)).toBe(similarity(one, other));
  });
});
