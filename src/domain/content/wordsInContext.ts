import { maskPersonalData } from '../privacy/maskPersonalData';
import type { FoundPlace } from './contentHit';

/** The words found with what stands around them, to be shown with a mark. */
export interface WordsInContext {
  readonly before: string;
  readonly words: string;
  readonly after: string;
}

const CONTEXT_CHARS = 12;

/** Masked as a whole and then cut: a number that an excerpt cuts through is hidden all the same. */
export function wordsInContext(text: string, { from, to }: Pick<FoundPlace, 'from' | 'to'>): WordsInContext {
  const masked = maskPersonalData(text);
  return {
    before: masked.slice(Math.max(0, from - CONTEXT_CHARS), from),
    words: masked.slice(from, to),
    after: masked.slice(to, to + CONTEXT_CHARS),
  };
}
