export const training = {
  title: '演练',
  intro: '这里的平台是模拟的。让它们出故障，看系统和值班员如何应对；故障不影响任何真实平台，每次操作记入台账。',
  active: { title: '正在发生的故障', none: '没有故障，各模拟平台一切正常。', target: '对象', fault: '故障', since: '开始', until: '结束', byHand: '手动结束', end: '结束故障' },
  start: {
    title: '制造故障', target: '对象', search: '按账号名称查找', searchHint: '输入账号名称的一部分', fault: '故障', pickTarget: '请选择对象', pickFault: '请选择故障', duration: '持续',
    durations: { none: '直到手动结束', minutes: (count: string) => `${count} 分钟` }, submit: '开始故障', effect: '作用', more: (shown: string, total: string) => `列出 ${shown} 个，共 ${total} 个；请缩小查找范围`, noMatch: '没有名称相符的账号或平台。',
  },
  policy: { title: '发布一项政策', how: '让模拟的中国政府网现在发布一项政策，看它如何变成必转任务、发布到各账号并被观测结清。', heading: '标题（不填则自动拟定）', submit: '现在发布', done: (title: string) => `已发布「${title}」，十几秒内会被收录。`, see: '查看必转任务' },
  failed: '演练操作', page: '演练',
};
