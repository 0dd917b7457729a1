/** Called for every place of every pattern: which of the list, and where it begins. */
export type PatternVisit = (pattern: number, from: number) => void;
/** Goes through a text once for many patterns. */
export type PatternScanner = (text: string, visit: PatternVisit) => void;

/** Of the table over the first two characters: a bit for each of a million pairs, 128 kB. */
const PAIRS = 2 ** 20;

/**
 * Finds every place of many patterns of two characters or more, overlapping ones too. A bitmap over two characters
 * tells at most places that nothing begins there; what remains is looked up by these two. The work grows with the
 * text and hardly with the patterns: 15,000 of them cost as much as the trie that is the floor (`npm run
 * bench:wording`).
 */
export function createPatternScanner(patterns: readonly string[]): PatternScanner {
  const bits = new Uint8Array(PAIRS / 8);
  const starting = new Map<number, number[]>();
  patterns.forEach((pattern, index) => {
    if (pattern.length < 2) return;
    const [first, second] = [pattern.charCodeAt(0), pattern.charCodeAt(1)];
    const slot = slotOf(first, second);
    bits[slot >> 3] = (bits[slot >> 3] ?? 0) | (1 << (slot & 7));
    const key = first * 65_536 + second;
    const bucket = starting.get(key);
    if (bucket === undefined) starting.set(key, [index]);
    else bucket.push(index);
  });
  return (text, visit) => {
    let second = text.charCodeAt(0);
    for (let at = 0; at < text.length - 1; at += 1) {
      const first = second;
      second = text.charCodeAt(at + 1);
      const slot = slotOf(first, second);
      if (((bits[slot >> 3] ?? 0) & (1 << (slot & 7))) === 0) continue;
      const bucket = starting.get(first * 65_536 + second);
      if (bucket === undefined) continue;
      for (const index of bucket) if (text.startsWith(patterns[index] ?? '', at)) visit(index, at);
    }
  };
}

function slotOf(first: number, second: number): number {
  return (Math.imul(first, 0x9e3b) ^ second) & (PAIRS - 1);
}
