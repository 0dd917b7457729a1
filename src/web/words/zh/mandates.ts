import type { Span } from '../../time/span';
import { common } from './common';

export const mandates = {
  title: '必转',
  tabs: { mandates: '必转任务', policies: '政策库' },
  columns: { title: '政策', due: '到期', progress: '进度', stage: '阶段', next: '下一步' },
  empty: '还没有必转任务。收录到符合规则的政策后会自动列出。',
  done: (done: string, total: string) => `已转 ${done} / ${total}`,
  noObligations: '还没有展开到账号',
  deadline: {
    published: (day: string, time: string) => `${day} ${time} 发布`,
    publishedOn: (day: string) => `${day} 发布（来源只有日期）`,
    due: (day: string, time: string) => `${day} ${time} 到期`,
    arrow: ' → ',
    spans: (days: string) => `跨 ${days} 个休息日`,
    remaining: (span: Span) => `剩 ${common.span(span)}`,
    overdue: (span: Span) => `已逾期 ${common.span(span)}`,
    provisional: '暂定：当年放假安排尚未公布',
    workingDays: (n: string) => `限 ${n} 个工作日`,
    hours: (n: string) => `限 ${n} 小时`,
    countedTitle: '时限的计算', publishDay: '发布日，不计', nth: (n: string) => `第 ${n} 个工作日`, notCounted: '不计', lastDay: (time: string) => `${time} 到期`,
    days: '各日',
  },
  detail: {
    source: '原文', rule: '规则', issued: '签发', stage: '审核', obligations: '各账号', total: (count: string) => `共 ${count} 个账号`, docNumber: '文号', issuer: '发文机关',
    review: '审核通过', reviewStep: (next: string) => `通过并转为「${next}」`, awaiting: '这一任务还在审核，签发后才会发布。', original: '政策原文', published: '发布时间',
  },
  obligations: { account: '账号', unit: '单位', state: '状态', due: '到期', evidence: '转载', reason: '说明', none: '没有符合条件的转发责任。', onTime: '按时', late: '迟于时限' },
  policies: {
    title: '标题', issuer: '发文机关', docNumber: '文号', published: '发布', sources: '来源', decision: '是否必转', undecided: '尚未研判', none: '还没有收录政策。来源的观测情况见数据源。', authority: '层级', unlisted: '来源已不再列出', interprets: '解读', withdrawn: { stated: '来源标明已废止或失效', 'page-gone': '原文页面已撤下' },
  },
};

export const obligation = {
  unproven: '到期时看不到该账号，不能判为未转，请人工核对',
  title: '转发责任', account: '账号', unit: '单位', state: '状态', due: '到期',
  manual: {
    title: '人工转载', why: '原因', how: '请用下面的内容在平台上发布；系统看到后会自动结清，不需要截图，也不需要回填。',
    headline: '标题', text: '正文', digest: '摘要', sourceName: '来源', sourceUrl: '原文链接', everything: '全部复制',
    confirm: '已发布，立即去看', confirmed: '已安排观测，看到后自动结清',
  },
  evidence: { title: '转载证据', none: '还没有看到转载。', post: '发文', published: '发布', firstSeen: '首次看到', basis: '认定依据', look: '观测编号', hash: '正文指纹（SHA-256）' },
  job: {
    title: '发布作业', none: '没有发布作业。', state: '状态', attempt: '尝试次数', dueAt: '下次执行', receipt: '平台回执', accepted: '受理', errors: '出过的错', retry: '重试发布', retryDone: '已安排重试', remedy: '处理',
    submittedNote: '平台已受理。看到公开的发文后才算完成。',
  },
  unclear: { title: '待辨认的发文', how: '下面的发文像是转载，但系统不能确认。请对照原文，确认是转载的就认定；不是的不用处理。', post: '发文', accept: '认定为转载', consequence: (account: string) => `「${account}」的这篇发文将作为转载结清，理由和姓名记入台账。` },
  exempt: { button: '列为不适用', title: '将这一账号的转发责任列为不适用', consequence: (account: string) => `「${account}」将不再计入这一任务。`, done: '已列为不适用' },
  history: { title: '台账', none: '还没有记录。', seq: '序号', what: '事项', change: '变化', reason: '缘由', actor: '经手', time: '发生', recorded: '记录', hash: '链值' },
};
