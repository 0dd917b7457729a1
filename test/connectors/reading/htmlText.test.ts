import { readHtml, readLine, resolveLink } from '../../../src/connectors/reading/htmlText';
import { cpuMsOf } from '../support/cpuTime';

describe('readHtml', () => {
  test('gives what a person reads, paragraph by paragraph', () => {
    expect(
      readHtml(
        '<style>p{}</style><p>第一&nbsp; 段</p><p>第二<br>段</p><script>var a = "<p>no</p>";</script><div></div>',
        null,
      ).text,
    ).toBe('第一 段\n第二\n段');
  });

  test('collects links, absolute and without repeats, and those only written out', () => {
    expect(
      readHtml(
        '<a href="./a.html#top">x</a><a href="./a.html">x</a><a href="//b.gov.cn/">y</a><a href="javascript:go()">z</a><p>原文：https://c.gov.cn/1.html，请看</p>',
        'https://www.gov.cn/x/y.html',
      ).links,
    ).toEqual(['https://www.gov.cn/x/a.html', 'https://b.gov.cn/', 'https://c.gov.cn/1.html']);
  });

  test.each([
    ['elements never closed', '<b>'.repeat(300_000)],
    ['cells never closed', '<td><option>'.repeat(100_000)],
    ['tags never ended', '<p'.repeat(300_000)],
    ['scripts never closed', '<script>'.repeat(100_000)],
    ['nothing but brackets', `${'<'.repeat(1_000_000)}>`],
    ['attributes never ended', '<a href="'.repeat(200_000)],
  ])('survives %s in less than two seconds of work', async (_name, html) => {
    let text = '';
    expect(
      await cpuMsOf(() => {
        text = readHtml(`<p>头</p>${html}`, null).text;
      }),
    ).toBeLessThan(2000);
    expect(text).toMatch(/^头/);
  });

  test('takes a thousand elements within each other, and cells that nobody closed, as they are', () => {
    expect(readHtml(`${'<div>'.repeat(1000)}<a href="https://a.gov.cn/">x</a>${'</div>'.repeat(1000)}`, null)).toEqual({
      text: 'x',
      links: ['https://a.gov.cn/'],
    });
    expect(
      readHtml(`<table>${'<tr><td>格'.repeat(5000)}</table><a href="https://a.gov.cn/">y</a>`, null).links,
    ).toEqual(['https://a.gov.cn/']);
  });
});

test('a title in angle brackets that are no tags is unaltered', () => {
  expect(readLine('关于印发<某某办法>的通知 A < B')).toBe('关于印发<某某办法>的通知 A < B');
  expect(readLine('关于&lt;某某&gt;的<b>通知</b>\n 二')).toBe('关于<某某>的通知 二');
});

test('an address is resolved or refused', () => {
  expect(resolveLink(' ../b.html ', 'https://a.gov.cn/x/y/')).toBe('https://a.gov.cn/x/b.html');
  expect(resolveLink('b.html', null)).toBeNull();
  expect([
    resolveLink('mailto:a@b', 'https://a.gov.cn/'),
    resolveLink('#', 'https://a.gov.cn/'),
    resolveLink('', 'https://a.gov.cn/'),
    resolveLink(null, null),
  ]).toEqual([null, null, null, null]);
});
