import { FILING_FIELDS, type FilingField } from '../accounts/filing';
import type { SiteFilingField } from '../accounts/siteFiling';
import type { CellForm, RegisterColumn } from './registerColumn';

export const FILING_PREFIX = 'filing.';
function filing(field: FilingField, form: CellForm, [header = '', ...also]: readonly string[]): RegisterColumn {
  const spec = FILING_FIELDS[field];
  const mostCharacters = 'most' in spec ? spec.most : 40;
  const note = '备案信息；不填则不变。';
  return { field: `${FILING_PREFIX}${field}`, form, header, also, width: 18, mostCharacters, note };
}

/** What a filing record holds (`domain/accounts/filing`), field by field. */
export const FILING: readonly RegisterColumn[] = [
  filing('supervisingBody', 'text', ['主管单位', '主管部门', '上级主管单位']),
  filing('certifiedSubject', 'text', ['认证主体', '认证主体名称', '账号主体']),
  filing('certifiedUntil', 'date', ['认证有效期', '认证到期日期', '认证到期日', '认证有效期至']),
  filing('purpose', 'text', ['用途', '功能定位', '简介', '账号简介', '账号功能']),
  filing('contactName', 'text', ['联系人', '联系人姓名']),
  filing('contactPhone', 'text', ['联系电话', '联系人电话', '电话', '联系方式', '手机']),
  filing('infoChief', 'text', ['信息主管', '分管领导', '负责人', '账号负责人']),
  filing('infoOfficers', 'text', ['信息员', '管理员', '账号管理员', '运维人员']),
  filing('contractor', 'text', ['承办运维单位', '运维单位', '承办单位', '代运维单位', '运营单位']),
  filing('contractEndsOn', 'date', ['合同到期日期', '合同到期日', '运维合同到期']),
  filing('isMain', 'flag', ['是否主账号', '主账号']),
  filing('filingNumber', 'text', ['备案编号', '备案号']),
  filing('filedOn', 'date', ['备案日期', '备案时间']),
  filing('fans', 'count', ['粉丝数', '关注数', '粉丝量', '用户数']),
  filing('fansCountedOn', 'date', ['粉丝数统计日期', '粉丝统计日期']),
  filing('posts', 'count', ['发文数', '信息发布量', '发布量', '发文量']),
  filing('postsCountedOn', 'date', ['发文数统计日期', '发文统计日期']),
];

function ofSite(field: SiteFilingField, form: CellForm, [header = '', ...also]: readonly string[]): RegisterColumn {
  const note = SITE_NOTES[field] ?? '备案信息；不填则不变。';
  const mostCharacters = field === 'planBasis' ? 200 : 40;
  return { field: `${FILING_PREFIX}${field}`, form, header, also, width: 18, mostCharacters, note };
}
const SITE_NOTES: { readonly [field in SiteFilingField]?: string } = {
  icpNumber: '如“浙ICP备05008513号”；不填则不变。',
  policeNumber: '如“浙公网安备33010602001234号”；不填则不变。',
  plan: '保留、迁移或关闭；不填则不变。',
  planBasis: '保留独立网站须写明法规或文件依据；不填则不变。',
  planBy: '迁移或关闭的期限，如 2026-12-31；不填则不变。',
};

/** What is filed of a website (`domain/accounts/siteFiling`), field by field. */
export const SITE_FILING: readonly RegisterColumn[] = [
  ofSite('icpNumber', 'text', ['ICP备案号', 'ICP备案', 'ICP备案编号', 'ICP号', 'ICP许可证号']),
  ofSite('policeNumber', 'text', ['公安备案号', '公安备案', '公安机关备案号', '公网安备号', '公安联网备案号']),
  ofSite('plan', 'site-plan', ['处置方式', '网站处置', '集约化处置', '处置意见']),
  ofSite('planBasis', 'text', ['处置依据', '保留依据', '法规依据', '文件依据']),
  ofSite('planBy', 'date', ['处置期限', '迁移期限', '完成期限', '关停期限']),
  ofSite('planDoneOn', 'date', ['处置完成日期', '迁移完成日期', '关停日期', '完成日期']),
];

/** A count is of a day: without a column that says which, the column of the count is passed over. */
export const COLUMN_OF_DAY: ReadonlyMap<string, string> = new Map([
  [`${FILING_PREFIX}fans`, `${FILING_PREFIX}fansCountedOn`],
  [`${FILING_PREFIX}posts`, `${FILING_PREFIX}postsCountedOn`],
]);
