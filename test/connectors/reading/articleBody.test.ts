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

  test.each([
    [
      'a sentence and a link',
      '<p>转发国务院的意见。</p><p><a href="https://www.gov.cn/1.htm">点击查看</a></p>',
      '转发国务院的意见。',
    ],
    [
      'a link to the document alone',
      '<p><a href="https://www.gov.cn/zhengce/1.htm">国务院关于某项改革的意见</a></p>',
      '国务院关于某项改革的意见',
    ],
  ])('may be short, %s: the head data and the foot of the page are longer and are no article', (_name, body, text) => {
    const head =
      '<div class="info">发布时间：2026-09-17 10:05 来源：某某县人民政府办公室 浏览次数：2026 字体：大 中 小</div>';
    const foot =
      '<div><p>承办：某某县大数据中心 网站标识码：3300000001 浙ICP备05000000号 浙公网安备33000000000000号 版权所有</p></div>';
    const found = read(`${head}<div class="c">${body}</div>${foot}`);
    expect(found.text).toContain(text);
    expect(found.text).not.toMatch(/浏览次数|网站标识码/);
    expect(found.links).toEqual([expect.stringMatching(/^https:\/\/www\.gov\.cn\//)]);
  });

  test('links within the site, to front pages and beside the article are no text of it', () => {
    const beside = [
      '<div><a href="/zwgk/2026/1.html">本站另一篇题目很长很长很长的文章</a></div>',
      '<div><a href="https://www.gov.cn/">中华人民共和国中央人民政府门户网站</a></div>',
      '<div class="related"><a href="https://www.gov.cn/zhengce/1.htm">国务院关于另一项改革的指导意见全文</a></div>',
    ];
    const found = read(`<div class="c"><p>转发国务院的意见，请知悉。</p></div>${beside.join('')}`);
    expect(found.text).toBe('转发国务院的意见，请知悉。');
  });

  test('is not what readers wrote below it', () => {
    const comments = `<div class="comment-list">${'<p>说得很好，支持，希望尽快落实到位。</p>'.repeat(20)}</div>`;
    expectArticle(read(`<div class="c">${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}</div>${comments}`));
  });

  test('is what stands between the marks of a content system', () => {
    const marked = `<!--ZJEG_RSS.content.begin-->${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}<!--ZJEG_RSS.content.end-->`;
    const { text } = read(`<div class="x">${marked}<p>${'这一段在标记之外，比正文更长。'.repeat(20)}</p></div>`);
    expect(text).toBe(PARAGRAPHS.join('\n'));
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
