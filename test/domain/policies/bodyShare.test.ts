import { foldBody, prepareBody, shareOf } from '../../../src/domain/policies/bodyShare';

/** So many different characters, no run of which stands twice. */
const textOf = (chars: number, from = 0x4e00): string =>
  Array.from({ length: chars }, (_, index) => String.fromCharCode(from + index)).join('');
const share = (text: string, original: string): number | null => shareOf(foldBody(text), prepareBody(original));

describe('the comparable part of a body', () => {
  test('is its letters and digits; signs, spacing and width say nothing', () => {
    expect(foldBody('第一条　为促进Ａ、Ｂ类 企业（2026年）发展。')).toBe('第一条为促进ab类企业2026年发展');
  });

  test('is at most sixty thousand characters of it', () => {
    expect(foldBody('字'.repeat(60_001))).toHaveLength(60_000);
  });
});

describe('an original', () => {
  test('is known by its runs of four characters, the last one included', () => {
    expect(prepareBody('甲乙丙丁戊')).toEqual({ chars: 5, shingles: new Set(['甲乙丙丁', '乙丙丁戊']) });
    expect(prepareBody('甲乙丙')).toEqual({ chars: 3, shingles: new Set() });
  });
});

describe('the share of a text that stands in the original', () => {
  const original = textOf(120);
  test('is 1 for a part of it, and 0 for another text', () => {
    expect(share(original.slice(20, 90), original)).toBe(1);
    expect(share(textOf(120, 0x5e00), original)).toBe(0);
  });

  test('counts each run: one changed character of a hundred touches four runs', () => {
    expect(share(`${original.slice(0, 50)}异${original.slice(51, 103)}`, original)).toBe(96 / 100);
    // At the very end it touches one.
    expect(share(`${original.slice(0, 102)}异`, original)).toBe(99 / 100);
  });

  test('is not told where one of the two has less than sixty characters', () => {
    expect(share(original.slice(0, 60), original)).toBe(1);
    expect(share(original.slice(0, 59), original)).toBeNull();
    expect(share(original, original.slice(0, 60))).not.toBeNull();
    expect(share(original, original.slice(0, 59))).toBeNull();
  });
});
