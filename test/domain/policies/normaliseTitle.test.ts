import fs from 'node:fs';
import fc from 'fast-check';
import { foldText, normaliseTitle } from '../../../src/domain/policies/normaliseTitle';
import { describeWithData } from '../../sharedData';

describe('normaliseTitle', () => {
  test.each([
    ['国务院关于印发《某规划》的通知', '国务院关于印发某规划的通知'],
    [' 国务院 关于\n某事的　通知 ', '国务院关于某事的通知'],
    ['“十五五”规划', '＂十五五＂规划'],
    ['南山区支持“六个一”行动方案', '南山区支持「六个一」行动方案'],
    ['行动计划（2025—2027年）', '行动计划(2025-2027年)'],
    ['行动计划（2025——2027年）', '行动计划（2025－2027年）'],
    ['ＡＩ应用〔2026〕', 'ai应用（2026）'],
    ['某办法。', '某办法'],
    ['某·办法', '某办法'],
    ['某\u200B办\uFEFF法', '某办法'],
  ])('%j and %j are one title', (one, other) => {
    expect(normaliseTitle(one)).toBe(normaliseTitle(other));
  });

  test.each([
    ['某办法（2025年修订）', '某办法（2026年修订）'],
    ['某办法', '某办法（修订）'],
    ['某名单（第一批）', '某名单（第二批）'],
    ['某办法', '某办法（试行）'],
    ['关于甲、乙的通知', '关于甲乙的通知'],
    ['2025年第11号', '2025年第1号'],
  ])('%j and %j are two', (one, other) => {
    expect(normaliseTitle(one)).not.toBe(normaliseTitle(other));
  });

  test.each([
    ['一龥丁', '一龥丁'],
    ['aＺz0９{`', 'azz09('],
    ['【】〖〗〔〕{}［］（）', '()()()()()()'],
    ['甲—-－乙', '甲-乙'],
    ['-甲-', '-甲-'],
    ['甲。乙。.', '甲。乙'],
    ['。。', ''],
    ['', ''],
    ['㎡—㈠', 'm2-(一)'],
    ['𠮷林', '𠮷林'],
  ])('%j folds to %j, the second time as the first', (title, folded) => {
    for (const _time of [1, 2]) expect(normaliseTitle(title)).toBe(folded);
  });

  test('keeps the place of every character: of a pair the first half, of what is dropped none', () => {
    expect(foldText('《甲𠮷—－乙')).toEqual({ folded: '甲𠮷-乙', rawAt: [1, 2, 2, 4, 6] });
    expect(foldText('')).toEqual({ folded: '', rawAt: [] });
  });

  test('done twice is done once, and each folded character has its place in the original', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(normaliseTitle(normaliseTitle(text))).toBe(normaliseTitle(text));
        const { folded, rawAt } = foldText(text);
        expect(rawAt).toHaveLength(folded.length);
        expect(rawAt.every((at, index) => at < text.length && (index === 0 || at >= (rawAt[index - 1] ?? 0)))).toBe(
          true,
        );
      }),
      { numRuns: 400 },
    );
  });
});

describeWithData('5,608 real titles', 'policy/policy-titles.txt', (file) => {
  test('fold only repeated ones together: no two different titles become one but by signs that do not count', () => {
    const titles = [
      ...new Set(
        fs
          .readFileSync(file, 'utf8')
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== ''),
      ),
    ];
    const byFolded = new Map<string, string[]>();
    for (const title of titles)
      byFolded.set(normaliseTitle(title), [...(byFolded.get(normaliseTitle(title)) ?? []), title]);
    const bare = (title: string): string =>
      title
        .normalize('NFKC')
        .replace(/[^\p{Script=Han}\p{L}\p{N}]/gu, '')
        .toLowerCase();
    for (const group of byFolded.values()) expect(new Set(group.map(bare)).size).toBe(1);
    expect(byFolded.size).toBeGreaterThan(5000);
  });
});
