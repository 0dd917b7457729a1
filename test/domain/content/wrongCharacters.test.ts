import { indexGappedWords } from '../../../src/domain/content/gappedWords';
import { createLexicon } from '../../../src/domain/content/lexicon';
import { createLikeness } from '../../../src/domain/content/likeCharacters';
import { createPatternScanner } from '../../../src/domain/content/patternScanner';
import { wrongCharacters, type WordKnowledge } from '../../../src/domain/content/wrongCharacters';

const READINGS: Readonly<Record<string, string>> = { 渠: 'qu', 区: 'qu', 道: 'dao', 查: 'zha', 渣: 'zha', 自: 'zi' };
const STROKES: Readonly<Record<string, string>> = { 术: 'jfslk', 木: 'jfsl', 院: 'xxxxx', 必: 'dyksk', 心: 'dykk' };

function knowledgeOf(words: string): WordKnowledge {
  const lexicon = createLexicon(
    words
      .split(' ')
      .map((word) => word.replace(':', ' '))
      .join('\n'),
  );
  return {
    lexicon,
    wordsButFor: indexGappedWords(lexicon, { leastCount: 20, leastChars: 2, mostChars: 6 }),
    likenessOf: createLikeness({
      readingsOf: (character) => [READINGS[character] ?? character],
      strokesOf: (character) => STROKES[character] ?? '',
    }),
  };
}

const knowledge = knowledgeOf(
  '自查:900000 渠道:900000 科学技术:90000 科学:50000 技:100 木:100 自:100 渣:2 查:50 组织:90000 要:900000',
);
const said = (text: string, terms: readonly string[] = []): string[] =>
  wrongCharacters(text, knowledge, { terms, scan: createPatternScanner(terms) }).map(
    ({ from, to, right }) => `${text.slice(from, to)}→${right}`,
  );

describe('wrongCharacters', () => {
  test('finds a character of the same sound that makes no word', () => {
    expect(said('组织自渣，')).toEqual(['自渣→自查']);
  });

  test('finds a character that is one stroke away, in a longer word', () => {
    expect(said('科学技木')).toEqual(['科学技木→科学技术']);
  });

  test('says nothing of usual words, of other characters and of what is a known term', () => {
    expect(said('组织自查')).toEqual([]);
    expect(said('组织自丙')).toEqual([]);
    expect(said('组织自渣', ['自渣'])).toEqual([]);
  });

  test('takes what is written three times in one text for a name', () => {
    expect(said('组织自渣。组织自渣。')).toHaveLength(2);
    expect(said('组织自渣。组织自渣。组织自渣。')).toEqual([]);
  });

  test('says nothing of numbers and of names of places', () => {
    expect(said('组织自渣村')).toEqual([]);
    expect(said('某县自渣')).toEqual([]);
  });
});
