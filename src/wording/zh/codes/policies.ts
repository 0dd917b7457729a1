import type { LookOutcome } from '../../../domain/accounts/look';
import type { Authority } from '../../../domain/policies/policy';

const authority: Record<Authority, string> = {
  'state-council': '国务院',
  ministry: '部委',
  province: '省级政府',
  'provincial-department': '省级部门',
  city: '市级政府',
  'city-department': '市级部门',
  county: '县级政府',
  'county-department': '县级部门',
  unknown: '未标明',
};
/** Why an account is not in a breach yet or a policy is no mandate; open lists, unknown codes are shown as they are. */
const decision: Record<string, string> = {
  mandated: '已列为必转任务',
  'before-effective': '早于规则生效日',
  authority: '发文机关不在范围',
  'authority-unknown': '未标明发文机关和文号',
  'sector-unknown': '发文机关的领域不明',
  sector: '领域不在范围',
  nobody: '没有同领域或对口的单位',
  'set-aside': '经人工确认，不列为必转任务',
  topic: '主题不在范围',
  'no-date': '没有可读的日期',
  'no-link': '没有原文链接',
  'no-rule': '没有适用的必转规则',
  withdrawn: '已撤回',
  'rule-disabled': '规则已停用',
  interpretation: '政策解读',
  'already-mandated': '此前已列为必转任务，规则不含新版本',
};

/** How the latest read of a policy source ended. */
const sourceOutcome: Record<LookOutcome, string> = {
  items: '读取正常',
  'proven-empty': '读取正常，没有条目',
  unparsed: '页面无法解析',
  refused: '来源拒绝',
  unreachable: '无法连接',
  unauthorised: '未获授权',
  'rate-limited': '超出频次',
};

/** Words for the codes of policies. */
export const policiesCodes = { authority, decision, sourceOutcome };
