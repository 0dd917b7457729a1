import type { AlertKind } from '../../domain/alerts/alert';

/** Figures of an alert, already as texts; `reason` is the reason code in words. */
export interface AlertFacts {
  readonly reason: string;
  readonly figures: Readonly<Record<string, string>>;
}

const dayText = (facts: AlertFacts): string =>
  facts.figures['days'] === undefined ? '' : ` ${facts.figures['days']} 天`;
/** 「3 个账号：」 where it is more than one, else nothing. */
const accountsText = ({ figures }: AlertFacts, text: string): string =>
  figures['accounts'] === undefined || figures['accounts'] === '1' ? text : `${figures['accounts']} 个账号：${text}`;
const postsText = ({ figures }: AlertFacts, text: string): string =>
  figures['posts'] === undefined ? text : `${figures['posts']} 篇：${text}`;

const siteText = ({ reason, figures }: AlertFacts): string => {
  const hundredths = figures['hundredths'];
  if (hundredths !== undefined)
    return `${reason}：${figures['visits'] ?? '0'} 次中 ${figures['failures'] ?? '0'} 次（${(Number(hundredths) / 100).toFixed(2)}%）`;
  return figures['days'] === undefined ? reason : `${reason}，已 ${figures['days']} 天`;
};

const dutyText = ({ reason, figures }: AlertFacts): string =>
  figures['dueBy'] === undefined ? reason : `${reason}，应于 ${figures['dueBy']} 前办结`;

/** 「0」: nobody is blind any more, and it is not over yet. */
export const incidentText = (accounts: string, reason: string): string =>
  accounts === '0'
    ? `已全部恢复采集，持续正常后解除（原因：${reason}）`
    : `${accounts} 个账号因同一原因采集不到：${reason}`;

/** What the kind does not say yet; empty where the kind says it all. */
const sentence: Record<AlertKind, (facts: AlertFacts) => string> = {
  'account-warned': (facts) => (facts.figures['days'] === undefined ? facts.reason : `未见更新${dayText(facts)}`),
  'account-silent': (facts) => (facts.figures['days'] === undefined ? facts.reason : `未见更新${dayText(facts)}`),
  'account-slow': (facts) => facts.reason,
  'account-improper': (facts) => postsText(facts, facts.figures['detail'] ?? facts.reason),
  'account-unknown': (facts) => accountsText(facts, facts.reason),
  'account-recovered': () => '',
  'credential-expired': (facts) => accountsText(facts, '需重新授权'),
  'credential-expiring': (facts) =>
    accountsText(facts, facts.figures['days'] === undefined ? facts.reason : `${facts.figures['days']} 天内到期`),
  'credential-refused': (facts) => accountsText(facts, facts.reason),
  'credential-unopened': (facts) => accountsText(facts, '请恢复 SECRET_KEY 或重新存入凭证'),
  'source-incident': (facts) =>
    facts.figures['accounts'] === undefined ? facts.reason : incidentText(facts.figures['accounts'], facts.reason),
  'source-recovered': () => '',
  'storage-low': ({ figures }) => `所在磁盘的剩余空间不足 ${figures['percent'] ?? ''}%，写满后无法记录新数据`,
  'archive-unusable': ({ figures }) =>
    figures['archive'] === 'unreachable'
      ? '台账归档目录中没有上次归档的文件（目录未挂载，或是另一台机器的目录），旧台账暂留在数据库中'
      : '台账归档目录无法写入，旧台账暂留在数据库中，请检查权限和磁盘',
  'channel-failing': ({ reason }) => `例行检查未通过：${reason}。请改正设置后发送测试消息`,
  'receiver-failing': ({ reason, figures }) =>
    figures['failure'] === undefined ? reason : `${reason}（${figures['failure']}）`,
  'policy-seen': () => '',
  'policy-withdrawn': () => '未发布的转载已停止，已转的请核处',
  'obligation-reminder': (facts) =>
    accountsText(
      facts,
      facts.figures['hours'] === undefined ? facts.reason : `不到 ${facts.figures['hours']} 小时到期，请尽快人工转载`,
    ),
  'repost-unclear': (facts) => postsText(facts, facts.figures['detail'] ?? facts.reason),
  'repost-outdated': (facts) => accountsText(facts, facts.figures['detail'] ?? facts.reason),
  'mandate-review': ({ reason, figures }) =>
    figures['dueBy'] === undefined ? reason : `${reason}，应于 ${figures['dueBy']} 前转载`,
  'policy-awaiting': ({ reason, figures }) =>
    [
      reason,
      figures['dueBy'] === undefined
        ? ''
        : `${figures['policies'] === '1' ? '' : '最早一项'}自发布起算应于 ${figures['dueBy']} 前转载`,
      figures['late'] === undefined || figures['late'] === '0' ? '' : `${figures['late']} 项已过时限`,
    ]
      .filter((part) => part !== '')
      .join('，'),
  'mandate-progress': ({ figures }) => `已转 ${figures['done'] ?? '0'}/${figures['total'] ?? '0'}`,
  'mandate-issued': (facts) =>
    facts.figures['obligations'] === undefined ? '' : `涉及 ${facts.figures['obligations']} 个账号`,
  'obligation-manual': (facts) => accountsText(facts, facts.reason),
  'obligation-fulfilled': (facts) => facts.reason,
  'obligation-overdue': (facts) => accountsText(facts, facts.reason),
  'mandate-complete': () => '',
  'mandate-withdrawn': (facts) => facts.figures['note'] ?? '',
  'case-opened': () => '',
  'case-moved': (facts) =>
    facts.figures['to'] === undefined ? facts.reason : `${facts.reason}，转为${facts.figures['to']}`,
  'case-closed': (facts) => facts.reason,
  'case-overdue': (facts) => facts.figures['to'] ?? facts.reason,
  'case-step': (facts) => facts.figures['to'] ?? facts.reason,
  'case-revived': () => '须重新核查',
  'submissions-behind': ({ figures }) =>
    `本月应报送 ${figures['owed'] ?? ''} 条，已报送 ${figures['sent'] ?? '0'} 条，还差 ${figures['missing'] ?? ''} 条，应于 ${figures['dueBy'] ?? ''} 前完成`,
  'copies-differ': (facts) => `${facts.figures['differences'] ?? ''} 处与审定稿不一致`,
  'copy-manual': (facts) => facts.reason,
  'duty-near': dutyText,
  'duty-overdue': dutyText,
  'duty-asked': dutyText,
  'survey-behind': ({ reason, figures }) =>
    `${reason}：${figures['year'] ?? ''} 年应开展 ${figures['least'] ?? ''} 次，已开展 ${figures['held'] ?? '0'} 次，已安排 ${figures['ahead'] ?? '0'} 次`,
  'site-warned': siteText,
  'site-failing': siteText,
};

/** What alerts say: on pages, and in the messages that tell of them. */
export const alertTexts = {
  sentence,
  ofOffice: '全部平台',
  ofStorage: '本系统的存储',
  knownPolicies: (count: string, dueBy: string | null) =>
    `规则有改动，已收录的政策中有 ${count} 项尚未确认是否补转${dueBy === null ? '' : `，最早一项自发布起算应于 ${dueBy} 前转载`}`,
  policies: (count: string) => `${count} 项政策`,
};
