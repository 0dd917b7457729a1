import { readCell } from '../../../src/domain/register/readCell';
import { REGISTER_COLUMNS } from '../../../src/domain/register/columns';
import type { SheetCell } from '../../../src/domain/register/sheet';
import { plan, SECTORS, sheetOf, told } from './sheetsOf';

const columnOf = (field: string) => {
  const found = REGISTER_COLUMNS.accounts.find((column) => column.field === field);
  if (found === undefined) throw new Error(field);
  return found;
};
const read = (field: string, cell: SheetCell, countsFrom1904 = false): string => {
  const reading = readCell(cell, columnOf(field), { sectors: SECTORS, countsFrom1904 });
  return 'value' in reading ? reading.value : reading.code;
};
const text = (written: string): SheetCell => ({ text: written, kind: 'text' });
const number = (written: string): SheetCell => ({ text: written, kind: 'number' });

describe('a day', () => {
  test.each([
    '2026-03-01',
    '2026/3/1',
    '2026.3.1',
    '2026年3月1日',
    '２０２６年３月１日',
    '20260301',
    '2026-03-01 00:00:00',
    '2026/3/1 8:30',
    '46082',
  ])('written as %s is that day', (written) => {
    expect(read('openedOn', text(written))).toBe('2026-03-01');
  });

  test('kept as a count of days is that day, whichever calendar counts and whatever the hour', () => {
    expect(read('openedOn', number('46082'))).toBe('2026-03-01');
    expect(read('openedOn', number('46082.75'))).toBe('2026-03-01');
    expect(read('openedOn', number('44620'), true)).toBe('2026-03-01');
  });

  test.each([
    ['3月1日', 'date-without-year'],
    ['2026-02-30', 'date-unreadable'],
    ['开设已久', 'date-unreadable'],
    ['12', 'date-unreadable'],
  ])('that is none, %s, is refused', (written, code) => {
    expect(read('openedOn', text(written))).toBe(code);
  });
});

describe('an id', () => {
  test('that a spreadsheet keeps as a number is read whole, up to the fifteen digits it keeps', () => {
    expect(read('externalId', number('1234567890'))).toBe('1234567890');
    expect(read('externalId', number('1.234567890E9'))).toBe('1234567890');
    expect(read('externalId', number('999999999999999'))).toBe('999999999999999');
    expect(read('externalId', number('1000000000000000'))).toBe('digits-lost');
    expect(read('externalId', text('1.23E+18'))).toBe('digits-lost');
  });

  test('in full-width figures with blanks is the same id', () => {
    expect(read('externalId', text('　１２３４５ ６７８９０ '))).toBe('1234567890');
  });
});

describe('a cell', () => {
  test('with the stored result of a formula says that result; without one nothing is worked out', () => {
    expect(read('name', { text: '甲局发布', kind: 'text', isFormula: true })).toBe('甲局发布');
    expect(read('name', { text: '', kind: 'number', isFormula: true })).toBe('formula-empty');
    expect(read('name', { text: '#REF!', kind: 'error' })).toBe('cell-error');
  });

  test('names a platform in any of its words', () => {
    for (const written of ['微博', '新浪微博', ' 微 博 ', 'Weibo'])
      expect(read('platform', text(written))).toBe('weibo');
    for (const written of ['微信公众号', '服务号']) expect(read('platform', text(written))).toBe('wechat');
    for (const written of ['抖音', '抖音号']) expect(read('platform', text(written))).toBe('douyin');
    for (const written of ['头条号', '今日头条']) expect(read('platform', text(written))).toBe('toutiao');
    expect(read('platform', text('视频号'))).toBe('other');
    expect(read('platform', text('电台'))).toBe('not-a-choice');
  });

  test('keeps the brackets of a name as they are, and loses what nobody sees', () => {
    expect(read('name', text(' 甲局（本级）\u202E '))).toBe('甲局（本级）');
    expect(read('name', text('甲'.repeat(121)))).toBe('too-long');
  });
});

describe('a sheet', () => {
  const HEAD = ['序号', '主办单位', '平台', '账号名称（必填）', 'UID', '主页链接', '开通时间', '粉丝数'];
  const UNITS = sheetOf('单位', [
    ['单位名称', '上级单位', '层级'],
    ['甲县', '', '县'],
    ['甲局', '甲县', '部门'],
  ]);

  test('is read below its title by whatever its heads are called; strange columns, sums and signatures are told', () => {
    const accounts = sheetOf('Sheet2', [
      ['甲县政务新媒体清单', '', '', '', '', '', '', ''],
      ['', '', '', '', '', '', '', ''],
      HEAD,
      [1, '甲局', '新浪微博', '甲局发布', 1234567890, '', '2026年3月1日', 12],
      ['', '', '', '', '', '', '', ''],
      ['合计', '', '', '', '', '', '', 12],
      ['填报人：张三'],
    ]);
    const { added, faults, ...planned } = plan([UNITS, accounts]);
    expect(added.units).toEqual([
      { key: '甲县', name: '甲县', parent: null, level: 'county' },
      { key: '甲局', name: '甲局', parent: '甲县', level: 'department' },
    ]);
    expect(added.accounts).toEqual([
      {
        ...{ unit: '甲局', platform: 'weibo', externalId: '1234567890', name: '甲局发布' },
        ...{ homeUrl: 'https://weibo.com/u/1234567890', columnClass: 'account', region: '', openedOn: '2026-03-01' },
        ...{ settings: {}, credential: null },
      },
    ]);
    expect(told(planned)).toEqual(['Sheet2!H3 column-undated', 'Sheet2!6 row-skipped', 'Sheet2!7 row-skipped']);
    expect(faults).toBe(0);
  });

  test('has one column for what each platform calls otherwise, in a head that names both', () => {
    const accounts = sheetOf('账号', [
      ['主办单位', '平台', '账号名称', '微博UID/微信原始ID', '链接'],
      ['甲局', '微信', '甲局发布', 'gh_0123456789ab', 'https://mp.weixin.qq.com/'],
    ]);
    const { added, faults } = plan([UNITS, accounts]);
    expect([faults, added.accounts.map(({ externalId }) => externalId)]).toEqual([0, ['gh_0123456789ab']]);
  });

  test('of which a row lacks what has no column says what is missing, as the template calls it', () => {
    const accounts = sheetOf('账号', [
      ['主办单位', '平台', '账号名称', '链接'],
      ['甲局', '微信', '甲局发布', 'https://mp.weixin.qq.com/'],
    ]);
    const { messages } = plan([UNITS, accounts]);
    expect(messages.filter(({ code }) => code === 'missing')).toMatchObject([{ column: '', header: '账号ID' }]);
  });

  test('without a column that is needed says which; one about something else is left aside', () => {
    const without = sheetOf('账号', [
      ['主办单位', '账号名称'],
      ['甲局', '甲局发布'],
    ]);
    const other = sheetOf('说明', [['填写说明'], ['请勿改动表头']]);
    expect(told(plan([without, other]))).toEqual(['账号!1 column-missing 平台', '说明!0 sheet-skipped']);
    expect(told(plan([other]))).toEqual(['说明!0 sheet-skipped', '!0 no-rows']);
  });

  test('tells each cell that cannot be taken by sheet, row, letter, head and what it holds, and only once', () => {
    const accounts = sheetOf('账号', [
      HEAD,
      [1, '乙局', '飞信', '', '1.23E+18', 'weibo.com/1', '3月1日'],
      [2, '甲局', '微博', '甲局发布', '1234567890', '', ''],
      [3, '甲局', '微博', '甲局微博', '１２３４５６７８９０', '', ''],
    ]);
    const { messages, faults } = plan([UNITS, accounts]);
    expect(told({ messages })).toEqual([
      '账号!H1 column-undated',
      '账号!C2 not-a-choice 微博、微信、网站、抖音、快手、今日头条、客户端、小程序、其他平台',
      '账号!E2 digits-lost',
      '账号!F2 url-unreadable',
      '账号!G2 date-without-year',
      '账号!D2 missing',
      '账号!E4 given-twice 账号!3',
    ]);
    expect(messages[2]).toMatchObject({ sheet: '账号', row: 2, column: 'E', header: 'UID', value: '1.23E+18' });
    expect(faults).toBe(6);
  });
});
