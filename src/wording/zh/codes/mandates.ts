import type { DifferenceKind } from '../../../domain/ownPosts/compareCopies';
import type { CancelReason } from '../../../domain/ownPosts/ownPost';
import type {
  FulfilmentBasis,
  ManualReason,
  ObligationEvent,
  ObligationState,
  ProgressGroup,
  ReviewStage,
} from '../../../domain/mandates/mandate';
import type { MandateView } from '../../../api/mandates';

const progress: Record<ProgressGroup, string> = {
  done: '按期转载',
  late: '逾期转载',
  running: '进行中',
  manual: '待人工',
  missed: '未转载',
  'not-applicable': '不适用',
};
const obligationState: Record<ObligationState, string> = {
  'awaiting-review': '待审核',
  ready: '待发布',
  publishing: '发布中',
  submitted: '平台已受理，待核验',
  manual: '待人工',
  fulfilled: '已转载',
  'not-applicable': '不适用',
  withdrawn: '已撤回',
};
const obligationEvent: Record<ObligationEvent, string> = {
  issue: '签发',
  'start-publishing': '开始发布',
  'platform-accepted': '平台受理',
  'publish-impossible': '不能由接口发布',
  'back-to-ready': '退回待发布',
  resume: '原因消除，恢复自动发布',
  take: '有人承办',
  release: '交还自动发布',
  'post-seen': '核验到转载',
  exempt: '列为不适用',
  'site-owes-once': '一个站点只转一次，并入站点的任务',
  withdraw: '撤回',
};
/** What happens to an obligation beside its steps. */
const obligationNotice: Record<string, string> = {
  made: '下发',
  overdue: '到期未转载',
  'overdue-unproven': '到期时采集不到，未能核验',
  'deadline-recomputed': '重算时限',
  reminded: '提醒',
  'site-owes': '改由站点承担，一个站点只转一次',
  'column-changed': '改发到站点的另一栏目',
  'no-columns': '站点已没有栏目，任务终止',
  'account-cancelled': '账号已注销，任务终止',
  'policy-withdrawn': '原文已撤回',
  'newer-version-mandated': '已按新版本下发',
  'mandate-refused': '必转任务未获批准',
  'mandate-withdrawn': '必转任务已撤回',
};
const manualReason: Record<ManualReason, string> = {
  'no-api': '平台没有发布接口',
  'no-credential': '没有配置凭证',
  'no-permission': '没有发布权限',
  'credential-expired': '凭证已过期',
  'credential-refused': '凭证被平台拒绝',
  'credential-unopened': '凭证无法解开',
  'content-refused': '平台不接受内容',
  'quota-spent': '当日额度已用完',
  'not-shown': '平台已受理，但一直未见发布',
  'platform-unavailable': '平台长时间无法使用',
  'not-visible': '采集不到该账号，不能自动核验',
  'gave-up': '多次尝试未成功',
};
/** Why a copy of an own item is made by hand, beside the reasons of reposts, or is not published. */
const copyReason: Record<'pictures' | 'attachments' | CancelReason, string> = {
  pictures: '接口不接受所带图片，请人工发布',
  attachments: '接口不接受所带附件，请人工发布',
  withdrawn: '已撤回',
  'channel-gone': '账号已不在用',
  'not-made': '一直没有人工发布',
};
const differenceKind: Record<DifferenceKind, string> = {
  figure: '数字不一致',
  date: '日期不一致',
  name: '名称不一致',
  'document-number': '文号不一致',
  'missing-sentence': '缺少句子',
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
  refused: '不予签发',
  withdrawn: '已撤回',
};
const nextAction: Record<MandateView['nextAction'], string> = {
  none: '无需处理',
  review: '去审核',
  'do-manual-tasks': '处理人工任务',
  wait: '等待发布',
  'chase-overdue': '催办逾期单位',
};

/** Words for the codes of mandates and obligations. */
export const mandatesCodes = {
  progress,
  obligationState,
  obligationEvent,
  obligationNotice,
  manualReason,
  copyReason,
  differenceKind,
  basis,
  stage,
  nextAction,
};
