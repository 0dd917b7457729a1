/** A text in the form titles are compared in, with the place in the original that each character comes from. */
export interface FoldedText {
  readonly folded: string;
  readonly rawAt: readonly number[];
}

/**
 * White space, zero-width characters, quotation marks, book-title marks and middle dots: printers set them, authors do
 * not mean them.
 */
const DROPPED = /[\s\u200B-\u200F\u2060\uFEFF\u00AD"'`´“”„‟‘’‚‛«»‹›「」『』﹁﹂﹃﹄〝〞《》〈〉<>·•・‧∙]/u;
const DASHES = /[-‐‑‒–—―─━−~∼〜]/u;
const OPENING = /[([{【〔〖]/u;
const CLOSING = /[)\]}】〕〗]/u;

/**
 * The form in which titles are compared: width, case, spacing, quotation marks, book-title marks, dashes and kinds of
 * brackets do not matter; every letter, digit and other sign does. Two editions that differ in a year or （修订） stay
 * different.
 */
export function normaliseTitle(title: string): string {
  const { folded } = foldText(title);
  let end = folded.length;
  while (end > 0 && (folded[end - 1] === '。' || folded[end - 1] === '.')) end -= 1;
  return folded.slice(0, end);
}

/**
 * The same folding for a longer text. Works character by character, so that a title folds alike alone and within a
 * text.
 */
export function foldText(text: string): FoldedText {
  // Parts are joined once, and the last character is kept beside them: asking a string that grows for its end makes it
  // one piece again each time, which costs the square of its length.
  const parts: string[] = [];
  let last: string | undefined;
  const rawAt: number[] = [];
  for (let at = 0; at < text.length;) {
    if (isPlain(text.charCodeAt(at))) {
      last = text[at] ?? '';
      parts.push(last);
      rawAt.push(at);
      at += 1;
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const plain = foldCharacter(character, last);
    for (let index = 0; index < plain.length; index += 1) rawAt.push(at);
    if (plain !== '') {
      parts.push(plain);
      last = plain.at(-1);
    }
    at += character.length;
  }
  return { folded: parts.join(''), rawAt };
}

/**
 * Han, digits and small Latin letters fold to themselves; almost every character of a title is one, and asking Unicode
 * about each costs ten times as much.
 */
function isPlain(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a);
}

function foldCharacter(character: string, before: string | undefined): string {
  let folded = '';
  for (const plain of character.normalize('NFKC').toLowerCase().normalize('NFKC')) {
    if (DROPPED.test(plain)) continue;
    if (!DASHES.test(plain)) folded += OPENING.test(plain) ? '(' : CLOSING.test(plain) ? ')' : plain;
    // A dash of several strokes is one dash.
    else if ((folded.at(-1) ?? before) !== '-') folded += '-';
  }
  return folded;
}
