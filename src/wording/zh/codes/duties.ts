import type { DutyEvent, DutyEvidence, DutyShare, DutyState } from '../../../domain/duties/duty';
import type { DutyReason } from '../../../domain/duties/dutyReasons';
import type {
  InteractionEvent,
  InteractionSource,
  InteractionState,
  Satisfaction,
  WithholdingReason,
} from '../../../domain/duties/interaction';
import type { InteractionKind } from '../../../domain/duties/interactionKinds';
import type { DutySubject, ExtensionApprover } from '../../../domain/duties/limitRule';

const dutySubject: Record<DutySubject, string> = {
  interaction: '留言',
  disclosure: '信息公开',
  survey: '征集调查',
  emergency: '突发舆情',
  meeting: '会议议定',
};
const dutyState: Record<DutyState, string> = {
  open: '办理中',
  'extension-asked': '申请延期',
  extended: '已延期',
  overdue: '逾期',
  done: '已办结',
  withdrawn: '已撤销',
};
const dutyEvent: Record<DutyEvent, string> = {
  open: '开始计时',
  'pass-due': '逾期',
  recompute: '期限重算',
  amend: '更正办结时间',
  'ask-extension': '申请延期',
  'grant-extension': '批准延期',
  'refuse-extension': '不同意延期',
  offer: '转交其他单位',
  accept: '接办',
  decline: '不接办',
  'take-back': '收回转交',
  assign: '转办',
  join: '请单位会办',
  contribute: '答复会办意见',
  release: '取消会办',
  reclassify: '调整类别',
  complete: '办结',
  reopen: '重新办理',
  withdraw: '撤销',
};
const dutyReason: Record<DutyReason, string> = {
  received: '收到',
  recorded: '人工登记',
  'limit-passed': '期限已过',
  'calendar-announced': '放假安排已公布',
  'known-otherwise': '办结情况有更正',
  complicated: '情况复杂',
  'needs-verification': '需要查证',
  'several-units': '涉及多个部门',
  justified: '理由成立',
  'not-justified': '理由不足',
  'asked-too-late': '申请过晚',
  'out-of-remit': '不属于本单位职责',
  'other-region': '属于其他地区',
  'by-superior': '应由上级单位办理',
  taken: '属于本单位职责',
  'not-needed': '不再需要',
  mistaken: '操作有误',
  contributed: '已提供意见',
  'not-concerned': '与本单位无关',
  'other-kind': '类别有误',
  answered: '已答复',
  published: '已公开',
  explained: '无法办理，已解释说明',
  held: '已举办',
  inadequate: '答复不符合要求',
  'done-by-mistake': '误点办结',
  duplicate: '重复',
  'no-valid-message': '无效留言',
  'asker-withdrew': '留言人撤回',
  'opened-by-mistake': '登记有误',
  other: '其他',
};
const dutyNotice: Record<string, string> = {
  'deadline-near': '期限将到',
  overdue: '已逾期',
  'long-overdue': '逾期已久',
  'extension-asked': '有延期申请待批准',
  'take-over-asked': '有事项转交本单位，待答复是否接办',
  'plan-short': '年度计划安排不足',
  'plan-unreachable': '年度次数已来不及完成',
};
const shareState: Record<DutyShare['state'], string> = { asked: '待答复', contributed: '已答复', released: '已取消' };
const evidenceKind: Record<DutyEvidence['kind'], string> = {
  answer: '审定的答复',
  link: '公开链接',
  statement: '单位说明',
};
const extensionApprover: Record<ExtensionApprover, string> = { unit: '本单位或上级单位', office: '主管单位' };
const interactionKind: Record<InteractionKind, string> = {
  'error-report': '找错、纠错',
  inquiry: '咨询',
  complaint: '投诉',
  suggestion: '意见建议',
  verification: '需要查证或办理',
};
const interactionSource: Record<InteractionSource, string> = {
  'weibo-comment': '微博评论',
  'weibo-message': '微博私信',
  'wechat-comment': '微信评论',
  'wechat-message': '微信消息',
  'site-mailbox': '网站信箱',
  'error-report-system': '我为政府网站找错',
  'public-form': '留言页面',
};
const interactionState: Record<InteractionState, string> = {
  received: '待答复',
  'in-review': '答复审核中',
  answered: '已答复',
  'not-valid': '无效',
};
const interactionEvent: Record<InteractionEvent, string> = {
  receive: '收到',
  write: '撰写答复',
  submit: '提交审核',
  return: '审核退回',
  pass: '审定答复',
  'take-back': '撤回审核',
  reclassify: '调整类别',
  'set-aside': '判为无效',
  'take-up': '重新办理',
  'show-where': '登记公开链接',
  rate: '留言人评价',
};
const withholdingReason: Record<WithholdingReason, string> = {
  personal: '涉及个人隐私',
  'asked-not-to': '留言人要求不公开',
  secret: '涉及秘密',
  'no-public-interest': '不具公共性',
  other: '其他',
};
const satisfaction: Record<Satisfaction, string> = {
  satisfied: '满意',
  fairly: '基本满意',
  dissatisfied: '不满意',
};

/** What units owe within a limit, in words. */
export const dutiesCodes = {
  ...{ dutySubject, dutyState, dutyEvent, dutyReason, dutyNotice },
  ...{ shareState, evidenceKind, extensionApprover, interactionKind },
  ...{ interactionSource, interactionState, interactionEvent, withholdingReason, satisfaction },
};
