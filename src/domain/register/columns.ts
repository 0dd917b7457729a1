import { FILING, SITE_FILING } from './filingColumns';
import { LIAISONS } from './liaisonColumns';
import { column, type RegisterColumn } from './registerColumn';

/** What a table can list, in the order in which it is registered. */
export const REGISTER_KINDS = ['units', 'sites', 'accounts', 'people', 'liaisons'] as const;
export type RegisterKind = (typeof REGISTER_KINDS)[number];

const UNITS: readonly RegisterColumn[] = [
  column('name', 'name', {
    header: '单位名称',
    also: ['单位', '名称', '单位全称', '机构名称', '主办单位', '部门名称', '单位（部门）名称'],
    isNeeded: true,
    width: 32,
    note: '必填。单位全称，如“西湖区教育局”。',
  }),
  column('parent', 'reference', {
    header: '上级单位',
    also: ['上级', '上级单位名称', '上级单位代码', '主管单位', '上级主管单位', '上级部门', '隶属单位'],
    width: 28,
    note: '上级单位的全称或代码；留空表示最上级，或您所在的单位。',
  }),
  column('level', 'level', {
    header: '层级',
    also: ['单位层级', '级别', '行政层级', '行政级别', '单位级别', '机构层级'],
    width: 12,
    note: '新单位必填。国家、省、市、县、部门、乡镇、村或其他。',
  }),
  column('region', 'region', {
    header: '行政区划代码',
    also: ['区划', '区划代码', '行政区划', '行政区划码'],
    width: 16,
    note: '2、4、6、9 或 12 位数字；不填则不变。',
  }),
  column('creditCode', 'credit-code', {
    header: '统一社会信用代码',
    also: ['信用代码', '社会信用代码', '统一信用代码', '机构代码'],
    width: 24,
    note: '18 位；不填则不变。',
  }),
  column('sectors', 'sectors', {
    header: '领域',
    also: ['业务领域', '所属领域', '行业', '条线'],
    width: 20,
    mostCharacters: 400,
    note: '如“教育”；多个用顿号分开，不填则不变。',
  }),
  column('key', 'key', {
    header: '单位代码',
    also: ['代码', '编码', '单位编码', '单位编号', '机构编码', 'key'],
    width: 24,
    mostCharacters: 64,
    note: '可不填。导出的表带有代码，照原样保留可以改名或调整上级。',
  }),
];

const UNIT_OF = [
  '单位',
  '单位名称',
  '所属单位',
  '主办单位',
  '开办单位',
  '主办单位名称',
  '单位代码',
  '所属部门',
] as const;

const SITES: readonly RegisterColumn[] = [
  column('unit', 'reference', {
    header: '主办单位',
    also: UNIT_OF,
    isNeeded: true,
    width: 28,
    note: '必填。单位全称或代码。',
  }),
  column('name', 'name', {
    header: '网站名称',
    also: ['名称', '站点名称', '网站', '站点'],
    isNeeded: true,
    width: 28,
    note: '必填。',
  }),
  column('homeUrl', 'url', {
    header: '首页网址',
    also: ['网址', '网站网址', '首页', '首页地址', '网站首页', '网站首页网址', '网站域名', '域名', '链接'],
    isNeeded: true,
    width: 36,
    mostCharacters: 1_000,
    note: '必填。以 http:// 或 https:// 开头。',
  }),
  column('identifierCode', 'identifier', {
    header: '网站标识码',
    also: ['标识码', '政府网站标识码'],
    width: 16,
    note: '10 位数字，按文本填写。',
  }),
  column('key', 'key', {
    header: '网站代码',
    also: ['代码', '站点代码', '编码'],
    width: 24,
    mostCharacters: 200,
    note: '可不填。',
  }),
];

const ACCOUNTS: readonly RegisterColumn[] = [
  column('unit', 'reference', {
    header: '主办单位',
    also: UNIT_OF,
    isNeeded: true,
    width: 28,
    note: '必填。单位全称或代码。',
  }),
  column('platform', 'platform', {
    header: '平台',
    also: ['平台类型', '类型', '平台名称', '账号类型', '新媒体类型', '所属平台', '开设平台', '类别'],
    isNeeded: true,
    width: 12,
    note: '必填。微博、微信或网站。',
  }),
  column('name', 'name', {
    header: '账号名称',
    also: ['名称', '账号', '新媒体名称', '账号昵称', '昵称', '栏目名称', '政务新媒体名称', '公众号名称'],
    isNeeded: true,
    width: 28,
    note: '必填。',
  }),
  column('externalId', 'external-id', {
    header: '账号ID',
    also: [
      'UID',
      '微博UID',
      '账号UID',
      '微信原始ID',
      '原始ID',
      'AppID',
      '微信AppID',
      '账号标识',
      '账号编号',
      '栏目网址',
    ],
    width: 30,
    mostCharacters: 500,
    note: '微博为数字 UID，微信为 AppID 或原始 ID，网站为栏目网址。按文本填写，不要存成数字。',
  }),
  column('homeUrl', 'url', {
    header: '主页网址',
    also: ['主页', '主页URL', '链接', '网址', '主页链接', '主页地址', '账号链接', '账号主页', '账号网址', 'URL'],
    width: 36,
    mostCharacters: 1_000,
    note: '以 http:// 或 https:// 开头。微信可不填。',
  }),
  column('columnClass', 'column-class', {
    header: '栏目类别',
    also: ['栏目类型'],
    width: 20,
    note: '仅网站栏目填写；不填为其他栏目。',
  }),
  column('region', 'text', {
    header: '地区',
    also: ['所属地区', '属地', '所在地区'],
    width: 14,
    mostCharacters: 60,
    note: '可不填。',
  }),
  column('openedOn', 'date', {
    header: '开设日期',
    also: ['开通日期', '开通时间', '开设时间', '注册日期', '注册时间', '开办日期', '上线日期', '开办时间'],
    width: 14,
    note: '如 2026-03-01；不知道就留空。',
  }),
  column('site', 'key', {
    header: '所属网站',
    also: ['所属网站代码', '网站代码', '所属站点'],
    width: 24,
    mostCharacters: 200,
    note: '仅网站栏目：网站的代码；不填则按单位和域名归入。',
  }),
];

const PEOPLE: readonly RegisterColumn[] = [
  column('username', 'username', {
    header: '用户名',
    also: ['登录名', '登录账号', '账号', '登录用户名'],
    isNeeded: true,
    width: 20,
    mostCharacters: 40,
    note: '必填。2 至 40 个小写字母、数字、点、下划线或连字符。',
  }),
  column('name', 'name', {
    header: '姓名',
    also: ['名字', '人员姓名', '联系人'],
    isNeeded: true,
    width: 14,
    mostCharacters: 60,
    note: '必填。',
  }),
  column('role', 'role', {
    header: '角色',
    also: ['用户角色', '权限', '岗位角色'],
    isNeeded: true,
    width: 12,
    note: '必填。管理员、值班员、信息员或查看者。',
  }),
  column('unit', 'reference', {
    header: '所属单位',
    also: ['单位', '单位名称', '主办单位', '工作单位', '所属部门', '单位代码'],
    width: 28,
    note: '单位全称或代码；留空表示全局人员。',
  }),
];

export const REGISTER_COLUMNS: Readonly<Record<RegisterKind, readonly RegisterColumn[]>> = {
  units: UNITS,
  sites: [...SITES, ...SITE_FILING],
  accounts: [...ACCOUNTS, ...FILING],
  people: PEOPLE,
  liaisons: LIAISONS,
};

/** How our own tables call their sheets. */
export const SHEET_NAMES: Readonly<Record<RegisterKind, string>> = {
  units: '单位',
  sites: '网站',
  accounts: '账号',
  people: '人员',
  liaisons: '联络员名册',
};

/** What a sheet is about by its name; the first that fits, so that 单位账号清单 lists accounts. */
export const SHEETS_CALLED: readonly (readonly [RegisterKind, RegExp])[] = [
  ['liaisons', /联络员|名册|信息员|信息主管|liaison/iu],
  ['people', /人员|用户|联系人|people/iu],
  ['accounts', /账号|帐号|新媒体|account/iu],
  ['sites', /网站|站点|site/iu],
  ['units', /单位|机构|部门|unit/iu],
];

/** Columns that official tables have and that say nothing to the register. */
export const COLUMNS_PASSED_OVER = /^(?:序号|编号|no\.?|备注|说明|填报单位|填报人|填报时间)$/iu;
