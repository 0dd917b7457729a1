import type { RetentionClass, WhatStays } from '../../../domain/retention/retentionRules';
import type { DiskLevel } from '../../../domain/retention/diskEstimate';

const classes: Record<RetentionClass | 'ledger', string> = {
  looks: '采集记录',
  'look-days': '采集按日汇总',
  'account-texts': '账号发文的正文',
  'news-texts': '动态栏目发文的正文',
  'notices-texts': '通知公告栏目发文的正文',
  'other-texts': '其他栏目发文的正文',
  'ended-alerts': '已解除的告警',
  'told-notifications': '告警的告知记录',
  'told-messages': '已发送的通知消息',
  'ended-silences': '已结束的静默',
  'tick-runs': '后台作业记录',
  sessions: '已失效的登录',
  'authorisation-states': '用过的授权',
  'call-counts': '往日的调用计数',
  'platform-inbox': '办完的平台消息',
  'store-sizes': '存储用量记录',
  removals: '清理记录',
  ledger: '台账',
};
const stays: Record<WhatStays, string> = {
  'daily-figures': '按日汇总',
  'all-but-text': '标题、网址、时间、链接、哈希',
  'last-change': '最后一次变动',
  'archive-file': '封存文件，仍可核验',
  nothing: '—',
};
const level: Record<DiskLevel, string> = { enough: '充足', low: '不足 20%', 'very-low': '不足 5%' };

export const storage = {
  title: '存储',
  intro: '数据保存多久、占用多少、磁盘还能用多久。判定、问题、案件和办结所依据的采集与发文不清理；每次清理都记入台账。',
  disk: {
    title: '磁盘',
    stored: '数据库占用',
    free: '可用空间',
    of: (free: string, total: string, share: string) => `${free} / ${total}（${share}）`,
    unknown: '数据库服务器没有提供',
    growth: '每天增长',
    notYet: '运行满 6 小时后给出',
    left: '按此速度还能用',
    days: (days: string) => `${days} 天`,
    never: '没有增长',
    level: '空间',
    sealed: '已封存的台账条目',
  },
  rules: {
    title: '保存期限',
    what: '数据',
    days: '保存',
    least: '不得短于',
    stays: '期满后留下',
    clause: '依据',
    /** Before and after the name of the section. */
    setting: ['在配置文件的 ', ' 一节设置，单位为天。'],
  },
  removals: {
    title: '清理记录',
    what: '数据',
    on: '日期',
    before: '清理早于',
    removed: '清理',
    kept: '作为依据保留',
    ended: '完成',
    running: '进行中',
    none: '还没有清理过。',
  },
  lookDays: {
    title: '更早的采集，按日汇总',
    on: '日期',
    looks: '采集',
    seen: '采集到',
    failures: '未采集到',
    gap: '最长间隔',
    minutes: (minutes: string) => `${minutes} 分钟`,
    none: '还没有汇总：采集记录逐条保存 30 天以上，期满后汇总。',
  },
  classes,
  stays,
  levels: level,
};
