import { readDutyTable, type TableRow } from '../../../src/domain/oncall/dutyTable';

const HEAD = ['日期', '值班人员', '带班领导', '电话'];
/** Lines as a program shows them: the first is 1. */
const rows = (...lines: readonly (readonly string[])[]): readonly TableRow[] =>
  lines.map((cells, index) => ({ row: index + 1, cells }));
const problemsOf = (...lines: readonly (readonly string[])[]): readonly string[] =>
  readDutyTable(rows(...lines)).problems.map(({ code, row, column, value }) => `${row}:${column} ${code} ${value}`);

describe('a day', () => {
  test.each([
    '2026-10-01',
    '2026/10/1',
    '2026.10.1',
    '2026年10月1日',
    '2026年10月01日（周四）',
    '2026-10-01 星期四',
    '20261001',
    '2026-10-01T00:00:00.000Z',
    '46296',
  ])('is read from %s', (text) => {
    expect(readDutyTable(rows(HEAD, [text, '张三'])).days.map(({ date }) => date)).toEqual(['2026-10-01']);
  });

  test.each([
    ['10月1日', 'date-without-year'],
    ['10/1', 'date-without-year'],
    ['2026-02-30', 'date-unreadable'],
    ['国庆节', 'date-unreadable'],
    ['36525', 'date-unreadable'],
    ['73051', 'date-unreadable'],
    ['', 'date-unreadable'],
  ])('is not guessed from %j', (text, code) => {
    expect(problemsOf(HEAD, [text, '张三'])).toEqual([`2:1 ${code} ${text}`]);
  });

  test('stands in a table once', () => {
    expect(problemsOf(HEAD, ['2026-10-01', '张三'], ['2026/10/1', '李四'])).toEqual(['3:1 date-twice 2026/10/1']);
  });
});

describe('a table', () => {
  test('is read by the names of its columns, in any order, below any title; notes without people are skipped', () => {
    const { days, problems } = readDutyTable(
      rows(
        ['十月值班表'],
        ['序号', '联系电话', '带班', '值班员', '日期'],
        ['1', '138-0013-8000', '王五', '张三、李四', '2026-10-01'],
        [],
        ['2', '', '', '张　三；赵 六', '2026-10-02'],
        ['3', '', '', '', '2026-10-03'],
        ['', '', '', '', '备注：交接班时间为 8:30'],
      ),
    );
    expect(problems).toEqual([]);
    expect(days).toEqual([
      {
        row: 3,
        date: '2026-10-01',
        people: { column: 4, names: ['张三', '李四'] },
        leaders: { column: 3, names: ['王五'] },
        phone: '13800138000',
      },
      {
        row: 5,
        date: '2026-10-02',
        people: { column: 4, names: ['张　三', '赵 六'] },
        leaders: { column: 3, names: [] },
        phone: '',
      },
      {
        row: 6,
        date: '2026-10-03',
        people: { column: 4, names: [] },
        leaders: { column: 3, names: [] },
        phone: '',
      },
    ]);
  });

  test.each([
    ['without a head', [['2026-10-01', '张三']], '0:0 no-header '],
    [
      'with a head of dates alone',
      [
        ['日期', '备注'],
        ['2026-10-01', '张三'],
      ],
      '0:0 no-header ',
    ],
    ['without days', [HEAD], '0:0 no-days '],
    [
      'of too many people',
      [HEAD, ['2026-10-01', Array.from({ length: 21 }, (_, index) => `甲${index}`).join('、')]],
      '2:2 too-many-people 21',
    ],
  ] as const)('%s is refused', (_what, lines, expected) => {
    expect(problemsOf(...lines)).toEqual([expected]);
  });

  test('has days for a year and a day at most', () => {
    const days = (count: number) =>
      Array.from({ length: count }, (_, index) => [String(46_000 + index), '张三'] as const);
    expect(problemsOf(HEAD, ...days(367))).toEqual([]);
    expect(problemsOf(HEAD, ...days(368))).toEqual(['0:0 too-many-days 368']);
  });
});
