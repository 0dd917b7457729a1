import { editDistance } from './text/editDistance';

/**
 * The candidate nearest to a mistyped word, or null when none is near (more than a third of the letters differ).
 * Used wherever an unknown key or field is refused, so that the refusal names the likely intention.
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
