import type { Span } from '../../time/span';

const WEEKDAYS = ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日'];

/** `3 天 4 小时`, `5 小时 12 分`, `不到 1 分`: two units at most. */
function span({ days, hours, minutes }: Span): string {
  if (days > 0) return hours > 0 ? `${days} 天 ${hours} 小时` : `${days} 天`;
  if (hours > 0) return minutes > 0 ? `${hours} 小时 ${minutes} 分` : `${hours} 小时`;
  return minutes > 0 ? `${minutes} 分` : '不到 1 分';
}

export const common = {
  span,
  weekday: (day: number) => WEEKDAYS[day] ?? '',
  ago: (length: Span) => `${span(length)}前`,
  within: (length: Span) => `${span(length)}后`,
  never: '从未',
  none: '无',
  all: '全部',
  colon: '：',
  comma: '，',
  stop: '。',
  countOf: (part: string, whole: string) => `${part} / ${whole}`,
  copy: '复制', copied: '已复制', copyFailed: '浏览器不允许复制，请手动选取',
  open: '打开', close: '关闭', cancel: '取消', retry: '再试一次', refresh: '重新读取', back: '返回',
  newWindow: '在新窗口打开',
  reason: '理由', reasonNeeded: '请写明理由', submit: '提交', submitting: '正在提交',
  details: '详情', openPage: '单独打开',
  systemActor: (task: string) => `系统 · ${task}`, personActor: (id: string) => `人员 ${id}`,
  loading: '正在读取',
  table: {
    next: '下一页', previous: '上一页', first: '第一页', more: '后面还有', end: '已到末页',
    shown: (count: string) => `本页 ${count} 条`,
    asOf: (time: string) => `数据截至 ${time}`,
    clear: '清除筛选', filteredOut: '没有符合筛选条件的内容。', any: '不限',
    removeFilter: (name: string) => `去掉筛选：${name}`,
  },
  failure: {
    title: (what: string) => `${what}没有读到`,
    nothingLost: '没有数据丢失。', nothingChanged: '没有作任何改动。', perhapsChanged: '是否已生效不能确定，请重新读取后再决定。',
    actionTitle: (what: string) => `「${what}」没有完成`,
    code: '代码', requestId: '请求编号',
    network: '连接不上服务器', networkRemedy: '请检查网络；恢复后页面会自动继续。',
    timeout: '服务器没有在 15 秒内答复', timeoutRemedy: '请稍后再试。',
    unreadable: '服务器的答复无法读取', unreadableRemedy: '请再试一次；若仍如此，请把代码告诉管理员。',
    forbiddenEmpty: '没有权限查看这里的内容。',
    crashed: '这一页出了错', crashedRemedy: '可以重新读取本页；其他页面不受影响。',
    notFoundTitle: '没有这一页', notFoundRemedy: '地址可能写错，或内容已不在您的管辖范围。',
  },
  pageNames: { account: '账号', accounts: '账号列表', posts: '发文', looks: '观测记录', findings: '问题', mandates: '必转任务', mandate: '必转任务', obligations: '转发责任', obligation: '转发责任', policies: '政策', jobs: '发布作业', cases: '案件列表', case: '案件', alerts: '告警', summary: '今日概况', units: '单位', credentials: '凭证', credential: '凭证' },
};
