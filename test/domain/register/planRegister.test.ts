import { NO_FILING } from '../../../src/domain/accounts/filing';
import { NO_SITE_FILING } from '../../../src/domain/accounts/siteFiling';
import { OFFICE, plan, sheetOf, told, unit } from './sheetsOf';

const UNIT_HEAD = ['单位名称', '上级单位', '层级', '行政区划代码', '统一社会信用代码', '领域', '单位代码'];
const COUNTY = unit({ key: 'county', name: '甲县', level: 'county' });
const BUREAU = unit({ key: 'bureau', name: '教育局', parentKey: 'county', sectors: ['education'] });
const OTHER_COUNTY = unit({ key: 'other', name: '乙县', level: 'county' });
const OTHER_BUREAU = unit({ key: 'other-bureau', name: '教育局', parentKey: 'other' });
const units = [COUNTY, BUREAU, OTHER_COUNTY, OTHER_BUREAU];
const ofUnits = (...lines: readonly string[][]) => [sheetOf('单位', [UNIT_HEAD, ...lines])];
const ACCOUNT_HEAD = ['主办单位', '平台', '账号名称', '账号ID', '主页网址', '开设日期', '所属网站'];
const ofAccounts = (...lines: readonly string[][]) => [sheetOf('账号', [ACCOUNT_HEAD, ...lines])];
const WEIBO = {
  ...({ unitKey: 'bureau', platform: 'weibo', externalId: '1234567890', name: '甲县教育', siteKey: null } as const),
  ...({ homeUrl: 'https://weibo.com/1234567890', columnClass: 'account', region: '甲县' } as const),
  ...{ openedOn: '2020-01-01', settings: { list: 'x' }, isReached: true },
  filing: NO_FILING,
};

describe('a unit', () => {
  test('is known by its name under its superior: the same name elsewhere is another unit with a key of its own', () => {
    const { rows, added } = plan(ofUnits(['教育局', '甲县', ''], ['教育局', '丙县', '部门'], ['丙县', '', '县']), {
      units,
    });
    expect(rows.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      '教育局 unchanged',
      '教育局 new',
      '丙县 new',
    ]);
    // The county first, though it stands below in the table.
    expect(added.units.map(({ key, parent }) => [key, parent])).toEqual([
      ['丙县', null],
      ['教育局', '丙县'],
    ]);
  });

  test('whose name two have is refused where nothing tells them apart', () => {
    const { messages } = plan([...ofUnits(['教育局']), ...ofAccounts(['教育局', '微博', '甲', '1234567890'])], {
      units,
    });
    expect(told({ messages })).toEqual([
      '单位!A2 unit-ambiguous bureau、other-bureau',
      '账号!A2 unit-ambiguous bureau（甲县）、other-bureau（乙县）',
    ]);
  });

  test('with its key may get another name or superior; what is not stated stays', () => {
    const { rows, changed, added } = plan(ofUnits(['教育体育局', '乙县', '', '', '', '', 'bureau']), { units });
    expect(rows[0]).toMatchObject({
      outcome: 'differs',
      changes: [
        { field: 'name', before: '教育局', after: '教育体育局' },
        { field: 'parent', before: 'county', after: 'other' },
      ],
    });
    expect(changed.units).toEqual([{ key: 'bureau', name: '教育体育局', parent: 'other', level: 'department' }]);
    expect(added.units).toEqual([]);
  });

  test('cannot come to stand under itself, and nothing goes to a closed one', () => {
    const closed = unit({ key: 'closed', name: '旧局', isClosed: true });
    const { messages } = plan(ofUnits(['甲县', '教育局', '', '', '', '', 'county'], ['新科', '旧局', '其他']), {
      units: [COUNTY, BUREAU, closed],
    });
    expect(told({ messages })).toEqual(['单位!B3 unit-closed 旧局', '单位!B2 unit-under-itself 甲县']);
  });

  test('that is new says its level; a wrong credit code says why', () => {
    const { messages } = plan(ofUnits(['新局', '甲县', ''], ['另局', '甲县', '局', '', '91330106X']), { units });
    expect(told({ messages })).toEqual(['单位!E3 credit-code-wrong length', '单位!C2 missing']);
  });

  test('below which somebody stands is where their units go, and others are not there', () => {
    const reach = { ...OFFICE, unitKey: 'county' };
    const mine = units.map((one) => ({ ...one, isReached: ['county', 'bureau'].includes(one.key) }));
    const sheet = ofUnits(
      ['新局', '', '部门'],
      ['新科', '乙县', '其他'],
      ['某局', '', '部门', '', '', '', 'other-bureau'],
    );
    const { added, messages } = plan(sheet, { units: mine }, reach);
    expect(added.units.map(({ key, parent }) => [key, parent])).toEqual([['新局', 'county']]);
    expect(told({ messages })).toEqual(['单位!G4 key-taken', '单位!B3 unit-unknown']);
  });
});

describe('an account', () => {
  test('that is there and says the same is unchanged; what the table leaves out is not cleared', () => {
    const { rows, changed } = plan(ofAccounts(['bureau', '微博', '甲县教育', '1234567890'], []), {
      units,
      accounts: [WEIBO],
    });
    expect(rows).toMatchObject([{ outcome: 'unchanged', changes: [] }]);
    expect(changed.accounts).toEqual([]);
  });

  test('that differs is listed field by field, and changed with all else as it is', () => {
    const { rows, changed } = plan(ofAccounts(['乙县', '微博', '甲县教育', '1234567890', '', '2021-01-01']), {
      units,
      accounts: [WEIBO],
    });
    expect(rows[0]?.changes).toEqual([
      { field: 'unit', before: 'bureau', after: 'other' },
      { field: 'openedOn', before: '2020-01-01', after: '2021-01-01' },
    ]);
    const { unitKey: _unit, siteKey: _site, isReached: _reached, filing: _filing, ...rest } = WEIBO;
    expect(changed.accounts).toEqual([{ ...rest, unit: 'other', openedOn: '2021-01-01', credential: null }]);
  });

  test('of a unit that is not the reader’s is named as registered elsewhere, and no more', () => {
    const accounts = [{ ...WEIBO, isReached: false }];
    const { messages } = plan(ofAccounts(['bureau', '微博', '甲', '1234567890']), { units, accounts });
    expect(told({ messages })).toEqual(['账号!D2 exists-elsewhere']);
  });

  test('needs an id that its platform gives out, a home that can be told, and for a site a portal', () => {
    const { messages, added } = plan(
      ofAccounts(
        ['bureau', '微博', '甲', 'abc'],
        ['bureau', '微信', '乙'],
        ['bureau', '微信', '丙', 'gh_1', '', '', 'x'],
        ['bureau', '网站', '丁', '', 'https://www.a.gov.cn/news/', '', 'nowhere'],
        ['bureau', '微博', '戊', '', 'https://weibo.com/u/1234567891?from=x'],
        ['bureau', '微信', '己', 'pending:1'],
      ),
      { units },
    );
    expect(told({ messages })).toEqual([
      '账号!D2 uid-wrong',
      '账号!D3 missing',
      '账号!G4 site-of-portal-only',
      '账号!G5 site-unknown nowhere',
      '账号!D7 id-reserved',
    ]);
    expect(added.accounts.map(({ externalId }) => externalId)).toEqual(['https://www.a.gov.cn/news/', '1234567891']);
  });
});

describe('sites and people', () => {
  const sites = [
    {
      ...{ key: 'county@www.a.gov.cn', unitKey: 'county', name: '甲县政府网' },
      ...{ homeUrl: 'https://www.a.gov.cn/', identifierCode: '3301060001', isReached: true },
      filing: NO_SITE_FILING,
    },
  ];
  const SITE_HEAD = ['主办单位', '网站名称', '首页网址', '网站标识码'];

  test('what is filed of a site is read, compared and checked, and a cell that is empty clears nothing', () => {
    const head = [...SITE_HEAD, 'ICP备案号', '公安备案号', '处置方式', '处置依据', '处置期限'];
    const filed = { ...NO_SITE_FILING, icpNumber: '浙ICP备05008513号', policeNumber: '浙公网安备33010602001234号' };
    const known = sites.map((site) => ({ ...site, filing: filed }));
    const listed = (...line: string[]) => [
      sheetOf('网站', [head, ['甲县', '甲县政府网', 'https://www.a.gov.cn/', '3301060001', ...line]]),
    ];
    const changed = plan(listed('浙ICP备05008513号', '', '迁移', '', '2026-12-31'), { units, sites: known });
    expect(changed.rows[0]?.changes.map(({ field, after }) => `${field} ${after}`)).toEqual([
      'filing.plan migrate',
      'filing.planBy 2026-12-31',
    ]);
    expect(changed.former.sites[0]?.filing).toEqual(filed);
    expect(told(plan(listed('备案中', '1', '保留', '', ''), { units, sites: known }))).toEqual([
      '网站!E2 icp-wrong',
      '网站!F2 police-wrong',
      '网站!H2 basis-missing',
    ]);
    expect(told(plan(listed('', '', '关停', '', ''), { units, sites: known }))).toEqual(['网站!I2 deadline-missing']);
  });

  test('a site that was closed takes no change and no column, neither by its key nor by its unit and host', () => {
    const known = sites.map((site) => ({ ...site, isClosed: true as const }));
    const listed = (name: string) => [
      sheetOf('网站', [SITE_HEAD, ['甲县', name, 'https://www.a.gov.cn/', '3301060001']]),
    ];
    expect(told(plan(listed('甲县政府网'), { units, sites: known }))).toEqual([]);
    expect(told(plan(listed('甲县门户网'), { units, sites: known }))).toHaveLength(1);
    const columns = ofAccounts(
      ['甲县', '网站', '政务要闻', '', 'https://www.a.gov.cn/news/', '', ''],
      ['甲县', '网站', '通知公告', '', 'https://b.gov.cn/notices/', '', 'county@www.a.gov.cn'],
      ['甲县', '网站', '另一个网站', '', 'https://c.gov.cn/', '', ''],
    );
    expect(plan(columns, { units, sites: known }).messages.map(({ code, about }) => [code, about])).toEqual([
      ['site-closed', '甲县政府网'],
      ['site-closed', '甲县政府网'],
    ]);
    expect(told(plan(columns, { units, sites }))).toEqual([]);
  });

  test('a site is known by unit and host, and no two have one name or identifier', () => {
    const sheet = sheetOf('网站', [
      SITE_HEAD,
      ['甲县', '甲县政府网', 'https://www.a.gov.cn/', ''],
      ['甲县', '甲县政府网', 'https://b.gov.cn/', '3301060001'],
      ['甲县', '丙网', 'https://c.gov.cn/', '330106'],
    ]);
    const { rows, messages } = plan([sheet], { units, sites });
    expect(rows.map(({ outcome }) => outcome)).toEqual(['unchanged', 'new', 'new']);
    expect(told({ messages })).toEqual([
      '网站!D4 identifier-wrong',
      '网站!B3 name-taken 甲县政府网',
      '网站!D3 identifier-taken county@www.a.gov.cn',
    ]);
  });

  test('nobody changes themselves, the office keeps somebody who manages it, and who is shut out stays so', () => {
    const one = { name: '王敏', role: 'administrator', unitKey: null, isReached: true } as const;
    const people = [
      { ...one, username: 'wang', disabled: false },
      { ...one, username: 'li', disabled: true },
    ];
    const sheet = sheetOf('人员', [
      ['用户名', '姓名', '角色', '所属单位'],
      ['wang', '王敏', '查看者', ''],
      ['li', '王敏', '管理员', ''],
    ]);
    const own = { ...OFFICE, username: 'wang' };
    expect(told(plan([sheet], { units, people }, own))).toEqual([
      '人员!A2 own-row',
      '人员!A3 person-disabled',
      '人员!C2 last-administrator',
    ]);
    // Where nothing is changed it is listed and hinders nobody.
    expect(plan([sheet], { units, people }, { ...own, updates: false }).faults).toBe(0);
    const another = sheetOf('人员', [
      ['用户名', '姓名', '角色', '所属单位'],
      ['wang', '王敏', '查看者', ''],
      ['zhao', '赵强', '管理员', ''],
    ]);
    expect(plan([another], { units, people }).faults).toBe(0);
  });

  test('a person is known by user name; an officer needs a unit, and who may not manage people lists none', () => {
    const sheet = sheetOf('人员', [
      ['用户名', '姓名', '角色', '所属单位'],
      ['Wang.Min', '王敏', '信息员', '甲县'],
      ['li', '李四', '信息员', ''],
      ['李四', '李四', '管理', ''],
    ]);
    const { added, messages } = plan([sheet], { units });
    expect(added.people[0]).toEqual({
      username: 'wang.min',
      name: '王敏',
      role: 'officer',
      unit: 'county',
      password: null,
    });
    expect(told({ messages })).toEqual([
      '人员!A4 username-wrong',
      '人员!C4 not-a-choice 管理员、值班员、信息员、查看者',
      '人员!D3 officer-without-unit',
    ]);
    const denied = plan([sheet], { units }, { ...OFFICE, managesPeople: false });
    expect(told(denied)).toContain('人员!0 not-allowed');
    expect(denied.added.people).toEqual([]);
  });
});
