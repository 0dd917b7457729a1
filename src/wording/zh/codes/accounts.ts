import type { AccountStatus, ColumnClass, NoPublishReason } from '../../../domain/accounts/account';
import { platformWords } from '../../../domain/accounts/platforms';
import type { Coverage, LookOutcome } from '../../../domain/accounts/look';
import type { PostStanding } from '../../../domain/accounts/post';

const platform = platformWords('names', 'zh');
const accountStatus: Record<AccountStatus, string> = {
  applied: '申请中',
  approved: '已批准',
  filed: '已备案，未启用',
  active: '在用',
  stopped: '停更',
  cancelled: '已注销',
  revived: '注销后又出现',
};
const columnClass: Record<ColumnClass, string> = {
  account: '账号',
  news: '动态要闻类栏目',
  notices: '通知公告、政策文件类栏目',
  other: '其他栏目',
};
const noPublishReason: Record<NoPublishReason, string> = {
  'no-api': '平台没有发布接口',
  'no-credential': '没有配置凭证',
  'no-permission': '没有发布权限',
  'credential-expired': '凭证已过期',
  'credential-refused': '凭证被平台拒绝',
  'credential-unopened': '凭证无法解开',
};
const outcome: Record<LookOutcome, string> = {
  items: '采集到发文',
  'proven-empty': '确认没有发文',
  unparsed: '页面无法解析',
  refused: '平台拒绝',
  unreachable: '无法连接',
  unauthorised: '未获授权',
  'rate-limited': '超出频次',
};
const coverage: Record<Coverage, string> = { full: '全部', partial: '部分' };
const standing: Record<PostStanding, string> = { counted: '计入', 'future-dated': '日期在未来，不计入' };

/** Words for the codes of accounts and how they are looked at. */
export const accountsCodes = { platform, accountStatus, columnClass, noPublishReason, outcome, coverage, standing };
