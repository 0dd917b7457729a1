import { incidentText } from '../../../wording/zh/alertTexts';

export const today = {
  title: '今日',
  tabs: { overview: '概况', alerts: '告警' },
  mandates: {
    title: '必须转载',
    open: (count: string) => `${count} 项未完成`,
    none: '目前没有需要转载的政策。新政策收录后会自动列为必转任务。',
    see: '查看政策库',
    completed: '已全部完成',
    progress: '转载进度',
  },
  breaching: {
    title: '48 小时内将不合格',
    none: '48 小时内没有账号会变为不合格。',
    account: '账号',
    unit: '单位',
    lastPost: '最近发文',
    crosses: '预计超期时间',
    why: '原因',
    remind: '复制提醒',
    reminder: (facts: {
      readonly account: string;
      readonly unit: string;
      readonly lastPost: string;
      readonly by: string;
    }) =>
      `【更新提醒】${facts.unit}：「${facts.account}」最近一次发文为 ${facts.lastPost}，如 ${facts.by} 前没有更新，将判为不合格。请及时更新。`,
    more: (count: string) => `共 ${count} 个，全部查看`,
    never: '未采集到发文',
  },
  verdicts: {
    title: '判定',
    unseen: '采集不到的',
    unseenHint: '采集不到不等于不发声，单独列出',
    accounts: (count: string) => `共 ${count} 个账号`,
  },
  sourceHealth: {
    title: '采集状况',
    hint: '采集是否正常，决定以上判定是否可信',
    platform: '平台',
    lastSight: '最近成功采集',
    lastHour: '近 1 小时采集到',
    lastDay: '近 24 小时采集到',
    outcomes: '最近一次采集结果',
    noLooks: '还没有采集',
    incidents: '采集事件',
    noIncidents: '没有采集事件',
    incident: (facts: { readonly accounts: string; readonly reason: string }) =>
      incidentText(facts.accounts, facts.reason),
    since: '开始',
    ownNetwork: '我方网络',
    sources: '政策来源',
    budget: (facts: { readonly platform: string; readonly perDay: string; readonly most: string }) =>
      `${facts.platform}每账号每日可调用 ${facts.perDay} 次，今日最多已用 ${facts.most} 次`,
    lateness: (span: string) => `近 1 小时 99% 的采集晚于计划不超过 ${span}`,
    postsLastDay: (count: string) => `近 24 小时收到发文 ${count} 篇`,
  },
  alerts: { title: '告警', none: '现在没有未解除的告警。', all: '全部告警', open: '待处理' },
};
