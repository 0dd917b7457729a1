/** A text in the form titles are compared in, with the place in the original that each character comes from. */
export interface FoldedText { readonly folded: string; readonly rawAt: readonly number[] }

/** White space, zero-width characters, quotation marks, book-title marks and middle dots: printers set them, authors do not mean them. */
const DROPPED = /[\s\u200B-\u200F\u2060\uFEFF\u00AD"'`´“”„‟‘’‚‛«»‹›「」『』﹁﹂﹃﹄〝〞《》〈〉<>·•・‧∙]/u;
const DASHES = /[‐‑‒–—―─━﹣－−~～]/u;
const OPENING = /[(（[［【〔〖﹝{｛]/u;
const CLOSING = /[)）\]］】〕〗﹞}｝]/u;

/**
 * The form in which titles are compared: width, case, spacing, quotation marks, book-title marks, dashes and kinds of brackets do not
 * matter; every letter, digit and other sign does. Two editions that differ in a year or （修订） stay different.
 */
export function normaliseTitle(title: string): string {
  return foldText(title).folded.replace(/[。.]+$/u, '');
}

/** The same folding for a longer text. Works character by character, so that a title folds alike alone and within a text. */
export function foldText(text: string): FoldedText {
  let folded = '';
  const rawAt: number[] = [];
  for (let at = 0; at < text.length;) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const plain = foldCharacter(character, folded.at(-1));
    for (let index = 0; index < plain.length; index += 1) rawAt.push(at);
    folded += plain;
    at += character.length;
  }
  return { folded, rawAt };
}

function foldCharacter(character: string, before: string | undefined): string {
  if (DROPPED.test(character)) return '';
  if (DASHES.test(character)) return before === '-' ? '' : '-';
  if (OPENING.test(character)) return '(';
  if (CLOSING.test(character)) return ')';
  const wide = character.normalize('NFKC');
  return wide.length === 1 && DROPPED.test(wide) ? '' : wide.toLowerCase().replace(/\s+/g, '');
}
