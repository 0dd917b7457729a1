import type { AlertKind } from '../../../domain/alerts/alert';

/** Figures of an alert, already as texts; `reason` is the reason code in words. */
export interface AlertFacts {
  readonly reason: string;
  readonly figures: Readonly<Record<string, string>>;
}

const dayText = (facts: AlertFacts): string =>
  facts.figures['days'] === undefined ? '' : ` ${facts.figures['days']} 天`;

/** What the kind does not say yet; empty where the kind says it all. */
const sentence: Record<AlertKind, (facts: AlertFacts) => string> = {
  'account-warned': (facts) => (facts.figures['days'] === undefined ? facts.reason : `未见更新${dayText(facts)}`),
  'account-silent': (facts) => (facts.figures['days'] === undefined ? facts.reason : `未见更新${dayText(facts)}`),
  'account-slow': (facts) => facts.reason,
  'account-improper': (facts) => facts.figures['detail'] ?? facts.reason,
  'account-unknown': (facts) => facts.reason,
  'account-recovered': () => '',
  'credential-expired': () => '需重新授权',
  'credential-expiring': (facts) =>
    facts.figures['days'] === undefined ? facts.reason : `${facts.figures['days']} 天内到期`,
  'credential-refused': (facts) => facts.reason,
  'source-incident': (facts) =>
    facts.figures['accounts'] === undefined
      ? facts.reason
      : `${facts.figures['accounts']} 个账号因同一原因采集不到：${facts.reason}`,
  'source-recovered': () => '',
  'policy-seen': () => '',
  'policy-withdrawn': () => '未发布的转载已停止',
  'obligation-reminder': (facts) =>
    facts.figures['hours'] === undefined ? facts.reason : `不到 ${facts.figures['hours']} 小时到期，请尽快人工转载`,
  'repost-unclear': (facts) => facts.figures['detail'] ?? facts.reason,
  'repost-outdated': (facts) => facts.figures['detail'] ?? facts.reason,
  'mandate-issued': (facts) =>
    facts.figures['obligations'] === undefined ? '' : `涉及 ${facts.figures['obligations']} 个账号`,
  'obligation-manual': (facts) => facts.reason,
  'obligation-fulfilled': (facts) => facts.reason,
  'obligation-overdue': () => '到期未采集到转载',
  'mandate-complete': () => '',
  'mandate-withdrawn': (facts) => facts.figures['note'] ?? '',
  'case-opened': () => '',
  'case-moved': (facts) =>
    facts.figures['to'] === undefined ? facts.reason : `${facts.reason}，转为${facts.figures['to']}`,
  'case-closed': (facts) => facts.reason,
};

export const alerts = {
  title: '告警',
  sentence,
  columns: { seq: '序号', kind: '类型', subject: '对象', what: '内容', age: '时间', acknowledged: '确认' },
  filters: {
    kind: '类型',
    severity: '级别',
    acknowledged: '确认',
    unacknowledgedOnly: '未确认',
    acknowledgedOnly: '已确认',
  },
  empty: { none: '还没有告警。', filtered: '没有告警符合筛选条件。' },
  acknowledge: '确认',
  acknowledgeOne: (subject: string) => `确认告警：${subject}`,
  fresh: (count: string) => `有 ${count} 条新告警`,
  showFresh: '回到最新',
};
