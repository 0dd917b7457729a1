import type { AccountStatus, ColumnClass, NoPublishReason, Platform } from '../../../domain/accounts/account';
import type { Coverage, LookOutcome } from '../../../domain/accounts/look';
import type { PostStanding } from '../../../domain/accounts/post';
import type { AlertKind, AlertSeverity, LedgerKind } from '../../../domain/alerts/alert';
import type { CaseEvent, CaseState } from '../../../domain/cases/case';
import type { ProblemCode, Remedy } from '../../../domain/errors';
import type { FindingKind, FindingState, VerdictReason } from '../../../domain/judging/verdict';
import type {
  FulfilmentBasis,
  JobState,
  ManualReason,
  ObligationEvent,
  ObligationState,
  ProgressGroup,
  ReviewStage,
} from '../../../domain/mandates/mandate';
import type { MandateView } from '../../../api/views';
import type { Action, Role } from '../../../domain/people/role';
import type { Authority } from '../../../domain/policies/policy';
import type { VerdictCount } from '../status';

const platform: Record<Platform, string> = { weibo: '微博', wechat: '微信', portal: '网站' };
const verdict: Record<VerdictCount, string> = {
  fine: '正常',
  warned: '预警',
  slow: '更新慢',
  silent: '不发声',
  improper: '乱发声',
  unknown: '未知',
  exempt: '不考核',
  unjudged: '未判定',
};
const verdictReason: Record<VerdictReason, string> = {
  'recent-post': '近期有更新',
  'nothing-due': '没有适用的规则',
  'silence-approaching': '未见更新，接近上限',
  'silence-breach': '未见更新，达到上限',
  'silence-dormant': '长期未更新（休眠）',
  'silence-zombie': '长期未更新（僵尸）',
  'too-few-posts': '发文数量不足',
  'gap-too-long': '两次发文间隔过长',
  'never-looked': '还没有观测过',
  'no-sight-yet': '观测过，还没有一次看到',
  'proof-too-old': '最近一次看到已过久，不能证明现状',
  'coverage-partial': '平台只列出部分发文（微信列表不含群发），看不到不等于没有发',
  'not-yet-proven': '观测止于上限之前，尚不能证明',
  'account-cancelled': '账号已注销',
};
const accountStatus: Record<AccountStatus, string> = { active: '在用', stopped: '停更', cancelled: '已注销' };
const columnClass: Record<ColumnClass, string> = {
  account: '账号',
  news: '动态要闻类栏目',
  notices: '通知公告、政策文件类栏目',
  other: '其他栏目',
};
const noPublishReason: Record<NoPublishReason, string> = {
  'no-api': '平台没有发布接口',
  'no-credential': '没有配置凭证',
  'no-permission': '没有发布权限',
  'credential-expired': '凭证已过期',
};
const outcome: Record<LookOutcome, string> = {
  items: '看到发文',
  'proven-empty': '确认没有发文',
  unparsed: '页面无法解析',
  refused: '平台拒绝',
  unreachable: '连接不上',
  unauthorised: '授权失效',
  'rate-limited': '超出频次',
};
const coverage: Record<Coverage, string> = { full: '完整', partial: '部分' };
const standing: Record<PostStanding, string> = { counted: '计入', 'future-dated': '日期在未来，不计入' };
const findingKind: Record<FindingKind, string> = {
  silent: '不发声',
  slow: '更新慢',
  improper: '乱发声',
  'altered-repost': '转载有改动',
  'unclear-repost': '转载待辨认',
  'outdated-repost': '转载已过时',
  'future-dated': '日期在未来',
};
const findingState: Record<FindingState, string> = { open: '未消除', closed: '已消除', dismissed: '已撤销' };
const progress: Record<ProgressGroup, string> = {
  done: '已转',
  late: '迟转',
  running: '进行中',
  manual: '待人工',
  missed: '未转',
  'not-applicable': '不适用',
};
const obligationState: Record<ObligationState, string> = {
  'awaiting-review': '待审核',
  ready: '待发布',
  publishing: '发布中',
  submitted: '平台已受理，待看到',
  manual: '待人工',
  fulfilled: '已转',
  'not-applicable': '不适用',
  withdrawn: '已撤回',
};
const obligationEvent: Record<ObligationEvent, string> = {
  issue: '签发',
  'start-publishing': '开始发布',
  'platform-accepted': '平台受理',
  'publish-impossible': '不能由接口发布',
  'back-to-ready': '退回待发布',
  'post-seen': '看到转载',
  exempt: '列为不适用',
  withdraw: '撤回',
};
const manualReason: Record<ManualReason, string> = {
  'no-api': '平台没有发布接口',
  'no-credential': '没有配置凭证',
  'no-permission': '没有发布权限',
  'credential-expired': '凭证已过期',
  'content-refused': '平台不接受内容',
  'quota-spent': '当日额度已用完',
  'not-visible': '看不到该账号，不能自动确认',
  'gave-up': '多次尝试未成功',
};
const basis: Record<FulfilmentBasis, string> = {
  'receipt-id': '与平台回执一致',
  'source-link': '链接到原文',
  'doc-number': '写明文号',
  title: '标题完整一致',
  person: '人工认定',
};
const stage: Record<ReviewStage, string> = {
  drafted: '待初审',
  'first-review': '待审核',
  'second-review': '待签发',
  issued: '已签发',
};
const jobState: Record<JobState, string> = {
  queued: '排队',
  running: '执行中',
  confirming: '核对中',
  waiting: '等待重试',
  submitted: '平台已受理',
  published: '已公开',
  failed: '失败',
  cancelled: '已取消',
};
const remedy: Record<Remedy, string> = {
  'retry-later': '稍后自动重试',
  reconcile: '先核对是否已发布',
  'refresh-token': '更新令牌',
  're-authorise': '需重新授权',
  'fix-content': '需修改内容',
  'fix-configuration': '需修改配置',
  'ask-a-person': '需人工处理',
  'give-up': '不再尝试',
};
const caseState: Record<CaseState, string> = {
  noticed: '已发现',
  reminded: '已提醒',
  rectifying: '整改中',
  overdue: '整改逾期',
  proposed: '拟关停',
  approved: '已批准',
  announced: '已公告',
  archived: '已归档',
  cancelled: '已注销',
  filed: '已备案',
  integrated: '已整合',
  closed: '已结案',
};
const caseEvent: Record<CaseEvent, string> = {
  remind: '提醒',
  'order-rectification': '责令整改',
  'deadline-passed': '整改到期',
  'posts-seen': '看到更新',
  'propose-shutdown': '提请关停',
  'propose-integration': '提请整合',
  approve: '批准',
  reject: '退回整改',
  announce: '发布公告',
  archive: '内容归档',
  'cancel-on-platform': '平台注销',
  file: '备案',
  integrate: '完成整合',
  'watch-ended': '观察期满',
  revived: '账号重新活动',
  dismiss: '撤销案件',
};
const role: Record<Role | 'system', string> = {
  administrator: '管理员',
  operator: '值班员',
  officer: '信息员',
  viewer: '查看者',
  system: '系统',
};
const action: Record<Action, string> = {
  read: '查看',
  'account.collect': '立即观测',
  'account.write': '维护账号',
  'alert.acknowledge': '确认告警',
  'obligation.confirm-manual': '确认人工转载',
  'obligation.exempt': '列为不适用',
  'mandate.review': '审核必转任务',
  'case.remind': '提醒',
  'case.propose': '提请关停',
  'case.approve': '批准关停',
  'case.execute': '执行关停',
  'case.dismiss': '撤销案件',
  'people.manage': '管理人员',
  'job.retry': '重试发布',
  'training.control': '演练',
  'rules.manage': '维护必转规则',
  'credentials.manage': '管理凭证',
  'credentials.authorise': '发起授权',
};
const authority: Record<Authority, string> = {
  'state-council': '国务院',
  province: '省',
  city: '市',
  county: '县',
  department: '部门',
};
const severity: Record<AlertSeverity, string> = { info: '知悉', notice: '注意', warning: '警告', critical: '紧要' };
const alertKind: Record<AlertKind, string> = {
  'account-warned': '接近不合格',
  'account-silent': '不发声',
  'account-slow': '更新慢',
  'account-improper': '乱发声',
  'account-unknown': '看不到账号',
  'account-recovered': '恢复正常',
  'credential-expired': '凭证过期',
  'credential-expiring': '凭证将过期',
  'credential-refused': '凭证被拒',
  'source-incident': '采集事件',
  'source-recovered': '采集恢复',
  'policy-seen': '新政策',
  'policy-withdrawn': '政策撤回',
  'obligation-reminder': '临近到期',
  'repost-unclear': '转载待辨认',
  'repost-outdated': '转载已过时',
  'mandate-issued': '必转签发',
  'obligation-manual': '待人工转载',
  'obligation-fulfilled': '已转',
  'obligation-overdue': '逾期未转',
  'mandate-complete': '全部转完',
  'case-opened': '立案',
  'case-moved': '案件进展',
  'case-closed': '结案',
};
const ledgerKind: Record<LedgerKind, string> = {
  'verdict-changed': '判定变更',
  'finding-opened': '发现问题',
  'finding-closed': '问题消除',
  'policy-recorded': '收录政策',
  'policy-changed': '政策变动',
  'mandate-issued': '必转签发',
  'mandate-reviewed': '必转审核',
  'obligation-moved': '转发责任变更',
  'job-moved': '发布作业变更',
  'case-moved': '案件进展',
  'account-registered': '登记账号',
  'account-changed': '账号变更',
  'incident-opened': '采集事件',
  'incident-closed': '采集恢复',
  'alert-acknowledged': '确认告警',
  'signed-in': '登录',
  'sign-in-refused': '登录被拒',
  'person-changed': '人员变更',
  'rule-changed': '必转规则变更',
  'training-changed': '演练',
  'credential-changed': '凭证变更',
  'article-added': '补登文章',
};
const nextAction: Record<MandateView['nextAction'], string> = {
  none: '无需处理',
  review: '去审核',
  'do-manual-tasks': '做人工任务',
  wait: '等待发布',
  'chase-overdue': '催办逾期',
};
const problem: Record<ProblemCode, string> = {
  'malformed-json': '请求不是有效的 JSON',
  'body-too-large': '提交的内容过大',
  'unsupported-media-type': '内容类型不受支持',
  'invalid-input': '填写的内容不符合要求',
  'unknown-field': '含有不认识的字段',
  'invalid-id': '编号格式不对',
  'not-signed-in': '没有登录或登录已失效',
  'sign-in-failed': '用户名或密码不对',
  'locked-out': '失败次数过多，暂时锁定',
  'link-used-or-expired': '登录链接已用过或已过期',
  forbidden: '没有权限',
  'out-of-scope': '不在管辖范围内',
  'not-found': '没有找到',
  'method-not-allowed': '不支持的操作',
  conflict: '内容已被他人改动',
  'self-approval': '不能批准自己提请的事项',
  'too-many-requests': '请求过于频繁',
  'not-ready': '系统正在准备',
  'store-unavailable': '存储暂时不可用',
  internal: '系统内部错误',
};
/** Why an account is not in a breach yet or a policy is no mandate; open lists, unknown codes are shown as they are. */
const decision: Record<string, string> = {
  mandated: '已列为必转',
  'before-effective': '早于规则生效日',
  authority: '发文机关不在范围',
  topic: '主题不在范围',
  'not-whitelisted': '来源不在白名单',
  'no-date': '没有可读的日期',
  'no-link': '没有原文链接',
  'no-rule': '没有适用的必转规则',
  withdrawn: '已撤回',
  'rule-disabled': '规则已停用',
  interpretation: '政策解读',
  'already-mandated': '此前已列为必转，规则不含新版本',
};
const task: Record<string, string> = {
  collect: '采集',
  judge: '判定',
  intake: '收录政策',
  issue: '签发必转',
  queue: '安排发布',
  publish: '发布',
  overdue: '核对逾期',
  cases: '推进案件',
  relay: '传递事件',
  incidents: '汇总事件',
  provisional: '重算暂定时限',
  mend: '善后',
  inspect: '检查用语',
  observe: '核对转载',
  deadline: '核对时限',
  register: '登记',
  'sign-in': '登录',
};
const refusal: Record<string, string> = {
  'self-approval': '提请人不能批准自己的提请，须由另一名管理员批准',
  'not-permitted': '您的角色不能执行这一步',
  forbidden: '您的角色不能执行这一步',
  'reason-missing': '需要写明理由',
  'no-such-step': '案件当前状态没有这一步',
  'not-yet': '还没有到可以执行的时间',
  'system-only': '由系统到时自动执行',
};
const findingDetail: Record<string, string> = {
  wording: '用语或个人信息',
  'title-changed': '标题有改动',
  'figures-changed': '数字、日期或文号有改动',
  'edition-added': '标题附加了版本',
  'body-adapted': '正文有改编，请人工辨认',
  'body-differs': '标题相同而正文不同，请人工辨认',
  'title-missing': '正文相同而标题不符，请人工辨认',
  excerpt: '只有正文片段，请人工辨认',
  'about-it': '标题是对原文的介绍，请人工辨认',
  'other-title': '链接指向原文而标题不是原文的，请人工辨认',
  'policy-changed': '原文已修改',
  'policy-withdrawn': '原文已撤回',
  'replaced-by-newer': '已有新的转载',
  'post-gone': '已删除',
  'policy-restored': '原文恢复有效',
  'accepted-by-person': '人工认定为转载',
};
const closeReason: Record<string, string> = {
  recovered: '恢复更新',
  'shut-down': '已关停',
  integrated: '已整合',
  dismissed: '已撤销',
};

/** Words for every code of the domain. */
export const codes = {
  platform,
  verdict,
  verdictReason,
  accountStatus,
  columnClass,
  noPublishReason,
  outcome,
  coverage,
  standing,
  findingKind,
  findingState,
  progress,
  obligationState,
  obligationEvent,
  manualReason,
  basis,
  stage,
  jobState,
  remedy,
  caseState,
  caseEvent,
  role,
  action,
  authority,
  severity,
  alertKind,
  ledgerKind,
  nextAction,
  problem,
  decision,
  task,
  refusal,
  closeReason,
  findingDetail,
};
