/** A text in the form titles are compared in, with the place in the original that each character comes from. */
export interface FoldedText {
  readonly folded: string;
  readonly rawAt: readonly number[];
}

/**
 * White space, characters without width or that turn the direction around, quotation marks, book-title marks and middle
 * dots: printers set them, authors do not mean them.
 */
const DROPPED =
  /[\s\u061C\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\u00AD"'`´“”„‟‘’‚‛«»‹›「」『』﹁﹂﹃﹄〝〞《》〈〉<>·•・‧∙]/u;
const DASHES = /[-‐‑‒–—―─━−~∼〜]/u;
const OPENING = /[([{【〔〖]/u;
const CLOSING = /[)\]}】〕〗]/u;

/**
 * The form in which titles are compared: width, case, spacing, quotation marks, book-title marks, dashes and kinds of
 * brackets do not matter; every letter, digit and other sign does. Two editions that differ in a year or （修订） stay
 * different.
 */
export function normaliseTitle(title: string): string {
  const folded = foldAlone(title);
  let end = folded.length;
  while (end > 0 && (folded[end - 1] === '。' || folded[end - 1] === '.')) end -= 1;
  return folded.slice(0, end);
}

/**
 * The same folding for a longer text. Works character by character, so that a title folds alike alone and within a
 * text.
 */
export function foldText(text: string): FoldedText {
  const rawAt: number[] = [];
  return { folded: fold(text, rawAt), rawAt };
}

/** As `foldText`, where nobody asks for the places in the original. */
export function foldAlone(text: string): string {
  return fold(text, null);
}

function fold(text: string, rawAt: number[] | null): string {
  // Parts are joined once, and the last character is kept beside them: asking a string that grows for its end makes it
  // one piece again each time, which costs the square of its length.
  const parts: string[] = [];
  let last: string | undefined;
  for (let at = 0; at < text.length;) {
    const from = at;
    while (at < text.length && isPlain(text.charCodeAt(at))) {
      rawAt?.push(at);
      at += 1;
    }
    if (at > from) {
      parts.push(text.slice(from, at));
      last = text[at - 1];
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const plain = joinDashes(foldCharacter(character), last);
    for (let index = 0; index < plain.length; index += 1) rawAt?.push(at);
    if (plain !== '') {
      parts.push(plain);
      last = plain.at(-1);
    }
    at += character.length;
  }
  return parts.join('');
}

/**
 * Han, digits and small Latin letters fold to themselves; almost every character of a title is one, and asking Unicode
 * about each costs ten times as much.
 */
function isPlain(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a);
}

/** What signs, spaces and wide letters fold to, kept: a text has the same few of them again and again. */
const known = new Map<string, string>();
/** Scripts' own letters are too many to be kept. */
const isKept = (code: number): boolean => code < 0x3100 || code >= 0xff00;

function foldCharacter(character: string): string {
  const kept = known.get(character);
  if (kept !== undefined) return kept;
  let folded = '';
  for (const plain of character.normalize('NFKC').toLowerCase().normalize('NFKC')) {
    if (DROPPED.test(plain)) continue;
    folded += DASHES.test(plain) ? '-' : OPENING.test(plain) ? '(' : CLOSING.test(plain) ? ')' : plain;
  }
  if (character.length === 1 && isKept(character.charCodeAt(0))) known.set(character, folded);
  return folded;
}

/** A dash of several strokes is one dash. */
function joinDashes(folded: string, before: string | undefined): string {
  if (!folded.includes('-')) return folded;
  let joined = '';
  for (const sign of folded) if (sign !== '-' || (joined.at(-1) ?? before) !== '-') joined += sign;
  return joined;
}
