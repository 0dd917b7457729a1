import { findArticleBody } from '../../../src/connectors/reading/articleBody';
import { readHtml } from '../../../src/connectors/reading/htmlText';
import { readArticlePage } from '../../../src/connectors/reading/articlePage';

const URL_OF_PAGE = 'https://www.example.gov.cn/xwzx/1.html';
const NAV =
  '<div class="top"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li><li><a href="/bsfw">办事服务指南和常用下载</a></li></ul></div>';
const FOOT =
  '<div class="foot"><p>主办：某某县人民政府办公室</p><p><a href="/map">网站地图</a> <a href="/about">关于我们</a></p></div>';
const PARAGRAPHS = [
  '各乡镇人民政府，县政府各部门：',
  '现将有关事项通知如下，请认真组织实施，于月底前报送落实情况。',
  '原文见中国政府网，附件随文下发。',
];
const read = (body: string): ReturnType<typeof readArticlePage> =>
  readArticlePage(`<html><head><title>x</title></head><body>${NAV}${body}${FOOT}</body></html>`, URL_OF_PAGE);
const expectArticle = ({ text }: { readonly text: string }): void => {
  for (const paragraph of PARAGRAPHS) expect(text).toContain(paragraph);
  expect(text).not.toMatch(/首页|政务公开|网站地图|主办/);
};

describe('an article in no known container', () => {
  test.each([
    ['paragraphs in a block', `<div class="c">${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}</div>`],
    ['lines of a block', `<div class="c">${PARAGRAPHS.join('<br><br>')}</div>`],
    ['a block a line', `<div class="c">${PARAGRAPHS.map((text) => `<div>${text}</div>`).join('')}</div>`],
    [
      'cells of a table',
      `<div class="c"><table>${PARAGRAPHS.map((text) => `<tr><td>${text}</td></tr>`).join('')}</table></div>`,
    ],
    ['an article element', `<article>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}</article>`],
    [
      'blocks within blocks',
      `<div><div><div class="c">${PARAGRAPHS.map((text) => `<p><span>${text}</span></p>`).join('')}</div></div></div>`,
    ],
    [
      'beside a list of other articles',
      `<div class="main"><div class="left">${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}</div><div class="right"><h3>相关文章</h3>${'<p><a href="/x">另一篇题目很长很长很长的文章</a></p>'.repeat(30)}</div></div>`,
    ],
  ])('is the densest block, without what stands around it: %s', (_name, body) => {
    expectArticle(read(body));
  });

  test('keeps its links, those of its attachments as well, and drops the navigation within it', () => {
    const { text, links } = read(
      `<div class="c"><div class="crumbs"><a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a></div>${PARAGRAPHS.map((line) => `<p>${line}</p>`).join('')}<div class="position-note"><p>来源：某某县融媒体中心</p></div><p>见<a href="https://www.gov.cn/a.htm">中国政府网</a></p><p><a href="1.docx">附件：登记表</a></p><div class="share"><a href="#">分享到微信</a></div></div>`,
    );
    expectArticle({ text });
    expect(text).not.toContain('分享到');
    expect(text).toContain('来源：某某县融媒体中心');
    expect(links).toEqual(['https://www.gov.cn/a.htm', 'https://www.example.gov.cn/xwzx/1.docx']);
  });

  test('is not made of scripts, headings or a list of links', () => {
    expect(read('<div class="c"><h1>只有一个很长很长很长的标题没有正文</h1></div>').text).not.toContain('标题');
    const links = `<ul>${'<li><a href="/x">另一篇题目很长很长很长的文章</a></li>'.repeat(10)}</ul>`;
    expect(
      readArticlePage(`<body>${links}<script>var a = "很长很长很长很长很长的一段文字";</script></body>`, URL_OF_PAGE)
        .text,
    ).toBe('');
  });

  test('a known container is taken before it, unless it is empty', () => {
    expect(
      read('<div id="zoom"><p>短正文。</p></div><div><p>旁边的一段很长很长很长很长的说明文字。</p></div>').text,
    ).toBe('短正文。');
    expectArticle(read(`<div id="zoom"> </div><div>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}</div>`));
  });

  test('links start from the page’s base', () => {
    const html = `<head><base href="https://other.gov.cn/a/"></head><body><div id="zoom"><p>正文</p><a href="b.htm">原文</a></div></body>`;
    expect(readArticlePage(html, URL_OF_PAGE).links).toEqual(['https://other.gov.cn/a/b.htm']);
  });

  test('its markup is found as its text is', () => {
    const markup = findArticleBody(
      `<body>${NAV}<div class="c"><p>${PARAGRAPHS.join('</p><p>')}</p></div>${FOOT}</body>`,
    );
    expect(markup).toMatch(/^<p>/);
    expect(readHtml(markup ?? '', null).text).toBe(PARAGRAPHS.join('\n'));
    expect(findArticleBody('<body></body>')).toBeNull();
  });
});

test('midnight as a time of publication is a day', () => {
  const at = (head: string, body = ''): string | undefined =>
    readArticlePage(`<head>${head}</head><body>${body}</body>`, URL_OF_PAGE).publishedAt?.precision;
  expect(at('<meta name="PubDate" content="2026-09-17 00:00:00">')).toBe('day');
  expect(at('<meta name="PubDate" content="2026-09-17 00:00:01">')).toBe('instant');
  expect(at('', '<p>发布时间：2026-09-17 00:00</p>')).toBe('day');
});
