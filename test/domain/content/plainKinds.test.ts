import { alteredTitles } from '../../../src/domain/content/alteredTitles';
import { contentLinks } from '../../../src/domain/content/contentLinks';
import type { FoundPlace } from '../../../src/domain/content/contentHit';
import { documentNumbers } from '../../../src/domain/content/documentNumbers';
import { doubledWords } from '../../../src/domain/content/doubledWords';
import { impossibleDates } from '../../../src/domain/content/impossibleDates';
import { minorNames } from '../../../src/domain/content/minorNames';
import { pairedMarks } from '../../../src/domain/content/pairedMarks';
import { personalDataPlaces } from '../../../src/domain/content/personalDataPlaces';
import { wrongFigures } from '../../../src/domain/content/wrongFigures';

/** What was found, as `words→suggestion`. */
const said = (text: string, found: readonly FoundPlace[]): string[] =>
  found.map(({ from, to, suggestion }) => `${text.slice(from, to)}→${suggestion ?? ''}`);

describe('impossibleDates', () => {
  test.each([
    ['会议定于2026年2月29日召开', ['2026年2月29日→']],
    ['会议定于2028年2月29日召开', []],
    ['每年2月30日前', ['2月30日→']],
    ['每年2月29日前', []],
    ['2026年13月', ['2026年13月→']],
    ['4月31日上午', ['4月31日→']],
    ['截至2026-06-31', ['2026-06-31→']],
    ['2026年9月18日（星期六）', ['2026年9月18日（星期六）→2026年9月18日（星期五）']],
    ['2026年9月18日（星期五）', []],
    ['2026年9月20日（周天）', []],
    ['农历2月30日', []],
    ['国办发〔2026〕30号', []],
  ])('%s', (text, expected) => {
    expect(said(text, impossibleDates(text))).toEqual(expected);
  });
});

describe('wrongFigures', () => {
  test.each([
    ['总投资5亿亿元', ['亿亿→亿']],
    ['总投资3.2万元元', ['元元→元']],
    ['增长5%%', ['%%→%']],
    ['增长百分之5%', ['百分之5%→5%']],
    ['全长12公里公里', ['公里公里→公里']],
    ['增长3.2.5%', ['3.2.5%→']],
    ['见第3.2.5节', []],
    ['2025元元旦', []],
    ['总投资5亿元，增长百分之五', []],
  ])('%s', (text, expected) => {
    expect(said(text, wrongFigures(text))).toEqual(expected);
  });
});

describe('pairedMarks', () => {
  const unpaired = (text: string): string[] => said(text, pairedMarks(text).unpaired);

  test.each([
    ['印发《办法（试行）的通知', ['《→']],
    ['（一)甲；（二）乙', []],
    ['1）甲；2）乙', []],
    ['关于甲）的说明', ['）→']],
    ['成立’99昆明博览会；it’s', []],
    ['“一段\n“又一段”', []],
    ['他说“好。再说', ['“→']],
    ['《甲（乙》丙）', ['（→', '）→']],
  ])('%s', (text, expected) => {
    expect(unpaired(text)).toEqual(expected);
  });

  test('wants the single mark for a title in a title', () => {
    const text = '《关于印发《办法》的通知》';
    expect(said(text, pairedMarks(text).nested)).toEqual(['《→〈']);
    expect(pairedMarks('《关于印发〈办法〉的通知》').nested).toEqual([]);
  });
});

describe('documentNumbers', () => {
  test.each([
    ['国发[2026]30号', ['[2026]30号→〔2026〕30号']],
    ['国办发（2026）30号', ['（2026）30号→〔2026〕30号']],
    ['国办发〔2026〕030号', ['〔2026〕030号→〔2026〕30号']],
    ['国办发〔2026〕第30号', ['〔2026〕第30号→〔2026〕30号']],
    ['国办发〔2026〕30号', []],
    ['（2026）京01民终123号', []],
    ['国令第843号', []],
  ])('%s', (text, expected) => {
    expect(said(text, documentNumbers(text))).toEqual(expected);
  });
});

describe('doubledWords', () => {
  test.each([
    ['落实好的的政策', ['的的→的']],
    ['达到目的的办法', []],
    ['的的确确', []],
    ['完成了了任务', ['了了→了']],
    ['为了了解情况', []],
    ['关于关于加强管理的通知', ['关于关于→关于']],
    ['研究研究', []],
  ])('%s', (text, expected) => {
    expect(said(text, doubledWords(text))).toEqual(expected);
  });
});

describe('alteredTitles', () => {
  const mandated = ['关于进一步优化政务服务提升行政效能的指导意见', '2026年政务公开工作要点安排'];

  test.each([
    [
      '转发《关于进一步优化政务服务提高行政效能的指导意见》',
      ['关于进一步优化政务服务提高行政效能的指导意见→关于进一步优化政务服务提升行政效能的指导意见'],
    ],
    ['转发《关于进一步优化政务服务提升行政效能的指导意见》', []],
    ['转发《关于进一步优化政务服务…的指导意见》', []],
    ['转发《2025年政务公开工作要点安排》', []],
    ['转发《关于加强城市内涝治理工作的实施意见》', []],
  ])('%s', (text, expected) => {
    expect(said(text, alteredTitles(text, mandated))).toEqual(expected);
  });
});

describe('contentLinks', () => {
  const shopHosts = ['taobao.com'];

  test('tells shops from other hosts, and a host from one that only ends like it', () => {
    const text = 'https://item.taobao.com/x?id=1 https://nottaobao.com/ https://www.gov.cn/a www.example.com';
    const found = contentLinks(text, { shopHosts, allowedHosts: ['gov.cn'] });
    expect(said(text, found.commercial)).toEqual(['https://item.taobao.com/x?id=1→']);
    expect(said(text, found.foreign)).toEqual(['https://nottaobao.com/→', 'www.example.com→']);
    expect(contentLinks(text, { shopHosts, allowedHosts: null }).foreign).toEqual([]);
  });
});

describe('personalDataPlaces', () => {
  test.each([
    ['身份证号11010519491231002X', ['11010519491231002X→1101**********002X']],
    ['联系人手机13812341234', ['13812341234→138****1234']],
    ['银行卡6222021234567890129', []],
    ['卡号6222 0212 3456 7894', ['6222 0212 3456 7894→6222 **** **** 7894']],
    ['咨询电话12345', []],
    ['家住朝阳路12号3单元402室', ['家住朝阳路12号3单元402室→***************']],
    ['#婴儿住月子中心没1个月两处骨折#', []],
    ['车牌京A12345', ['京A12345→京A****5']],
    ['世界乒联更新WTT1000赛事', []],
    ['身份证号1101**********002X', []],
  ])('%s', (text, expected) => {
    expect(said(text, personalDataPlaces(text))).toEqual(expected);
  });
});

describe('minorNames', () => {
  test.each([
    ['王小明（8岁）走失', ['王小明→王某某']],
    ['学生李红，女，12岁', ['李红→李某']],
    ['王小明（18岁）入伍', []],
    ['王某某（8岁）走失', []],
    ['全县儿童，8岁以下', []],
    ['10岁左右，9周岁会再加量', []],
  ])('%s', (text, expected) => {
    expect(said(text, minorNames(text))).toEqual(expected);
  });
});
