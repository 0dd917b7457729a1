/**
 * Signs that nobody sees and that change what is seen or compared: controls but for breaks and tabs, soft hyphens, signs
 * that turn the direction of writing around (U+202E and its kin), blanks without width, fillers, annotations and tags.
 */
const DECEPTIVE =
  /[\0-\x08\v\f\x0E-\x1F\x7F-\x9F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}]/gu;
/** Tags spell out the flags of regions behind a black flag; elsewhere they hide a text. */
const TAGS = /\u{1F3F4}[\u{E0020}-\u{E007F}]+|[\u{E0000}-\u{E007F}]/gu;
/** Joiners make one picture of several, and join or part letters of scripts that are joined; elsewhere they hide. */
const JOINERS = /[\u200C\u200D]/gu;
const JOINS_BEHIND =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F\p{sc=Arab}\p{sc=Syrc}\p{sc=Mong}\p{sc=Deva}\p{sc=Beng}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}\p{sc=Tibt}]$/u;

/**
 * A title or name as it is read: without signs that nobody sees and that could make it look like another one, or turn
 * what is written beside it around. Pictures that are joined of several, flags and scripts that are joined stay whole.
 */
export function visibleText(text: string): string {
  return text
    .replace(DECEPTIVE, '')
    .replace(TAGS, (found) => (found.length > TAG_LENGTH ? found : ''))
    .replace(JOINERS, (joiner, at: number, whole: string) =>
      JOINS_BEHIND.test(whole.slice(Math.max(0, at - 2), at)) ? joiner : '',
    );
}
/** Of a tag alone, in code units. */
const TAG_LENGTH = 2;
