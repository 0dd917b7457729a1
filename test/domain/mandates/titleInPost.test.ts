import { isDocumentTitle } from '../../../src/domain/mandates/documentTitle';
import { remainderKind, titleInPost } from '../../../src/domain/mandates/titleInPost';
import { normaliseTitle } from '../../../src/domain/policies/normaliseTitle';

const TITLE = '国务院关于加强基层治理的若干意见';
const headline = (text: string, title = TITLE): string => titleInPost(normaliseTitle(title), text, 'headline');
const running = (text: string, title = TITLE): string => titleInPost(normaliseTitle(title), text, 'running');
const chars = (count: number): string => '字'.repeat(count);

describe('a title of fewer than five characters names nothing', () => {
  test.each([
    ['就业意见', 'absent'],
    ['就业的意见', 'whole'],
    ['', 'absent'],
  ])('%s: %s', (title, standing) => {
    expect(headline(title, title)).toBe(standing);
  });
});

describe('around the title in a headline', () => {
  test.each([
    ['nothing', TITLE],
    ['a time and a date', `2026-09-18 10:30 ${TITLE}`],
    ['an issuer with the verb of issuing', `国务院办公厅印发 ${TITLE}`],
    ['mentions and topics', `#基层治理# //@中国政府网：@某县发布 ${TITLE}`],
    ['a group with a number', `${TITLE}（国发2026第30号）`],
    ['a group of white space and 号', `${TITLE} （ 国发〔2026〕30号 ）`],
    ['a group with the number of an order', `${TITLE}（国发（2026）第30）`],
    ['a group with a source', `${TITLE}（来源：国务院解读室）`],
    ['a group with what is attached', `${TITLE}（全文，附图、视频）`],
    ['a group that only says what it is', `${TITLE}（链接）`],
    ['two groups', `${TITLE}（全文）（附下载）`],
    ['a closing bracket and nothing', `《${TITLE}》`],
    ['the name of a site behind a dash', `${TITLE} — 某县人民政府网`],
    ['a date and the name of a site', `${TITLE} 2026/09/18 | 某县发布`],
    ['a part of itself behind a space', `${TITLE} 加强基层治理`],
  ])('%s leaves it whole', (_what, text) => {
    expect(headline(text)).toBe('whole');
  });

  test.each([
    ['words of its own', `某县传达${TITLE}`],
    ['a topic about another document', `#解读#${TITLE}`],
    ['an issuer of a notice about it', `某县关于转发 ${TITLE}`],
    ['a group that explains', `${TITLE}（全文、解读和评论）`],
    ['a group of words beside a source', `${TITLE}（摘要来源）`],
    ['a group with more than a number', `${TITLE}（参见国发〔2026〕30号第二条）`],
    ['a group that does not end', `${TITLE}（${chars(60)}）`],
    ['the name of a site that is glued to it', `${TITLE}某县人民政府网`],
    ['the name of a site that is another document', `${TITLE} 贯彻落实专题网`],
    ['a part of itself of four characters', `${TITLE} 基层治理`],
    ['more than a part of itself', `${TITLE} 加强基层治理情况`],
    ['two words, the second of its own', `${TITLE} 全文 座谈会`],
  ])('%s does not', (_what, text) => {
    expect(headline(text)).toBe('extended');
  });
});

describe('in running text', () => {
  test.each([
    ['a new line', `某县今日要闻\n${TITLE}`],
    ['a new line and an opening mark', `某县今日要闻\n  《${TITLE}》`],
    ['the end of a sentence and a mark', `今天天气很好。“${TITLE}”`],
    ['a bracket', `【某县要闻】${TITLE}`],
  ])('after %s it stands whole', (_what, text) => {
    expect(running(text)).toBe('whole');
  });

  test.each([
    ['another word', `某县今日${TITLE}`],
    ['an open mark in a sentence', `某县今日学习《${TITLE}》`],
    ['a sentence about another document', `贯彻落实工作会召开。${TITLE}`],
    ['more than a lead', `${chars(121)}。${TITLE}`],
  ])('after %s it does not', (_what, text) => {
    expect(running(text)).toBe('extended');
  });

  test('a lead is a hundred and twenty characters', () => {
    expect(running(`${chars(119)}。${TITLE}`)).toBe('whole');
    expect(running(`${chars(120)}。${TITLE}`)).toBe('extended');
  });

  test.each([
    ['an address', `${TITLE} https://t.cn/a`],
    ['an address that is glued to it', `${TITLE}http://t.cn/a`],
    ['an announcing word that is glued to it', `${TITLE}全文`],
    ['a word after a comma', `${TITLE}，近日印发`],
    ['a new sentence that begins with a year', `${TITLE}。2027年实现全覆盖`],
    ['a quotation that is glued to it', `${TITLE}“本网讯”`],
    ['a word of another document further on', `${TITLE}，某县今天召开了一次座谈会贯彻`],
  ])('before %s it stands whole', (_what, text) => {
    expect(running(text)).toBe('whole');
  });

  test.each([
    ['a word that is glued to it', `${TITLE}座谈会`],
    ['a word of another document', `${TITLE}，某县实施方案`],
    ['another year after a comma', `${TITLE}，2025年版本`],
    ['a group that changes it', `${TITLE}（试行）`],
  ])('before %s it does not', (_what, text) => {
    expect(running(text)).toBe('extended');
  });

  test('between headline brackets only what says that it is about the document is held against it', () => {
    expect(running(`【${TITLE}】修复工程启动`)).toBe('whole');
    expect(running(`【 《${TITLE}》 】方案如下`)).toBe('whole');
    expect(running(`【${TITLE}】 —— 专家解读`)).toBe('extended');
    expect(running(`【${TITLE}】（修订）`)).toBe('extended');
    // The bracket ends with the title; words in it are no text below it.
    expect(running(`【${TITLE}方案】如下`)).toBe('extended');
  });

  test('what it stands for is decided by its best place', () => {
    expect(running(`学习${TITLE}后，某县表态。${TITLE}`)).toBe('whole');
    expect(headline(`学习${TITLE}，再学${TITLE}`)).toBe('extended');
    expect(headline('某县发布')).toBe('absent');
  });
});

describe('what more a headline says', () => {
  test.each([
    [`${TITLE}（2026年）`, 'edition'],
    [`${TITLE}（试行）`, 'edition'],
    [`${TITLE}第二批`, 'edition'],
    [`贯彻${TITLE}（试行）`, 'other-document'],
    [`2025年${TITLE}`, 'decoration'],
    [`${TITLE}解读`, 'other-document'],
    [`落实${TITLE}`, 'other-document'],
    [`某县${TITLE}全文`, 'decoration'],
    ['别的标题', 'decoration'],
  ])('%s: %s', (text, kind) => {
    expect(remainderKind(normaliseTitle(TITLE), text)).toBe(kind);
  });
});

describe('the title of a document', () => {
  test.each([
    '某县基层治理实施方案',
    ' 某县基层治理条例 ',
    '某县基层治理办法（试行）',
    '关于召开会议的通知及附件',
    '关于某某同志的决定书',
  ])('%s', (title) => {
    expect(isDocumentTitle(title)).toBe(true);
  });
  test.each(['某县召开通知会', '关于我们', '通知来了', `方案（${chars(21)}）`])('is not %s', (title) => {
    expect(isDocumentTitle(title)).toBe(false);
  });
});
