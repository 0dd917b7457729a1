import { readListPage } from '../../../src/connectors/reading/listPage';
import type { ListRead } from '../../../src/connectors/reading/listPage';
import { NOW } from '../support/access';
import { cpuMsOf } from '../support/cpuTime';

const read = (
  html: string,
  itemSelector: string | null = null,
  url = 'https://www.example.gov.cn/xwzx/gzdt/',
): ListRead => readListPage(html, { url, itemSelector, fetchedAt: NOW });
const rowsOf = (list: ListRead): { title: string; url: string; date: string | null }[] => {
  if (list.kind !== 'rows') throw new Error(list.kind);
  return list.rows.map((row) => ({
    title: row.title,
    url: row.url,
    date:
      row.publishedAt === null
        ? null
        : row.publishedAt.precision === 'day'
          ? row.publishedAt.on
          : row.publishedAt.at.toISOString(),
  }));
};
describe('the rows of a list page', () => {
  test('are found by the registered selector, with the whole title and the address against the page’s own', () => {
    const html = `<ul class="nav"><li><a href="/">首页</a></li></ul><ul class="list"><li><a href="./202609/t20260917_1.html" title="关于国庆假期办事安排的通告（全文）">关于国庆假期办事安排…</a><span>2026-09-17</span></li>
      <li>·<a href="../x/t2.html">短标题</a> [2026/09/16]</li></ul>`;
    expect(rowsOf(read(html, 'ul.list li'))).toEqual([
      {
        title: '关于国庆假期办事安排的通告（全文）',
        url: 'https://www.example.gov.cn/xwzx/gzdt/202609/t20260917_1.html',
        date: '2026-09-17',
      },
      { title: '短标题', url: 'https://www.example.gov.cn/xwzx/x/t2.html', date: '2026-09-16' },
    ]);
  });

  test.each([
    ['<span>2026-09-17</span>', '2026-09-17'],
    ['<em>2026年9月17日</em>', '2026-09-17'],
    ['(2026.09.17)', '2026-09-17'],
    ['【2026-9-7】', '2026-09-07'],
    ['<i>发布时间：2026-09-17 09:30</i>', '2026-09-17T01:30:00.000Z'],
    ['<b>17</b><p>2026-09</p>', '2026-09-17'],
    ['<span>09-17</span>', '2026-09-17'],
    ['<span>12-31</span>', '2025-12-31'],
    ['[09-17]', '2026-09-17'],
    ['<span>昨天 10:00</span>', '2026-09-17T02:00:00.000Z'],
    ['<span>2026-\n 09-\n 17</span>', '2026-09-17'],
    ['<span>2026-13-41</span>', null],
    ['', null],
    ['<span>点击：2026</span>', null],
  ])('are dated by what stands beside the link: %s', (beside, date) => {
    expect(rowsOf(read(`<ul><li><a href="1.html">标题</a>${beside}</li></ul>`, 'li'))[0]?.date).toBe(date);
  });

  test('are not dated by their titles', () => {
    expect(
      rowsOf(
        read(
          '<ul><li><a href="1.html">2025年1月1日起施行的办法</a><span>2026-09-17</span></li><li><a href="2.html">关于2025-01-01的通知</a></li></ul>',
          'li',
        ),
      ).map((row) => row.date),
    ).toEqual(['2026-09-17', null]);
  });

  test('that are links themselves carry title and date within', () => {
    expect(
      rowsOf(
        read(
          '<div><a class="i" href="1.html" title="标题全文"><h4>标题全…</h4><time>2026-09-17</time></a></div>',
          'a.i',
        ),
      ),
    ).toEqual([{ title: '标题全文', url: 'https://www.example.gov.cn/xwzx/gzdt/1.html', date: '2026-09-17' }]);
  });

  test('do not take a tooltip for a title', () => {
    expect(
      rowsOf(
        read('<li><a href="1.html" title="点击查看详细内容页面">关于某事的通知</a><i>2026-09-17</i></li>', 'li'),
      )[0]?.title,
    ).toBe('关于某事的通知');
    expect(
      rowsOf(
        read('<li><a href="1.html" title="关于某事的通知（全文）"><img src="x"></a><i>2026-09-17</i></li>', 'li'),
      )[0]?.title,
    ).toBe('关于某事的通知（全文）');
  });

  test('take the link with the longest title, and none that runs a script', () => {
    const html =
      '<li><a href="/c/">[通知]</a><a href="javascript:void(0)">打开全部通知公告列表的按钮</a><a href="//other.gov.cn/1.html">关于某事的通知</a><i>2026-09-17</i></li>';
    expect(rowsOf(read(html, 'li'))[0]).toMatchObject({ title: '关于某事的通知', url: 'https://other.gov.cn/1.html' });
  });

  test('are recognised by shape where no selector is registered', () => {
    const nav =
      '<ul class="nav"><li><a href="/a">政务</a></li><li><a href="/b">公开</a></li><li><a href="/c">服务</a></li><li><a href="/d">互动</a></li></ul>';
    const rows = [1, 2, 3, 4]
      .map((n) => `<tr><td>·<a href="${n}.html">通知${n}</a></td><td>[2026/09/1${n}]</td></tr>`)
      .join('');
    expect(
      rowsOf(read(`${nav}<table><tbody>${rows}</tbody></table><p><a href="/more">更多</a> 更新于2026-09-18</p>`)).map(
        (row) => row.title,
      ),
    ).toEqual(['通知1', '通知2', '通知3', '通知4']);
    expect(
      rowsOf(
        read(
          `${nav}${[1, 2, 3].map((n) => `<div class="item"><h4><a href="${n}.html">新闻${n}</a></h4><p>2026年9月1${n}日</p></div>`).join('')}`,
        ),
      ),
    ).toHaveLength(3);
  });

  test.each<[string, string, string | null, string]>([
    [
      'a selector that matches nothing',
      '<main><section data-url="1.html"><h3>新闻</h3><time>09-17</time></section></main>',
      'ul.list li',
      'selector-matches-nothing',
    ],
    [
      'a selector that matches rows without links',
      '<ul class="list"><li>暂无内容</li></ul>',
      'ul.list li',
      'selector-matches-nothing',
    ],
    ['a selector nobody can read', '<ul></ul>', 'ul[[', 'selector-invalid'],
    [
      'a page without anything like a list',
      '<p>系统维护中 2026-09-17 <a href="/">首页</a></p>',
      null,
      'no-list-recognised',
    ],
    ['an empty page', '', null, 'no-list-recognised'],
    [
      'a challenge of a firewall',
      '<script>var check="412";location.reload();</script>',
      'ul li',
      'selector-matches-nothing',
    ],
    ['nesting without end', '<div>'.repeat(200_000), 'ul li', 'nested-too-deeply'],
  ])('are not taken for an empty list on %s', (_name, html, selector, kind) => {
    expect(read(html, selector)).toEqual({ kind });
  });

  test('on a page of fifty thousand links are looked for in bounded work', async () => {
    expect(
      await cpuMsOf(() => {
        expect(read(`<div>${'<a href="1.html">x</a>'.repeat(50_000)}</div>`).kind).toBe('no-list-recognised');
        read(`<ul>${'<li><a href="1.html">x</a></li>'.repeat(30_000)}</ul>`, 'li');
      }),
    ).toBeLessThan(5000);
  });
});
