import type { Span } from '../../time/span';
import { common } from './common';

export const accounts = {
  title: '账号',
  columns: { name: '名称', platform: '平台', unit: '单位', verdict: '判定', lastPost: '最近发文', lastSight: '最近看到', lastLook: '最近观测结果', nextLook: '下次观测' },
  filters: { platform: '平台', verdict: '判定', unit: '单位', q: '名称含', outcome: '观测结果', breaching: '时限', within: (hours: string) => `${hours} 小时内将不合格` },
  empty: { none: '还没有登记账号。', noneRemedy: '请管理员导入账号。', filtered: '没有账号符合筛选条件。' },
  verdictBecause: {
    silence: (proven: Span) => `未见更新 ${common.span(proven)}`,
    neverSeen: '还没有看到过',
  },
  proof: {
    title: '依据', rule: '规则', clause: '条款', facts: '所用事实', pack: '规则包',
    packLine: (id: string, version: string) => `${id} · 版本 ${version}`,
    lastPost: '最近发文', lastSight: '最近看到', proven: '已证明未更新', crossed: '越线时刻', breach: '将越线时刻', judged: '判定时刻', completeFrom: '完整掌握自', coverage: '平台列表', noClause: '没有适用条款',
    sightLook: '观测编号', lastPostLink: '最近发文的链接', notProven: '没有证明',
    blind: (count: string) => `连续 ${count} 次没有看到`,
    noPost: '完整掌握期间没有发文', explain: '判定说明',
  },
  detail: {
    home: '主页', externalId: '平台编号', status: '状态', columnClass: '类别', noPublish: '接口发布', canPublish: '可以', nextLook: '下次观测', lastLook: '最近观测', opened: '首次看到',
    collect: '立即观测', collecting: '已安排观测，稍后显示结果',
  },
  chart: {
    title: '每日发文（近 60 天）', table: '以表格显示', chart: '以图表显示', date: '日期', kind: '日类型', count: '发文数',
    dayOff: '休息日', madeUp: '调休补班', empty: '还没有按日的发文记录。', loading: '正在载入图表',
    summary: (facts: { readonly days: string; readonly posts: string; readonly quiet: string }) => `${facts.days} 天共 ${facts.posts} 篇，其中 ${facts.quiet} 天没有发文`,
    unknownDays: '记录开始之前的日子不显示，不等于没有发文。',
  },
  tabs: { posts: '发文', looks: '观测记录', findings: '问题' },
  posts: { title: '标题', published: '发布', firstSeen: '首次看到', standing: '是否计入', dayOnly: '来源只有日期', none: '还没有看到发文。', untitled: '（无标题）' },
  looks: { started: '时刻', outcome: '结果', detail: '细节', items: '条数', fresh: '新发文', took: '用时', coverage: '列表', none: '还没有观测过。', seconds: (seconds: string) => `${seconds} 秒` },
  findings: { kind: '问题', state: '状态', occurred: '发生', noticed: '发现', closed: '消除', detail: '说明', none: '没有发现问题。' },
  openCase: '案件', noCase: '没有案件',
};
