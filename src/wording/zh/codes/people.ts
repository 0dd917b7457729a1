import type { Action, Role } from '../../../domain/people/role';

const role: Record<Role | 'system', string> = {
  administrator: '管理员',
  operator: '值班员',
  officer: '信息员',
  viewer: '查看者',
  system: '系统',
};
const action: Record<Action, string> = {
  read: '查看',
  'account.collect': '立即采集',
  'account.write': '维护账号',
  'alert.acknowledge': '确认告警',
  'alert.silence': '设置静默',
  'obligation.confirm-manual': '确认人工转载',
  'obligation.exempt': '列为不适用',
  'mandate.review': '审核必转任务',
  'own-post.draft': '起草自有稿件',
  'review.take': '办理审核环节',
  'review.issue': '审核、签发与保密审查',
  'review.manage': '设置审核流程',
  'file.upload': '上传图片与附件',
  'submission.write': '撰写报送信息',
  'submission.decide': '采用或退回报送信息',
  'duty.write': '办理时限事项和留言',
  'duty.decide': '批准延期、转办、撤销时限事项',
  'duty.receive': '接收留言（接口和表格）',
  'content.override': '对“须改正”的内容准予送审',
  'reminder.send': '催办',
  'case.remind': '提醒',
  'case.propose': '提请关停',
  'case.approve': '批准关停',
  'case.execute': '执行关停',
  'case.dismiss': '撤销案件',
  'finding.dismiss': '撤销问题',
  'people.manage': '管理人员',
  'team.manage': '维护联络员名册和培训记录',
  'job.retry': '重试发布',
  'training.control': '演练',
  'rules.manage': '维护必转规则',
  'notify.manage': '维护通知设置',
  'credentials.manage': '管理凭证',
  'credentials.authorise': '发起授权',
};

/** Words for the codes of people and what they may do. */
export const peopleCodes = { role, action };
