import { changedFigure, prepareFigures } from '../../../src/domain/policies/changedFigure';

const ORIGINAL =
  '对符合条件的企业给予三千万元补助，每年不超过12.5%，自2026年9月1日起施行，由财政部门负责解释并监督执行。';
const compare = (text: string, original = ORIGINAL): string | null => {
  const changed = changedFigure(text, prepareFigures(original));
  return changed === null ? null : `${changed.original}>${changed.post}`;
};

describe('a changed figure', () => {
  test.each([
    ['a sum in words', ORIGINAL.replace('三千', '五千'), '三千>五千'],
    ['a share with its decimals', ORIGINAL.replace('12.5%', '12.6%'), '12.5%>12.6%'],
    ['per mille instead of per cent', ORIGINAL.replace('12.5%', '12.5‰'), '12.5%>12.5‰'],
    ['a day', ORIGINAL.replace('9月1日', '9月2日'), '1>2'],
    ['the year', ORIGINAL.replace('2026年', '2027年'), '2026>2027'],
    ['full-width digits are the same figures', ORIGINAL.replace('2026', '２０２６'), null],
    ['the same text', ORIGINAL, null],
    ['a part of it', ORIGINAL.slice(0, 30), null],
  ])('%s', (_case, text, expected) => {
    expect(compare(text)).toBe(expected);
  });

  test('is looked for only where the very words around it are the same, six on either side', () => {
    expect(compare(ORIGINAL.replace('三千', '五千').replace('符合', '达到'))).toBe('三千>五千');
    expect(compare(ORIGINAL.replace('三千', '五千').replace('企业', '单位'))).toBeNull();
    expect(compare(ORIGINAL.replace('三千', '五千').replace('每年', '每月'))).toBe('三千>五千');
    expect(compare(ORIGINAL.replace('三千', '五千').replace('补助', '补贴'))).toBeNull();
  });

  test('at the very edge of a text says nothing; six characters before and behind place it', () => {
    const at = (before: string, figure: string, after: string): string | null =>
      compare(`${before}${figure}${after}`, `${before}500${after}`);
    expect(at('给予每家企业', '600', '元资金的补助')).toBe('500>600');
    expect(at('予每家企业', '600', '元资金的补助')).toBeNull();
    expect(at('给予每家企业', '600', '元资金的补')).toBeNull();
  });

  test('in a row of figures with less than four letters around it says nothing', () => {
    const row = (figure: string, letters: string): string => `${letters}。。，、。${figure}，。。、；。`;
    expect(compare(row('600', '甲'), row('500', '甲'))).toBeNull();
    const placed = (figure: string, letters: string): string => `。。${letters}${figure}，。。、；。`;
    expect(compare(placed('600', '甲乙丙、'), placed('500', '甲乙丙、'))).toBeNull();
    expect(compare(placed('600', '甲乙丙丁'), placed('500', '甲乙丙丁'))).toBe('500>600');
  });

  test('beside other changed figures is found, and any of several that stand in the same words is none', () => {
    expect(compare('自2027年9月2日起施行，全部完成', '自2026年9月1日起施行，全部完成')).toBe('1>2');
    const twice = '给予每家企业500元资金的补助；给予每家企业600元资金的补助。';
    expect(compare('给予每家企业600元资金的补助', twice)).toBeNull();
    expect(compare('给予每家企业700元资金的补助', twice)).toBe('500 600>700');
  });

  test.each([
    [
      'a single numeral before what it counts',
      '给予每家企业补助三年时间不得中断',
      '给予每家企业补助五年时间不得中断',
      '五>三',
    ],
    ['not one that is part of a word', '各级政府部门要三思而后行不得急躁', '各级政府部门要再思而后行不得急躁', null],
    ['not one that only looks so', '各级政府部门要三思而后行不得急躁', '各级政府部门要五思而后行不得急躁', null],
    ['two numerals', '各级政府部门要二十四小时值守不断', '各级政府部门要二十五小时值守不断', '二十五>二十四'],
  ])('%s', (_case, text, original, expected) => {
    expect(compare(text, original)).toBe(expected);
  });
});
