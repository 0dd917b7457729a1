import fc from 'fast-check';
import { NO_SITE_FILING } from '../../../src/domain/accounts/siteFiling';
import { NO_FILING } from '../../../src/domain/accounts/filing';
import type { Registered } from '../../../src/domain/register/registered';
import { emptyTables, registerTables } from '../../../src/domain/register/registerTables';
import { readSheetFile } from '../../../src/http/sheets/readSheetFile';
import { writeRegisterCsv } from '../../../src/http/sheets/writeRegisterCsv';
import { writeRegisterXlsx } from '../../../src/http/sheets/writeRegisterXlsx';
import { plan, SECTORS, told, unit } from '../../domain/register/sheetsOf';

/** Names as people give them, and those that a spreadsheet would run. */
const name = fc
  .oneof(
    fc.stringMatching(/^[甲乙丙丁（）A-Za-z0-9&<>"',·]{1,20}$/u),
    fc.constantFrom("=cmd|' /C calc'!A0", '+86', '-1', '@sum(A1)', '=1+1', '示例县', '合计'),
  )
  .map((text) => text.trim());
const register: fc.Arbitrary<Registered> = fc
  .uniqueArray(name, { minLength: 4, maxLength: 12 })
  .chain((names) =>
    fc.record({
      day: fc.constantFrom(null, '1999-12-31', '2026-02-28'),
      sectors: fc.subarray(['education', 'health']),
      region: fc.constantFrom('', '330106'),
      names: fc.constant(names),
    }),
  )
  .map(({ names, day, sectors, region }) => {
    const [top = '', ...others] = names;
    const units = [
      unit({ key: 'top', name: top, level: 'county', region }),
      ...others.map((own, at) => unit({ key: `u${at}`, name: own, parentKey: 'top', sectors })),
    ];
    return {
      units,
      sites: [
        {
          ...{ key: 'top@www.a.gov.cn', unitKey: 'top', name: top, homeUrl: 'https://www.a.gov.cn/' },
          ...{ identifierCode: '0330106001', isReached: true },
          filing: {
            ...{ ...NO_SITE_FILING, icpNumber: '浙ICP备05008513号', plan: 'migrate' as const },
            ...{ planBasis: '浙政办发〔2026〕1号', planBy: '2026-12-31' as never },
          },
        },
      ],
      accounts: others.map((own, at) => ({
        ...{ unitKey: `u${at}`, platform: 'weibo' as const, externalId: String(10_000_000_000 + at), name: own },
        ...{ homeUrl: `https://weibo.com/${at}`, columnClass: 'account' as const, region: '', openedOn: day },
        ...{ settings: {}, siteKey: null, isReached: true },
        filing: { ...NO_FILING, isMain: at === 0, purpose: own, fans: at, fansCountedOn: '2026-01-01' as never },
      })),
      people: [
        { username: 'wang.min', name: top, role: 'officer' as const, unitKey: 'top', disabled: false, isReached: true },
      ],
      liaisons: others.map((own, at) => ({
        ...{ unitKey: `u${at}`, duty: at === 0 ? ('chief' as const) : ('informant' as const), name: own, post: top },
        ...{ rank: at === 0 ? ('section' as const) : null, mobile: at === 1 ? '+8613800000000' : '13800000000' },
        ...{ officePhone: at === 1 ? '0435-5222345转8' : null, username: at === 0 ? 'wang.min' : null },
        ...{ sinceOn: '2026-03-01', isReached: true },
      })),
    };
  });
const outcomes = (bytes: Buffer, fileName: string, registered: Registered) => {
  const planned = plan(readSheetFile(bytes, fileName), registered);
  return {
    told: told(planned),
    outcomes: new Set(planned.rows.map(({ outcome }) => outcome)),
    rows: planned.rows.length,
  };
};

test('what is exported comes back unchanged, whatever things are called', () => {
  fc.assert(
    fc.property(register, (registered) => {
      const tables = registerTables(registered, SECTORS);
      const read = outcomes(writeRegisterXlsx(tables), 'x.xlsx', registered);
      expect(read).toEqual({
        told: [],
        outcomes: new Set(['unchanged']),
        rows: tables.flatMap(({ rows }) => rows).length,
      });
      const accounts = tables.find(({ kind }) => kind === 'accounts');
      if (accounts === undefined) throw new Error('no accounts');
      expect(outcomes(writeRegisterCsv(accounts), '账号.csv', registered).outcomes).toEqual(new Set(['unchanged']));
      const roster = tables.find(({ kind }) => kind === 'liaisons');
      if (roster === undefined) throw new Error('no roster');
      expect(outcomes(writeRegisterCsv(roster), '名册.csv', registered)).toEqual({
        ...{ told: [], outcomes: new Set(['unchanged']), rows: roster.rows.length },
      });
    }),
    { numRuns: 30 },
  );
});

test('no cell of an export begins as a formula does', () => {
  const bad = ['=1+1', '+1', '-1', '@a', '\t=1', ' =1'];
  const registered = {
    units: bad.map((own, at) => unit({ key: `k${at}`, name: own })),
    sites: [],
    accounts: [],
    people: [],
    liaisons: [],
  };
  const [sheet] = readSheetFile(writeRegisterXlsx(registerTables(registered, SECTORS)), 'x.xlsx');
  const texts = sheet?.rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell === null ? [] : [cell.text]))) ?? [];
  expect(texts).toContain("'=1+1");
  expect(texts.filter((text) => /^\s*[=+\-@]/u.test(text))).toEqual([]);
});

test('the template is read as heads without rows: its examples are passed over, and each column has its note', () => {
  const bytes = writeRegisterXlsx(emptyTables());
  const sheets = readSheetFile(bytes, 'x.xlsx');
  expect(sheets.map((sheet) => sheet.name)).toEqual(['单位', '网站', '账号', '人员', '联络员名册']);
  const { messages } = plan(sheets);
  expect([...new Set(messages.map(({ code }) => code))]).toEqual(['row-skipped', 'no-rows']);
});

test('a CSV in GBK is read as one in UTF-8', () => {
  // 主办单位,平台,账号名称,账号ID / 甲局,微博,甲局发布,1234567890
  const hex = [
    'd6f7b0ecb5a5cebb2cc6bdcca82cd5cbbac5c3fbb3c62cd5cbbac549440d0abcd7bed62ccea2b2a92cbcd7bed6',
    'b7a2b2bc2c313233343536373839300d0a',
  ];
  const gbk = Buffer.from(hex.join(''), 'hex');
  const planned = plan(readSheetFile(gbk, '账号.csv'), { units: [unit({ key: 'a', name: '甲局' })] });
  expect(planned.added.accounts).toMatchObject([{ unit: 'a', platform: 'weibo', name: '甲局发布' }]);
});

test('a CSV in UTF-16, as spreadsheets write 「Unicode 文本」, is read with its tabs and full-width digits', () => {
  const text = '主办单位\t平台\t账号名称\t账号ID\r\n甲局\t微博\t甲局发布\t１２３４５６７８９０\r\n';
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  const swapped = Buffer.from(bytes).swap16();
  for (const file of [bytes, swapped]) {
    const planned = plan(readSheetFile(file, '账号.txt'), { units: [unit({ key: 'a', name: '甲局' })] });
    expect(planned.added.accounts).toMatchObject([{ unit: 'a', platform: 'weibo', externalId: '1234567890' }]);
  }
});

test('of a cell of megabytes no more is kept than of one of a workbook, and it is refused by its place', () => {
  const text = `主办单位,平台,账号名称,账号ID\n甲局,微博,${'长'.repeat(1_000_000)},1234567890\n`;
  const sheets = readSheetFile(Buffer.from(text), '账号.csv');
  expect(sheets[0]?.rows[1]?.cells[2]?.text.length).toBe(2_000);
  const { messages } = plan(sheets, { units: [unit({ key: 'a', name: '甲局' })] });
  expect(messages.some(({ row }) => row === 2)).toBe(true);
  expect(JSON.stringify(messages).length).toBeLessThan(5_000);
});
