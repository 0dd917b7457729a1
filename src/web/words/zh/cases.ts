export const cases = {
  title: '案件',
  columns: { account: '账号', unit: '单位', state: '状态', occurred: '越线', next: '下一步', by: '由谁', due: '期限', closed: '结案' },
  filters: { open: '范围', openOnly: '未结', closedOnly: '已结', state: '状态' },
  empty: { none: '没有案件。账号越过上限后会自动立案。', filtered: '没有案件符合筛选条件。' },
  path: '案件进程',
  opened: '立案', occurred: '越线时刻', rectifyBy: '整改期限', closedAt: '结案', closeReason: '结案原因', verdict: '账号判定', noStep: '没有后续步骤',
  steps: { title: '经过', from: '原状态', to: '新状态', event: '事项', actor: '经手', note: '说明', occurred: '发生', recorded: '记录', none: '刚立案，还没有后续。' },
  next: {
    title: '下一步', by: (who: string) => `由${who}`, dueBy: (when: string) => `期限 ${when}`, system: '系统到时自动执行', none: '案件已结，没有下一步。',
    notYou: '现在不能由您执行', take: '执行',
  },
  act: {
    title: (event: string, account: string) => `${event}：${account}`,
    consequence: {
      remind: '向单位发出提醒，案件转为已提醒。', 'order-rectification': '责令整改，整改期限为 10 个工作日。', 'deadline-passed': '', 'posts-seen': '',
      'propose-shutdown': '提请关停后，须由另一名管理员批准。您不能批准自己的提请。', 'propose-integration': '提请整合后，须由另一名管理员批准，并写明接续账号。', approve: '批准后即进入公告、归档、注销、备案的流程。', reject: '退回整改，案件转为整改中。',
      announce: '确认已发布关停公告。', archive: '确认内容已归档。', 'cancel-on-platform': '确认已在平台上注销。注销之前，账号仍有更新责任。', file: '确认已备案。', integrate: '确认已整合到接续账号。', 'watch-ended': '', revived: '账号在注销之后又有活动，案件重新开始。', dismiss: '撤销案件，只用于我方误判。',
    },
    button: (event: string, account: string) => `${event}「${account}」`,
    done: (event: string) => `已${event}`,
    successor: '接续账号编号', successorNeeded: '请填写接续账号的编号（24 位）',
  },
  counts: (count: string) => `${count} 件未结`,
};
