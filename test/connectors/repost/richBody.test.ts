import { drawCover } from '../../../src/connectors/wechat/cover';
import { readPictureFile } from '../../../src/connectors/repost/pictureFile';
import { reduceBody } from '../../../src/connectors/repost/richBody';

const BASE = 'https://www.gov.cn/a/b.htm';
const markup = (html: string): string =>
  (reduceBody(html, BASE) ?? []).map((part) => (part.kind === 'markup' ? part.html : `[${part.url}]`)).join('');

describe('an original’s markup', () => {
  test.each([
    ['<p class="x" style="a" onclick="b">文</p>', '<p>文</p>'],
    ['<DIV><FONT>文</FONT></DIV>', '<section>文</section>'],
    ['a<br/>b', 'a<br>b'],
    ['<h1>题</h1>', '<h2>题</h2>'],
    ['<script>1<2</script><style>p{}</style>文<iframe src="x">内</iframe><form><input>表</form>', '文'],
    ['<svg onload=x><script>1</script></svg>文', '文'],
    [
      '<table><tr><td colspan="2" onmouseover="x" width="9">格</td></tr></table>',
      '<table><tr><td colspan="2">格</td></tr></table>',
    ],
    ['<td colspan="x">格</td>', '<td>格</td>'],
    ['<p>未闭合<b>粗', '<p>未闭合<strong>粗</strong></p>'],
    ['&lt;script&gt;1&amp;2', '&lt;script&gt;1&amp;2'],
    ['<!-- 注 --><p>文</p>', '<p>文</p>'],
    ['<a href="../c.htm">附件</a>', '附件（https://www.gov.cn/c.htm）'],
    ['<a href="https://www.gov.cn/">https://www.gov.cn/</a>', 'https://www.gov.cn/'],
    ['<a href="javascript:x()">点</a>', '点'],
    ['<a href="#1">注</a>', '注'],
    ['<a href="1.htm"><img src="p.jpg"></a>', '[https://www.gov.cn/a/p.jpg]'],
    ['<img data-src="//img.gov.cn/1.png" src="blank.gif">', '[https://img.gov.cn/1.png]'],
    ['<img src="data:image/png;base64,AA">', ''],
    ['<img src="javascript:1">', ''],
  ])('%s becomes %s', (html, expected) => {
    expect(markup(html)).toBe(expected);
  });

  test('nested beyond reason is not touched', () => {
    expect(reduceBody('<div>'.repeat(3_000), BASE)).toBeNull();
  });
});

describe('a picture’s bytes', () => {
  test('tell its kind and size', () => {
    expect(readPictureFile(drawCover())).toEqual({ type: 'image/png', width: 900, height: 383 });
    const jpeg = Buffer.from('ffd8ffe000104a46494600010101004800480000ffc0001108012c019003012200021101031101', 'hex');
    expect(readPictureFile(jpeg)).toEqual({ type: 'image/jpeg', width: 400, height: 300 });
  });
  test.each([['GIF89a'], [''], ['<html>'], ['\x89PNG']])('%p is no picture the platform takes', (text) => {
    expect(readPictureFile(Buffer.from(text, 'latin1'))).toBeNull();
  });
  test('cut short or running in circles end', () => {
    for (const hex of [
      'ffd8',
      'ffd8ffe0',
      'ffd8ffe00000ffe00000ffe00000',
      'ffd8ffffffffffffffffffffffff',
      'ffd800112233445566778899',
    ])
      expect(readPictureFile(Buffer.from(hex, 'hex'))).toBeNull();
  });
});
