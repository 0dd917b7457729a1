/** A stream of draws that depends on its parts alone, so that the invented past is the same at every start. */
export interface Draw {
  /** In [0, 1). */
  fraction(): number;
  /** A whole number in [from, to], both included. */
  whole(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
}

/** Looked up once: these run for every character of every page. */
const { imul } = Math;

/** 32-bit FNV-1a with a final avalanche: neighbouring texts must not give neighbouring streams. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash ^= text.charCodeAt(i);
    hash = imul(hash, 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The draw for a seed and a list of parts; equal arguments give equal streams. */
export function drawFor(...parts: readonly (string | number)[]): Draw {
  let state = hashText(parts.join('|'));
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const whole = (from: number, to: number): number => from + Math.floor(fraction() * (to - from + 1));
  return {
    fraction,
    whole,
    chance: (probability) => fraction() < probability,
    pick: (from) => {
      const chosen = from[whole(0, from.length - 1)];
      if (chosen === undefined) throw new RangeError('nothing to pick from');
      return chosen;
    },
  };
}

/** `length` letters of an alphabet, fixed by the parts: ids and tokens that look like the platforms' own. */
export function spellCode(alphabet: string, length: number, ...parts: readonly (string | number)[]): string {
  const draw = drawFor('code', ...parts);
  let code = '';
  while (code.length < length) code += alphabet.charAt(draw.whole(0, alphabet.length - 1));
  return code;
}

export const HEX = '0123456789abcdef';
export const LETTERS_AND_DIGITS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
