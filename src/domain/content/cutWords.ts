import type { Lexicon } from './lexicon';

/** A word of a text, and how unlikely it is (the negative logarithm of its share of all words). */
export interface CutWord {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly cost: number;
}

/** A character the dictionary does not have counts as seen half a time. */
const UNSEEN = 0.5;

export function costOf(count: number, lexicon: Lexicon): number {
  return Math.log(lexicon.totalCount) - Math.log(count === 0 ? UNSEEN : count);
}

/** A run of Chinese characters cut into words so that the words together are likeliest. Grows with the length. */
export function cutWords(run: string, lexicon: Lexicon): readonly CutWord[] {
  const best = new Float64Array(run.length + 1).fill(Number.POSITIVE_INFINITY);
  const before = new Int32Array(run.length + 1);
  best[0] = 0;
  for (let from = 0; from < run.length; from += 1) {
    for (let to = from + 1; to <= Math.min(run.length, from + lexicon.longestChars); to += 1) {
      const count = lexicon.countAt(run, from, to);
      if (count === 0 && to > from + 1) continue;
      const cost = (best[from] ?? 0) + costOf(count, lexicon);
      if (cost >= (best[to] ?? 0)) continue;
      best[to] = cost;
      before[to] = from;
    }
  }
  const words: CutWord[] = [];
  for (let to = run.length; to > 0; to = before[to] ?? 0) {
    const from = before[to] ?? 0;
    words.unshift({ from, to, cost: (best[to] ?? 0) - (best[from] ?? 0) });
  }
  return words;
}
