import { alertTexts } from '../../../wording/zh/alertTexts';

export const alerts = {
  title: '告警',
  ...alertTexts,
  columns: { seq: '序号', kind: '类型', subject: '对象', what: '内容', age: '发现', state: '状态' },
  filters: { kind: '类型', severity: '级别', state: '状态' },
  all: '全部',
  resolvedBy: (why: string) => `自动解除：${why}`,
  empty: {
    none: '没有告警。',
    open: '没有待处理的告警。',
    acknowledged: '没有已确认、仍未解除的告警。',
    resolved: '还没有解除过的告警。',
    filtered: '没有告警符合筛选条件。',
  },
  acknowledge: '确认',
  acknowledgeOne: (subject: string) => `确认告警：${subject}`,
  acknowledgedBy: (name: string) => `${name} 确认`,
  fresh: (count: string) => `有 ${count} 条告警有变化`,
  showFresh: '回到最新',
};
