import type { CheckOutcome, CredentialKind, CredentialState } from '../../../domain/credentials/credential';

const kind: Record<CredentialKind, string> = {
  'weibo-user-token': '微博授权',
  'wechat-app-secret': '公众号密钥',
  'wechat-component-grant': '公众号授权（第三方平台）',
  'portal-push-key': '网站推送密钥',
  'weibo-application': '微博应用',
  'wechat-component': '微信第三方平台',
};
const state: Record<CredentialState, string> = {
  untested: '未测试',
  working: '可用',
  expiring: '七天内到期',
  expired: '已过期',
  refused: '被平台拒绝',
  unopened: '无法解开',
};
const test: Record<CheckOutcome, string> = { accepted: '平台接受', refused: '平台拒绝', 'cannot-tell': '未能判断' };
const failure: Record<string, string> = {
  'state-unknown': '授权链接已用过、已过期，或不是从这里发起的。请重新发起。',
  'application-missing': '还没有登记相应的平台应用，请管理员先登记。',
  'platform-refused': '平台没有给予授权。',
  'wrong-account': '授权的是另一个账号，没有保存。请用该账号的管理员身份重新授权。',
  'account-unknown': '授权的账号没有登记在本系统。',
  busy: '系统正忙，请稍后重新发起。',
};

export const credentials = {
  title: '凭证',
  intro: '凭证到期或被拒，账号就采集不到、发布不了。这里显示每个凭证还能用多久、谁依赖它；密钥本身从不显示。',
  kind,
  state,
  test,
  failure,
  columns: { label: '账号或应用', kind: '凭证', state: '状态', expires: '到期', tested: '最近测试', granted: '登记' },
  filters: {
    platform: '平台',
    state: '状态',
    of: '归属',
    accounts: '账号',
    applications: '应用',
    expiring: '到期',
    within: (days: string) => `${days} 天内到期`,
  },
  noEnd: '不会到期',
  empty: '还没有登记凭证。',
  filtered: '没有凭证符合筛选条件。',
  none: '未测试',
  detail: {
    account: '账号',
    application: '应用编号',
    grantedBy: (who: string) => `由 ${who} 登记`,
    nextTest: '下次测试',
    code: '代码',
    dependants: '依赖它的账号',
    dependantsLine: (accounts: string, obligations: string) => `${accounts} 个账号、${obligations} 项未完成的转载任务`,
    noDependants: '没有账号依赖它。',
    obligations: (count: string) => `${count} 项待转载`,
    more: (shown: string, all: string) => `列出 ${shown} 个，共 ${all} 个`,
    messages: '平台消息',
    flowing: '消息连续自',
    notFlowing: '消息目前不连续：微信列表之外的群发采集不到，判定可能为“未知”。',
    lastMessage: '最近一条',
  },
  act: {
    test: '立即测试',
    tested: '已安排测试，结果稍后显示',
    authorise: '去平台授权',
    authorising: '正在取得授权地址',
    authoriseHint: '将转到平台自己的页面，由账号管理员同意授权；完成后回到这里。',
  },
  returned: {
    granted: (account: string) => `「${account}」已授权，凭证已保存，正在测试。`,
    failed: '授权失败',
    see: '查看账号',
  },
  link: '凭证',
  none7: '七天内没有凭证到期',
};
