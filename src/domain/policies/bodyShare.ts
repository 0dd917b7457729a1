import { foldAlone } from './normaliseTitle';

const SHINGLE_CHARS = 4;
/**
 * Two bodies this long or longer say more together than their titles do; a shorter text is an excerpt or an
 * announcement.
 */
export const WHOLE_TEXT_CHARS = 200;
const EXCERPT_CHARS = 60;
const MAX_CHARS = 60_000;

/**
 * From here on a text is the same one, edited by a few per cent at most (1 % edited: 0.91 and more); from there on it
 * was adapted and a person has to look; below it is another document (the most alike of 135 real regulations share
 * 0.32).
 */
export const SAME_TEXT_FROM = 0.8;
export const ADAPTED_TEXT_FROM = 0.4;

/**
 * The comparable part of a body: letters and digits, folded as titles are; signs and spacing say nothing about what a
 * text says.
 */
export function foldBody(text: string): string {
  return foldAlone(text.slice(0, MAX_CHARS)).replace(/[^\p{L}\p{N}]/gu, '');
}

/** An original prepared once and compared with many posts. */
export interface PreparedBody {
  readonly chars: number;
  readonly shingles: ReadonlySet<string>;
}

export function prepareBody(body: string): PreparedBody {
  const folded = foldBody(body);
  const shingles = new Set<string>();
  for (let at = 0; at + SHINGLE_CHARS <= folded.length; at += 1) shingles.add(folded.slice(at, at + SHINGLE_CHARS));
  return { chars: folded.length, shingles };
}

/**
 * The share of a folded text's (`foldBody`) runs of four characters that stand in the original: 1 for a part of it,
 * near 0 for another document. Null where one of the two is too short to be compared. It never sees one changed number:
 * see
 * `changedFigure`.
 */
export function shareOf(folded: string, original: PreparedBody): number | null {
  if (original.chars < EXCERPT_CHARS || folded.length < EXCERPT_CHARS) return null;
  let found = 0;
  const all = folded.length - SHINGLE_CHARS + 1;
  for (let at = 0; at < all; at += 1) if (original.shingles.has(folded.slice(at, at + SHINGLE_CHARS))) found += 1;
  return found / all;
}
