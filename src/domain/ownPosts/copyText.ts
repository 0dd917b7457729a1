import { foldAlone } from '../policies/normaliseTitle';
import { readChineseNumber } from '../text/chineseNumber';

/** A longer text is a book, not a post. */
const MAX_CHARS = 60_000;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
/** Pictures, their joiners, and what a platform writes in place of them: [心]. */
const PICTURES = /[\p{Extended_Pictographic}\u200B-\u200F\u2060\uFE0F\uFEFF\u{1F3FB}-\u{1F3FF}]|\[[\p{L}]{1,6}\]/gu;
const CHINESE_FIGURE =
  /(?<=第|百分之)[〇零一二三四五六七八九十百千]{1,9}|[〇零一二三四五六七八九十百千]{1,9}(?=[年月日号时点分元万亿%个名人户家件项条次倍成])/gu;

/** One sentence of an item or of a copy, in the spelling in which they are compared. */
export interface Sentence {
  readonly text: string;
  /** Without blanks and signs that printers set: what is looked for in another text. */
  readonly folded: string;
}

/**
 * The sentences of a text in one spelling: entities, width, blanks, pictures, hashtags and numerals of figures do not
 * matter any more.
 */
export function sentencesOf(text: string): readonly Sentence[] {
  return tidy(text.slice(0, MAX_CHARS))
    .split(/[。!?;\n]+/u)
    .flatMap(sentenceOf);
}

/** The parts of a sentence between commas and colons; those within figures and times part nothing. */
export function clausesOf({ text }: Sentence): readonly Sentence[] {
  return text.split(/(?<!\d)[,:]|[,:](?!\d)|、/u).flatMap(sentenceOf);
}

function sentenceOf(part: string): readonly Sentence[] {
  const text = part.trim();
  const folded = foldAlone(text);
  return folded === '' ? [] : [{ text, folded }];
}

function tidy(text: string): string {
  return text
    .replace(/&(?:#(\d{1,6})|([a-z]{2,4}));/gu, (entity, code: string | undefined, name: string | undefined) =>
      code === undefined ? (ENTITIES[name ?? ''] ?? entity) : String.fromCodePoint(Number(code)),
    )
    .normalize('NFKC')
    .replace(PICTURES, '')
    .replace(/#/gu, '')
    .replace(/(?<![A-Za-z0-9%])[^\S\n]+|[^\S\n]+(?![A-Za-z0-9])/gu, '')
    .replace(CHINESE_FIGURE, (words) => String(readChineseNumber(words) ?? words));
}
