import type { CaseEvent, CaseState } from '../../../domain/cases/case';

const caseState: Record<CaseState, string> = {
  noticed: '已发现',
  reminded: '已提醒',
  rectifying: '整改中',
  overdue: '整改逾期',
  proposed: '拟关停',
  approved: '已批准',
  announced: '已公告',
  archived: '已归档',
  cancelled: '已注销',
  filed: '已备案',
  integrated: '已整合',
  closed: '已结案',
};
const caseEvent: Record<CaseEvent, string> = {
  remind: '提醒',
  'order-rectification': '责令整改',
  'deadline-passed': '整改到期',
  'posts-seen': '采集到更新',
  'propose-shutdown': '提请关停',
  'propose-integration': '提请整合',
  approve: '批准',
  reject: '退回整改',
  announce: '发布公告',
  archive: '内容归档',
  'cancel-on-platform': '平台注销',
  file: '备案',
  integrate: '完成整合',
  'watch-ended': '观察期满',
  revived: '账号重新活动',
  dismiss: '撤销案件',
  resume: '收回撤销，继续办理',
};
const refusal: Record<string, string> = {
  'self-approval': '提请人不能批准自己的提请，须由另一名管理员批准',
  'not-permitted': '您的角色不能执行这一步',
  forbidden: '您的角色不能执行这一步',
  'reason-missing': '需要写明理由',
  'no-such-step': '案件当前状态没有这一步',
  'not-yet': '还没有到可以执行的时间',
  'system-only': '由系统到时自动执行',
  'by-finding': '请在账号的问题中收回撤销',
};
const closeReason: Record<string, string> = {
  recovered: '恢复更新',
  'shut-down': '已关停',
  integrated: '已整合',
  dismissed: '已撤销',
};

/** Words for the codes of cases. */
export const casesCodes = { caseState, caseEvent, refusal, closeReason };
