import { prepareOriginal } from '../../../src/domain/mandates/bodyVerdict';
import { match, PAGE } from './confusedPosts';

const TITLE = '国务院“十五五”数字政府建设规划纲要';
/** So many different characters, no run of which stands twice. */
const runOf = (from: number, chars: number): string =>
  Array.from({ length: chars }, (_, index) => String.fromCharCode(from + index)).join('');
const BODY = runOf(0x5000, 400);
const other = (chars: number): string => runOf(0x7000, chars);
/** Four hundred characters, so many of them the document's. */
const sharing = (chars: number): string => `${BODY.slice(0, chars)}${other(400 - chars)}`;

const target = { title: TITLE, original: prepareOriginal(TITLE, BODY) };
function told(title: string, text: string, links: readonly string[] = []): string {
  const found = match(target, { title, text, links });
  if (found.kind === 'fulfils') return `fulfils ${found.basis} ${found.similarity}`;
  return found.kind === 'no' ? 'no' : `${found.kind} ${found.why}`;
}
const LINK = [PAGE];
const OWN_HEADLINE = '本县今日要闻一览';

describe('under the title of the document', () => {
  test.each([
    ['its text', BODY, [], 'fulfils title 1'],
    ['the beginning of its text', BODY.slice(0, 100), [], 'fulfils title 1'],
    ['an announcement of a few words', '全文如下', [], 'fulfils title null'],
    ['an adapted text', sharing(240), [], 'unclear body-adapted'],
    ['another text', other(400), [], 'unclear body-differs'],
    ['an adapted text and the link', sharing(240), LINK, 'unclear body-adapted'],
    ['a text about it and the link', other(400), LINK, 'fulfils source-link 0'],
  ])('%s: %#', (_what, text, links, expected) => {
    expect(told(TITLE, text, links)).toBe(expected);
  });
});

describe('how much of the text is the document', () => {
  test.each([
    [321, 'fulfils title 0.801'],
    [320, 'unclear body-adapted'],
    [162, 'unclear body-adapted'],
    [161, 'unclear body-differs'],
  ])('%i of four hundred characters: %s', (chars, expected) => {
    expect(told(TITLE, sharing(chars))).toBe(expected);
  });

  test('is told of two hundred characters and more; a shorter text announces', () => {
    expect(told(TITLE, other(200))).toBe('unclear body-differs');
    expect(told(TITLE, other(199))).toBe('fulfils title 0');
    const short = { title: TITLE, original: prepareOriginal('', runOf(0x5000, 199)) };
    expect(match(short, { title: TITLE, text: other(400) })).toMatchObject({ kind: 'fulfils' });
  });

  test('an address in it is no part of it', () => {
    const address = `https://t.cn/${'abcdefghij'.repeat(12)}?x=1&y=%E4%B8%AD`;
    expect(told(TITLE, `${BODY}${address} ${address}`)).toBe('fulfils title 1');
  });

  test('nothing is compared where the text of the document is not known', () => {
    for (const body of [null, '', ' \n'])
      expect(match({ title: TITLE, original: prepareOriginal(TITLE, body) }, { title: TITLE, text: BODY })).toEqual({
        kind: 'fulfils',
        basis: 'title',
        similarity: null,
      });
  });
});

describe('under a headline of its own, with a link to the document', () => {
  test.each([
    ['its text', BODY, 'fulfils source-link 1'],
    ['a part of its text', BODY.slice(0, 100), 'fulfils source-link 1'],
    ['an adapted text', sharing(240), 'unclear body-adapted'],
    ['another text', other(400), 'unclear body-differs'],
    ['a few words', '戳链接', 'unclear other-title'],
    ['another short text', other(100), 'unclear other-title'],
  ])('%s: %#', (_what, text, expected) => {
    expect(told(OWN_HEADLINE, text, LINK)).toBe(expected);
  });

  test('a post without headline, or with the beginning of its text for one, has no title of its own', () => {
    expect(told('', '戳链接看全文', LINK)).toBe('fulfils source-link null');
    expect(told('戳链接看', '戳链接看全文', LINK)).toBe('fulfils source-link null');
    expect(told('戳链接看', '看这里：戳链接看全文', LINK)).toBe('unclear other-title');
  });

  test.each([`${TITLE}解读`, `专家谈：${TITLE}答记者问`])('%s is about it', (headline) => {
    expect(told(headline, '戳链接', LINK)).toBe('unclear about-it');
  });

  test('another document that links to it cites it, whatever it says', () => {
    expect(told('某县数字政府建设实施方案', '戳链接', LINK)).toBe('no');
    expect(told('某县数字政府建设实施方案', BODY, LINK)).toBe('no');
    expect(told(`贯彻${TITLE}的实施方案`, '戳链接', LINK)).toBe('no');
    expect(told(`一图读懂｜${TITLE}`, '戳链接', LINK)).toBe('no');
    // Where the platform has no titles the bracket that begins the text is one; a later bracket is not.
    expect(told('', '【某县数字政府建设实施方案】戳链接', LINK)).toBe('no');
    expect(told('', '#要闻# 【某县数字政府建设实施方案】戳链接', LINK)).toBe('no');
    expect(told('', '早安。【某县数字政府建设实施方案】戳链接', LINK)).toBe('fulfils source-link null');
  });
});

describe('without link, number or title', () => {
  test.each([
    ['its text', BODY, 'unclear title-missing'],
    ['a part of its text', BODY.slice(0, 100), 'unclear excerpt'],
    ['a part that is adapted', `${BODY.slice(0, 70)}${other(40)}`, 'no'],
    ['an adapted text', sharing(240), 'unclear body-adapted'],
    ['another text', other(400), 'no'],
    ['less than sixty characters', BODY.slice(0, 59), 'no'],
  ])('%s: %#', (_what, text, expected) => {
    expect(told(OWN_HEADLINE, text)).toBe(expected);
  });
});

describe('a part of its text under the 文号 of another document, as replies of one template have it', () => {
  const target = { title: TITLE, docNumber: '国函〔2026〕66号', original: prepareOriginal(TITLE, BODY) };
  const found = (text: string, title = OWN_HEADLINE): string => match(target, { title, text }).kind;
  const part = BODY.slice(0, 100);

  test('is no repost of this one', () => {
    expect(found(`国函〔2026〕65号 ${part}`)).toBe('no');
    expect(found(`${part} 文号：国函〔2026〕65号`)).toBe('no');
    expect(found(part, '国函〔2026〕65号')).toBe('no');
  });

  test('is looked at by a person where it names this one too, or cites the other', () => {
    expect(found(`国函〔2026〕65号、国函〔2026〕66号 ${part}`)).not.toBe('no');
    expect(found(`根据国函〔2026〕65号， ${part}`)).toBe('unclear');
    expect(found(part)).toBe('unclear');
  });
});

describe('under an altered title', () => {
  const [renamed, renumbered, edition] = [
    TITLE.replace('建设', '发展'),
    TITLE.replace('十五五', '2026'),
    `${TITLE}（修订）`,
  ];
  test.each([
    ['its text', renamed, BODY, [], 'altered title-changed'],
    ['its text and an edition', edition, BODY, [], 'altered edition-added'],
    ['an adapted text', renamed, sharing(240), [], 'unclear body-adapted'],
    ['no text', renamed, '如下', [], 'no'],
    ['the link', renamed, '如下', LINK, 'altered title-changed'],
    ['the link and an edition', edition, '如下', LINK, 'altered edition-added'],
    ['the link and its text', renamed, BODY, LINK, 'altered title-changed'],
    // Another text under a title that is nearly this one is another document.
    ['the link and another text', renamed, other(400), LINK, 'no'],
    ['too far from it to be meant', renumbered.slice(0, 8), BODY, [], 'unclear title-missing'],
  ])('with %s: %#', (_what, title, text, links, expected) => {
    expect(told(title, text, links)).toBe(expected);
  });
});
