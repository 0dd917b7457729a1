import { hashOf, type Lexicon } from './lexicon';

/** Calls for every word that is as the text between two places but for the character at `gap`, with its count. */
export type WordsButFor = (
  text: string,
  place: { readonly from: number; readonly to: number; readonly gap: number },
  visit: (word: string, count: number) => void,
) => void;

const NONE = 0;

/**
 * An index of words with one character left out, of those of `leastChars` to `mostChars` that stand in texts at least
 * `leastCount` times. Chained in arrays of numbers: 230,000 gaps take 4 MB.
 */
export function indexGappedWords(
  lexicon: Lexicon,
  { leastCount, leastChars, mostChars }: Readonly<Record<'leastCount' | 'leastChars' | 'mostChars', number>>,
): WordsButFor {
  const words: string[] = [];
  const counts: number[] = [];
  let gaps = 0;
  lexicon.forEach((word, count) => {
    if (count < leastCount || word.length < leastChars || word.length > mostChars) return;
    words.push(word);
    counts.push(count);
    gaps += word.length;
  });
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, gaps)));
  const heads = new Uint32Array(size);
  const nexts = new Uint32Array(gaps + 1);
  const owners = new Uint32Array(gaps + 1);
  let entry = NONE;
  words.forEach((word, index) => {
    for (let gap = 0; gap < word.length; gap += 1) {
      entry += 1;
      const bucket = hashAround(word, { from: 0, to: word.length, gap }) & (size - 1);
      owners[entry] = index;
      nexts[entry] = heads[bucket] ?? NONE;
      heads[bucket] = entry;
    }
  });
  return (text, place, visit) => {
    const { from, to, gap } = place;
    let at = heads[hashAround(text, place) & (size - 1)] ?? NONE;
    for (; at !== NONE; at = nexts[at] ?? NONE) {
      const index = owners[at] ?? 0;
      const word = words[index] ?? '';
      if (word.length === to - from && isSameBut(word, text, { from, gap })) visit(word, counts[index] ?? 0);
    }
  };
}

type Place = Readonly<Record<'from' | 'to' | 'gap', number>>;

function hashAround(text: string, { from, to, gap }: Place): number {
  return (hashOf(text, from, gap) ^ Math.imul(hashOf(text, gap + 1, to), 31) ^ (gap - from)) >>> 0;
}

function isSameBut(word: string, text: string, { from, gap }: Pick<Place, 'from' | 'gap'>): boolean {
  for (let at = 0; at < word.length; at += 1)
    if (at !== gap - from && word.charCodeAt(at) !== text.charCodeAt(from + at)) return false;
  return true;
}
