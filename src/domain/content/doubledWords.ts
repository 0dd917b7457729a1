import type { FoundPlace } from './contentHit';

/** Words that join others and never stand twice in a row; found by what may not stand beside them. */
const DOUBLED: readonly (readonly [RegExp, string])[] = [
  [/(?<![目标有打中的])的的(?!确|士|[的])/g, '的'],
  [/(?<![为除不到罢])了了(?![解却然结断事不账得])/g, '了'],
  [/(以及|关于|按照|根据|并且|因为|所以|但是|应当|为了|或者|对于|由于|如果|进行|我们|他们)\1/g, '$1'],
];

/** Function words written twice by mistake (的的, 关于关于). The source is the dictionary: they are not doubled. */
export function doubledWords(text: string): readonly FoundPlace[] {
  return DOUBLED.flatMap(([pattern, right]) =>
    [...text.matchAll(pattern)].map(({ 0: words, 1: word, index }) => ({
      from: index,
      to: index + words.length,
      suggestion: right === '$1' ? (word ?? null) : right,
    })),
  );
}
