import fs from 'node:fs';
import order from 'cnchar-order';
import { pinyin } from 'pinyin-pro';
import { indexGappedWords } from '../domain/content/gappedWords';
import { createLexicon } from '../domain/content/lexicon';
import { createLikeness } from '../domain/content/likeCharacters';
import type { WordKnowledge } from '../domain/content/wrongCharacters';

/** Words that are offered for what is written stand in texts at least this often. */
const LEAST_COUNT = 20;
const WORD_CHARS = { leastChars: 2, mostChars: 6 } as const;

/**
 * Words and their counts from jieba's dictionary (MIT, 349,045 entries), readings from pinyin-pro (MIT), strokes from
 * cnchar-order (MIT, 6,939 characters).
 */
export function loadWordKnowledge(): WordKnowledge {
  const lexicon = createLexicon(fs.readFileSync(require.resolve('@node-rs/jieba/dict.txt'), 'utf8'));
  const strokes = (order as unknown as { readonly dict: { readonly orders: Readonly<Record<string, string>> } }).dict
    .orders;
  return {
    lexicon,
    wordsButFor: indexGappedWords(lexicon, { leastCount: LEAST_COUNT, ...WORD_CHARS }),
    likenessOf: createLikeness({
      readingsOf: (character) => pinyin(character, { toneType: 'none', type: 'array', multiple: true }),
      strokesOf: (character) => strokes[character] ?? '',
    }),
  };
}
