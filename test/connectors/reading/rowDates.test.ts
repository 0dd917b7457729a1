import { readListPage } from '../../../src/connectors/reading/listPage';
import type { ReadRow } from '../../../src/connectors/reading/readRow';
import { dayOf } from '../../../src/domain/time/published';
import { NOW } from '../support/access';

const URL_OF_LIST = 'https://www.example.gov.cn/zwgk/tzgg/index.html';
const rowsOf = (html: string, itemSelector: string | null = null): readonly ReadRow[] => {
  const read = readListPage(html, { url: URL_OF_LIST, itemSelector, fetchedAt: NOW });
  if (read.kind !== 'rows') throw new Error(read.kind);
  return read.rows;
};
const daysOf = (html: string, itemSelector: string | null = null): (string | null)[] =>
  rowsOf(html, itemSelector).map(({ publishedAt }) => (publishedAt === null ? null : dayOf(publishedAt)));
const table = (head: string, ...rows: string[]): string =>
  `<table><tr>${head}</tr>${rows.map((row, n) => `<tr><td><a href="${n}.html">关于第${n}件事的通知</a></td>${row}</tr>`).join('')}</table>`;
const list = (...rows: string[]): string =>
  `<ul>${rows.map((row, n) => `<li><a href="${n}.html">关于第${n}件事的通知</a>${row}</li>`).join('')}</ul>`;

describe('of two dates in a row', () => {
  const signedAndPublished = [
    '<td>2026-08-20</td><td>2026-09-17</td>',
    '<td>2026-08-19</td><td>2026-09-16</td>',
    '<td>2026-08-10</td><td>2026-09-10</td>',
  ];

  test.each([
    ['<th>标题</th><th>成文日期</th><th>发布日期</th>', ['2026-09-17', '2026-09-16', '2026-09-10']],
    ['<td>标题</td><td>签发时间</td><td>公开时间</td>', ['2026-09-17', '2026-09-16', '2026-09-10']],
    ['<th>标题</th><th>发布日期</th><th>截止日期</th>', ['2026-08-20', '2026-08-19', '2026-08-10']],
    ['<th>标题</th><th>日期</th><th>发布日期</th>', ['2026-09-17', '2026-09-16', '2026-09-10']],
    ['<th>标题</th><th>甲</th><th>乙</th>', [null, null, null]],
  ])('the one counts whose column is that of publication: %s', (head, days) => {
    expect(daysOf(table(head, ...signedAndPublished))).toEqual(days);
  });

  test('columns that span two are counted so', () => {
    expect(
      daysOf(
        table(
          '<th>标题</th><th colspan="2">文号和机关</th><th>成文日期</th><th>发布日期</th>',
          ...signedAndPublished.map((row) => `<td>某政发〔2026〕9号</td><td>某机关</td>${row}`),
        ),
      ),
    ).toEqual(['2026-09-17', '2026-09-16', '2026-09-10']);
  });

  test.each([
    ['<span>成文日期：2026-08-20</span><span>发布日期：2026-09-17</span>', '2026-09-17'],
    ['<b>发布时间：</b><i>2026-09-17</i><b>截止时间：</b><i>2026-10-17</i>', '2026-09-17'],
    ['<i>成文日期：2026-08-20</i><i>2026-09-17</i>', '2026-09-17'],
    ['<i>2026-09-01</i><i>2026-09-17</i>', null],
    ['<i>公示期 2026-09-01 至 2026-09-17</i>', null],
    ['<i>2026-09-17</i><i>2026年9月17日 09:30</i>', '2026-09-17'],
    ['<i>成文日期：2026-08-20</i>', null],
    ['<p>会议于2026年9月1日在县城召开</p><i>2026-09-17</i>', '2026-09-17'],
    ['<i>浏览 3-5</i><i>3-5</i><i>2026-09-17</i>', '2026-09-17'],
  ])('labels within the row decide, and where nothing does there is none: %s', (beside, day) => {
    expect(daysOf(list(beside, beside, beside), 'li')[0]).toBe(day);
  });

  test('rows without a clear date are rows all the same: somebody sees that there were any', () => {
    expect(daysOf(list(...Array.from({ length: 3 }, () => '<i>2026-09-01</i><i>2026-09-17</i>')))).toEqual([
      null,
      null,
      null,
    ]);
  });
});

test('a cell that spans two columns counts as two of the head', () => {
  const rows = ['2026-09-17', '2026-09-16', '2026-09-10'].map(
    (day) => `<td colspan="2">某政发〔2026〕9号</td><td>2026-08-01</td><td>${day}</td>`,
  );
  expect(
    daysOf(table('<th>标题</th><th>发布日期</th><th>机关</th><th>成文日期</th><th>公开日期</th>', ...rows)),
  ).toEqual(['2026-09-17', '2026-09-16', '2026-09-10']);
});

describe('a row inside its link', () => {
  const days = ['2026-09-17', '2026-09-16', '2026-09-15'];
  test.each([
    [
      'link in a list item',
      (day: string, n: number) => `<li><a href="${n}.html"><p>通知${n}</p><span>${day}</span></a></li>`,
    ],
    ['link about a list item', (day: string, n: number) => `<a href="${n}.html"><li>通知${n}<i>${day}</i></li></a>`],
    [
      'link beside a picture of the same address',
      (day: string, n: number) =>
        `<div><p><a href="${n}.html"><img src="x"></a></p><a href="${n}.html"><h4>通知${n}</h4><p>摘要说明一句话。</p><em>${day}</em><u>详情</u></a></div>`,
    ],
    [
      'day above month',
      (day: string, n: number) =>
        `<li><a href="${n}.html"><b>${day.slice(8)}</b><i>${day.slice(0, 7)}</i><span>通知${n}</span></a></li>`,
    ],
  ])('has its title and its date: %s', (_name, row) => {
    const rows = rowsOf(`<ul>${days.map(row).join('')}</ul>`);
    expect(rows.map(({ title }) => title)).toEqual(['通知0', '通知1', '通知2']);
    expect(rows.map(({ publishedAt }) => publishedAt !== null && dayOf(publishedAt))).toEqual(days);
  });

  test('a date in the middle of a link’s words is the title’s', () => {
    expect(daysOf('<ul><li><a href="1.html">关于<em>2026-09-01</em>会议的通知</a></li></ul>', 'li')).toEqual([null]);
  });
});

describe('a day glued to the title', () => {
  const glued = (...titles: string[]): string =>
    `<ul>${titles.map((title, n) => `<li><a href="${n}.html">${title}</a></li>`).join('')}</ul>`;

  test('is the row’s where all rows have one, in order, and is no part of the title', () => {
    const rows = rowsOf(glued('关于停水的通知2026-09-17', '关于停电的通知[2026-09-16]', '2026-09-15 关于放假的通知'));
    expect(rows.map(({ title }) => title)).toEqual(['关于停水的通知', '关于停电的通知', '关于放假的通知']);
    expect(rows.map(({ publishedAt }) => publishedAt !== null && dayOf(publishedAt))).toEqual([
      '2026-09-17',
      '2026-09-16',
      '2026-09-15',
    ]);
  });

  test.each([
    ['not all have one', ['甲的通知2026-09-17', '乙的通知2026-09-16', '丙的通知']],
    ['they go in no order', ['甲的通知2026-09-01', '乙的通知2026-09-16', '丙的通知2026-09-02']],
    ['there are two', ['甲的通知2026-09-17', '乙的通知2026-09-16']],
  ])('is not taken for the list’s where %s', (_name, titles) => {
    expect(daysOf(glued(...titles), 'li').every((day) => day === null)).toBe(true);
  });

  test('is taken off where it is the day beside, and stays where it is another', () => {
    const [same, other] = rowsOf(
      '<ul><li><a href="1.html">值班表2026-09-17</a><i>2026-09-17</i></li><li><a href="2.html">空气质量日报2026-09-15</a><i>2026-09-16</i></li></ul>',
      'li',
    );
    expect([same?.title, same?.shownTitle]).toEqual(['值班表', '值班表2026-09-17']);
    expect(other?.title).toBe('空气质量日报2026-09-15');
  });

  test('is none where it is the end of a longer number', () => {
    expect(rowsOf('<ul><li><a href="1.html">编号12026-09-17</a><i>2026-09-17</i></li></ul>', 'li')[0]?.title).toBe(
      '编号12026-09-17',
    );
  });
});

describe('midnight', () => {
  test('in every row means that the list knows only days; one other time, and it is a time', () => {
    const precisions = (...times: string[]): (string | undefined)[] =>
      rowsOf(list(...times.map((time, n) => `<i>2026-09-1${7 - n} ${time}</i>`)), 'li').map(
        ({ publishedAt }) => publishedAt?.precision,
      );
    expect(precisions('00:00:00', '00:00', '00:00:00')).toEqual(['day', 'day', 'day']);
    expect(precisions('09:30', '00:00', '00:00')).toEqual(['instant', 'instant', 'instant']);
  });
});

describe('links', () => {
  test.each([
    ['<base href="https://www.example.gov.cn/">', 'https://www.example.gov.cn/a/1.html'],
    ['<base href="/sub/">', 'https://www.example.gov.cn/sub/a/1.html'],
    ['<base target="_blank"><base href="//cdn.example.gov.cn/x/y">', 'https://cdn.example.gov.cn/x/a/1.html'],
    ['<base href="javascript:0">', 'https://www.example.gov.cn/zwgk/tzgg/a/1.html'],
    ['', 'https://www.example.gov.cn/zwgk/tzgg/a/1.html'],
  ])('start from the page’s base: %s', (base, url) => {
    const html = `<head>${base}</head><ul><li><a href="a/1.html">通知</a><i>2026-09-17</i></li></ul>`;
    expect(rowsOf(html, 'li')[0]?.url).toBe(url);
  });
});
