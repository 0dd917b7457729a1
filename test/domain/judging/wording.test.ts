import fs from 'node:fs';
import fc from 'fast-check';
import { inspectWording } from '../../../src/domain/judging/wording';
import type { WordingRule } from '../../../src/domain/judging/rulePack';
import { isCitizenId } from '../../../src/domain/privacy/citizenId';
import { describeWithData } from '../../sharedData';

const clause = { source: '个人信息保护法', text: '不得泄露' };
const inForce = (check: WordingRule['check'], id = 'w') => ({
  rule: { id, kind: 'wording', check, clause } as const,
  packId: 'p',
  packVersion: '1',
});
const ids = [inForce({ by: 'citizen-id' }, 'citizen-id')];
const hits = (text: string): string[] => inspectWording(text, ids).map(({ excerpt }) => excerpt);

/**
 * Made from the rule itself: region, day of birth and order number of nobody, with the check character they lead to.
 */
function numberOf(seventeen: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = [...seventeen].reduce((total, digit, index) => total + Number(digit) * (weights[index] ?? 0), 0);
  return `${seventeen}${'10X98765432'[sum % 11] ?? ''}`;
}
const VALID = numberOf('62072419900307771');

describe("a citizen's number in a text", () => {
  test('is found, and masked in the evidence', () => {
    expect(hits(`公示名单：张某，${VALID}，高台县`)).toEqual([
      `公示名单：张某，6207**********${VALID.slice(-4)}，高台县`,
    ]);
    expect(hits(VALID)).toHaveLength(1);
  });

  test('is found in full-width digits and with a small x', () => {
    const withX =
      Array.from({ length: 200 }, (_, index) => numberOf(`62072419900307${String(index).padStart(3, '0')}`)).find(
        (number) => number.endsWith('X'),
      ) ?? '';
    expect(hits(`号码${withX.toLowerCase()}。`)).toHaveLength(1);
    expect(
      hits(`号码${[...VALID].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')}。`),
    ).toHaveLength(1);
  });

  test.each([
    ['masked', `${VALID.slice(0, 6)}********${VALID.slice(-4)}`],
    ['with a wrong check character', `${VALID.slice(0, 17)}${VALID.endsWith('1') ? '2' : '1'}`],
    ['with a month that does not exist', numberOf('62072419901307771')],
    ['with a day that does not exist', numberOf('62072419900230771')],
    ['of another century', numberOf('62072418990307771')],
    ['as part of a longer number', `9${VALID}`],
    ['as part of a longer number', `${VALID}0`],
    ['as part of a longer number in full-width digits', `９${VALID}`],
    ['as part of a longer number in full-width digits', `${VALID}０`],
    ['before a small letter', `${VALID}z`],
    ['before a capital', `${VALID}A`],
    ['behind a full-width capital', `Ｚ${VALID}`],
    ['before a full-width small letter', `${VALID}ａ`],
    ['before the last full-width small letter', `${VALID}ｚ`],
    ['behind the first full-width capital', `Ａ${VALID}`],
    ['inside a code', `AB${VALID}`],
    ['of a region that cannot be', numberOf('92072419900307771')],
    ['of a region that cannot be', numberOf('02072419900307771')],
    ['of the year before the first', numberOf('62072418991231777')],
    ['of the year after the last', numberOf('62072421010101777')],
    ['cut short', VALID.slice(0, 17)],
  ])('is not one when it is %s', (_case, text) => {
    expect(hits(`号码 ${text} 。`)).toEqual([]);
  });

  test.each([
    ['the first region', numberOf('11010119900307771')],
    ['the last region', numberOf('82010119900307771')],
    ['the first year', numberOf('62072419000101777')],
    ['the last year', numberOf('62072421001231777')],
    ['a sign of another script beside it', `${VALID}Ω`],
  ])('is one of %s', (_case, text) => {
    expect(hits(`号码 ${text} 。`)).toHaveLength(1);
  });

  test('stands in its evidence with twelve characters on either side, and masked wherever it stands in them', () => {
    const before = '甲乙丙丁戊己庚辛壬癸子丑';
    expect(hits(`前${before}${VALID}${before}后`)).toEqual([
      `${before}${VALID.slice(0, 4)}${'*'.repeat(10)}${VALID.slice(-4)}${before}`,
    ]);
  });

  test('each one is told, and no evidence shows any of them', () => {
    const other = numberOf('62072419880808123');
    const found = hits(`${VALID}、${other}`);
    expect(found).toHaveLength(2);
    for (const excerpt of found) expect([excerpt.includes(VALID), excerpt.includes(other)]).toEqual([false, false]);
  });

  test('one digit changed is almost never another one: the check character sees every single change', () => {
    fc.assert(
      fc.property(fc.nat(17), fc.nat(9), (place, digit) => {
        const changed = `${VALID.slice(0, place)}${digit}${VALID.slice(place + 1)}`;
        if (changed !== VALID) expect(isCitizenId(changed)).toBe(false);
      }),
    );
  });
});

describe('a phrase', () => {
  const phrases = [
    inForce({ by: 'phrase', phrases: ['雷人', '不知道'] }, 'rude'),
    inForce({ by: 'phrase', phrases: ['雷人'] }, 'other'),
  ];

  test('is told at each place, by each rule, with the words around it', () => {
    expect(inspectWording('雷人雷语，不知道。', phrases).map(({ ruleId, excerpt }) => [ruleId, excerpt])).toEqual([
      ['rude', '雷人雷语，不知道。'],
      ['rude', '雷人雷语，不知道。'],
      ['other', '雷人雷语，不知道。'],
    ]);
    expect(inspectWording(`${'一'.repeat(40)}雷人${'二'.repeat(40)}`, phrases.slice(1))).toEqual([
      { ruleId: 'other', clause, excerpt: `${'一'.repeat(12)}雷人${'二'.repeat(12)}` },
    ]);
  });

  test('that is empty finds nothing and ends', () => {
    expect(inspectWording('任何文字', [inForce({ by: 'phrase', phrases: [''] })])).toEqual([]);
  });
});

/** How the cost grows with such texts: test/bench/hostileText.ts. */
test('comes to an end on long hostile text', () => {
  expect(hits('6'.repeat(200_000))).toEqual([]);
  expect(hits(VALID.repeat(10_000))).toEqual([]);
  expect(hits(`${VALID} `.repeat(5_000)).length).toBeGreaterThan(0);
});

describeWithData('the privacy rule on 1,720 official sentences', 'lexicon/gongwen-errors.tsv', (file) => {
  test("accuses none of them: there is no citizen's number in them", () => {
    const lines = fs.readFileSync(file, 'utf8').split('\n');
    expect(lines.length).toBeGreaterThan(1700);
    expect(lines.filter((line) => hits(line).length > 0)).toEqual([]);
  });
});
