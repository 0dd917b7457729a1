/** What tells how a character sounds and how it is written; both come with a public list. */
export interface CharacterFacts {
  /** Its readings without tones, e.g. `zhong`, `chong`; empty: not known. */
  readonly readingsOf: (character: string) => readonly string[];
  /** Its strokes in order, one letter each; empty: not known. */
  readonly strokesOf: (character: string) => string;
}

/** `sound`: one reading is the same; `near-sound`: mixed up in speech (zh and z, ing and in); `shape`: strokes. */
export type Likeness = 'sound' | 'near-sound' | 'shape';

/** How one character may be taken for another by ear or by eye; null: it is not. */
export type LikenessOf = (one: string, other: string) => Likeness | null;

/** Fewer strokes say too little: nearly everything is like a character of two. */
const LEAST_STROKES = 3;
const LEAST_PART_STROKES = 4;
const MOST_ADDED_STROKES = 5;

/** Tells the likeness of two characters; what is looked up of a character is kept. */
export function createLikeness({ readingsOf, strokesOf }: CharacterFacts): LikenessOf {
  const kept = new Map<
    string,
    { readonly readings: readonly string[]; readonly near: readonly string[]; readonly strokes: string }
  >();
  const facts = (character: string) => {
    const before = kept.get(character);
    if (before !== undefined) return before;
    const readings = readingsOf(character);
    const found = { readings, near: readings.map(foldSound), strokes: strokesOf(character) };
    kept.set(character, found);
    return found;
  };
  return (one, other) => {
    if (one === other) return null;
    const [a, b] = [facts(one), facts(other)];
    if (a.readings.some((reading) => b.readings.includes(reading))) return 'sound';
    if (isAlike(a.strokes, b.strokes)) return 'shape';
    return a.near.some((reading) => b.near.includes(reading)) ? 'near-sound' : null;
  };
}

function foldSound(reading: string): string {
  return reading
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?=[aeiou])/, 'l')
    .replace(/ng$/, 'n');
}

/** One stroke differs, two from eight strokes on; or one character is the other with few strokes before or behind. */
function isAlike(one: string, other: string): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  if (shorter.length < LEAST_STROKES) return false;
  const added = longer.length - shorter.length;
  if (shorter.length >= LEAST_PART_STROKES && added <= MOST_ADDED_STROKES)
    if (longer.endsWith(shorter) || longer.startsWith(shorter)) return true;
  const allowed = longer.length < 8 ? 1 : 2;
  return added <= allowed && isWithin(shorter, longer, allowed);
}

/** Whether at most `allowed` strokes are put in, left out or changed. */
function isWithin(one: string, other: string, allowed: number): boolean {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  if (at === one.length && at === other.length) return true;
  if (allowed === 0) return false;
  const [rest, otherRest] = [one.slice(at), other.slice(at)];
  return (
    isWithin(rest.slice(1), otherRest.slice(1), allowed - 1) ||
    isWithin(rest, otherRest.slice(1), allowed - 1) ||
    isWithin(rest.slice(1), otherRest, allowed - 1)
  );
}
