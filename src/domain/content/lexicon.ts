/** The words of a language and how often each stands in its texts. */
export interface Lexicon {
  /** How often the word of `text` between the two places (the second exclusive) stands in texts; 0: it is no word. */
  readonly countAt: (text: string, from: number, to: number) => number;
  /** Calls for every word; the order is that of the list. */
  readonly forEach: (visit: (word: string, count: number) => void) => void;
  readonly longestChars: number;
  /** Of all words together. */
  readonly totalCount: number;
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** Longer entries are names and sayings; no wrong character is found by them that a shorter word would not show. */
const LONGEST_CHARS = 8;
const HAN = /^[\u4e00-\u9fff]+$/;

/**
 * Reads a list of words, one a line: the word, a blank, its count (the form of jieba's dictionary; what follows is not
 * read). Kept as one text and three arrays of numbers, some 10 MB for 350,000 words, where a `Map` takes 45.
 */
export function createLexicon(list: string): Lexicon {
  const { text, starts, counts } = readWords(list);
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, counts.length * 2)));
  const table = new Uint32Array(size);
  for (let word = 0; word < counts.length; word += 1) {
    let slot = hashOf(text, starts[word] ?? 0, starts[word + 1] ?? 0) & (size - 1);
    while (table[slot] !== 0) slot = (slot + 1) & (size - 1);
    table[slot] = word + 1;
  }
  const isWord = (word: number, other: string, [from, to]: readonly [number, number]): boolean => {
    const start = starts[word] ?? 0;
    if ((starts[word + 1] ?? 0) - start !== to - from) return false;
    for (let at = 0; at < to - from; at += 1)
      if (text.charCodeAt(start + at) !== other.charCodeAt(from + at)) return false;
    return true;
  };
  return {
    countAt: (other, from, to) => {
      for (let slot = hashOf(other, from, to) & (size - 1); ; slot = (slot + 1) & (size - 1)) {
        const word = (table[slot] ?? 0) - 1;
        if (word < 0) return 0;
        if (isWord(word, other, [from, to])) return counts[word] ?? 0;
      }
    },
    forEach: (visit) => counts.forEach((count, word) => visit(text.slice(starts[word], starts[word + 1]), count)),
    longestChars: LONGEST_CHARS,
    totalCount: counts.reduce((sum, count) => sum + count, 0),
  };
}

interface Words {
  readonly text: string;
  /** Where each word begins in the text; one more at the end. */
  readonly starts: Uint32Array;
  readonly counts: Uint32Array;
}

function readWords(list: string): Words {
  const words: string[] = [];
  const counts: number[] = [];
  for (const line of list.split('\n')) {
    const [word = '', count = ''] = line.split(' ');
    if (word.length > LONGEST_CHARS || !HAN.test(word) || !(Number(count) > 0)) continue;
    words.push(word);
    counts.push(Number(count));
  }
  const starts = new Uint32Array(words.length + 1);
  words.forEach((word, at) => (starts[at + 1] = (starts[at] ?? 0) + word.length));
  return { text: words.join(''), starts, counts: Uint32Array.from(counts) };
}

/** A number that differs for nearly all texts (FNV-1a, folded). */
export function hashOf(text: string, from: number, to: number): number {
  let hash = FNV_OFFSET;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return (hash ^ (hash >>> 15)) >>> 0;
}
