import { interpretationOf, namesOf } from '../../../src/domain/policies/interpretation';
import { normaliseTitle } from '../../../src/domain/policies/normaliseTitle';

const DOCUMENT = '关于促进服务消费高质量发展的意见';
const names = (title: string): readonly string[] | null => interpretationOf({ title })?.names ?? null;

describe('an article that explains a document', () => {
  test.each([
    `《${DOCUMENT}》政策解读`,
    `一图读懂《${DOCUMENT}》`,
    `一图看懂|《${DOCUMENT}》`,
    `国家发展改革委有关负责人就《${DOCUMENT}》答记者问`,
    `《${DOCUMENT}》图解`,
    `图读《${DOCUMENT}》`,
    `《${DOCUMENT}》政策问答`,
    `《${DOCUMENT}》新闻发布会`,
    `专家谈《${DOCUMENT}》`,
    `《${DOCUMENT}》访谈`,
  ])('names what it quotes: %s', (title) => {
    expect(names(title)).toEqual([DOCUMENT]);
  });

  test.each([
    `【政策解读】${DOCUMENT}`,
    `解读：${DOCUMENT}`,
    `图解｜${DOCUMENT}`,
    `【一图读懂】 ${DOCUMENT}`,
    `政策图解 丨 ${DOCUMENT}`,
    `${DOCUMENT}解读`,
    `${DOCUMENT}——政策解读`,
    `${DOCUMENT} - 答记者问`,
    `【解读】${DOCUMENT}图解`,
  ])('without quotation marks names what is left of its title: %s', (title) => {
    expect(names(title)).toEqual([DOCUMENT]);
  });

  test('names nothing where nothing of a name is left: five characters are one, four are none', () => {
    expect(names('政策解读')).toEqual([]);
    expect(names('解读：四字标题')).toEqual([]);
    expect(names('解读：五个字标题')).toEqual(['五个字标题']);
  });

  test('names each of several documents', () => {
    expect(names('《城镇燃气管理条例》和《消防安全管理办法》解读')).toEqual(['城镇燃气管理条例', '消防安全管理办法']);
  });
});

describe('a document of its own', () => {
  test.each([
    DOCUMENT,
    `关于印发《${DOCUMENT}》的通知`,
    // What is quoted may well speak of explaining.
    '关于修订《行政规范性文件解读办法》的通知',
  ])('explains nothing: %s', (title) => {
    expect(interpretationOf({ title })).toBeNull();
  });

  test('unless its page says what it explains', () => {
    const url = 'https://www.gov.cn/1.htm';
    expect(interpretationOf({ title: `关于印发《${DOCUMENT}》的通知`, interprets: url })).toEqual({
      names: [DOCUMENT],
      url,
    });
    expect(interpretationOf({ title: '政策解读', interprets: null })).toEqual({ names: [], url: null });
  });
});

test('a document is spoken of by its title and by what it issues; a name of four characters is none', () => {
  const of = (title: string): string[] => namesOf({ title, normalisedTitle: normaliseTitle(title) });
  expect(of('关于印发《“十五五”数字政府建设规划》的通知')).toEqual([
    '关于印发十五五数字政府建设规划的通知',
    '十五五数字政府建设规划',
  ]);
  expect(of(DOCUMENT)).toEqual([DOCUMENT]);
  expect(of('关于《某通知》')).toEqual(['关于某通知']);
  expect(of('公告')).toEqual([]);
});
