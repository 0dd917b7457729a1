import type { AlertId, AccountId } from '../../src/domain/ids';
import type {
  AccountDetailView,
  AccountView,
  FindingView,
  LookView,
  PostView,
  ProbeView,
} from '../../src/api/accounts';
import type { AlertView, LedgerView } from '../../src/api/alerts';
import type { CaseView } from '../../src/api/cases';
import type { CredentialDetailView, CredentialView } from '../../src/api/credentials';
import type { MandateView } from '../../src/api/mandates';
import type { JobView, ObligationDetailView, ObligationView } from '../../src/api/obligations';
import type { PolicyView } from '../../src/api/policies';
import type { SummaryView } from '../../src/api/summary';

/**
 * One complete example of every view, with the optional parts filled in, so that a schema that forgets a field shows
 * it.
 */
const AT = '2026-11-20T02:00:00.000Z';
const ID = 'd'.repeat(24);
const published = { precision: 'day', value: '2026-09-18', original: '2026-09-18' } as const;
const clause = { source: '国办秘函〔2019〕19号', text: '内容不更新' };

export function accountOf(id: string, unitId: string): AccountView {
  return {
    id,
    name: '甲县发布',
    platform: 'weibo',
    unitId,
    unitName: '甲单位',
    homeUrl: 'https://weibo.com/u/1',
    externalId: '1',
    status: 'active',
    columnClass: 'account',
    verdict: {
      kind: 'silent',
      reason: 'silence-breach',
      ruleId: 'silence-account',
      clause,
      packId: 'national',
      packVersion: '1',
      crossedAt: AT,
      breachAt: null,
      provenSilenceMs: 1_209_600_000,
      judgedAt: AT,
      lastPostUrl: 'https://weibo.com/1/a',
      sightLookId: ID,
    },
    lastPostAt: AT,
    lastSightAt: AT,
    lastLookAt: AT,
    lastLookOutcome: 'items',
    lastLookDetail: 'ok',
    nextLookAt: AT,
    coverage: 'full',
    noPublishReason: 'no-permission',
  };
}
export function detailOf(id: string, unitId: string): AccountDetailView {
  return {
    ...accountOf(id, unitId),
    daily: [{ date: '2026-11-19', count: 2, working: true, dayName: '工作日' }],
    completeFromAt: AT,
    firstSightAt: null,
    consecutiveBlindLooks: 0,
    openCase: caseOf(),
  };
}
export const postOf = (): PostView => ({
  id: ID,
  title: '标题',
  text: '正文',
  url: 'https://weibo.com/1/a',
  published,
  countedAt: AT,
  standing: 'counted',
  firstSeenAt: AT,
});
export const lookOf = (): LookView => ({
  id: ID,
  startedAt: AT,
  endedAt: AT,
  outcome: 'items',
  detail: 'ok',
  coverage: 'full',
  itemCount: 20,
  newCount: 1,
  futureDatedCount: 0,
});
export const findingOf = (accountId: string): FindingView => ({
  id: ID,
  accountId,
  kind: 'silent',
  ruleId: 'silence-account',
  state: 'open',
  detail: 'silence-breach',
  clause,
  occurredAt: AT,
  noticedAt: AT,
  closedAt: null,
  url: null,
  excerpt: null,
  subject: accountId,
});
export const policyOf = (): PolicyView => ({
  id: ID,
  title: '国务院关于某事的意见',
  docNumber: '国发〔2026〕30号',
  issuer: '国务院',
  authority: 'state-council',
  published,
  firstSeenAt: AT,
  version: 1,
  url: 'https://www.gov.cn/a',
  summary: '',
  sightings: [{ sourceId: ID, sourceTitle: '中国政府网', url: null, listed: true, firstSeenAt: AT, lastSeenAt: AT }],
  decision: null,
  withdrawal: { reason: 'page-gone', noticedAt: AT },
  interprets: { names: ['某办法'], policyId: ID },
});
export const mandateOf = (): MandateView => ({
  id: ID,
  policyId: ID,
  title: '国务院关于某事的意见',
  docNumber: null,
  issuer: null,
  sourceUrl: null,
  ruleTitle: '一个工作日内转载',
  stage: 'issued',
  issuedAt: AT,
  deadline: {
    published,
    dueBy: AT,
    provisional: false,
    limit: { workingDays: 1 },
    days: [{ date: '2026-09-20', working: true, name: '调休补班' }],
  },
  total: 6,
  progress: { done: 1, late: 1, running: 1, manual: 1, missed: 1, 'not-applicable': 1 },
  nextAction: 'do-manual-tasks',
});
export const obligationOf = (): ObligationView => ({
  id: ID,
  mandateId: ID,
  accountId: ID,
  accountName: '甲县发布',
  platform: 'wechat',
  unitId: ID,
  unitName: '甲单位',
  policyTitle: '国务院关于某事的意见',
  state: 'fulfilled',
  group: 'done',
  manualReason: null,
  dueBy: AT,
  provisional: true,
  submittedAt: AT,
  fulfilledAt: AT,
  onTime: true,
  overdueNoticedAt: null,
  overdueProven: null,
  evidence: {
    url: 'https://mp.weixin.qq.com/s/a',
    title: '转载',
    published,
    firstSeenAt: AT,
    basis: 'doc-number',
    lookId: ID,
    textHash: 'ab',
    similarity: 0.98,
  },
});
export const jobOf = (): JobView => ({
  id: ID,
  obligationId: ID,
  accountId: ID,
  platform: 'weibo',
  state: 'submitted',
  attempt: 1,
  dueAt: AT,
  dueBy: AT,
  receipt: { platformIds: ['1'], url: null, acceptedAt: AT },
  errors: [{ at: AT, attempt: 1, remedy: 'retry-later', code: 'http-503', message: '平台暂不可用' }],
  createdAt: AT,
  settledAt: null,
});
export const ledgerOf = (seq: number): LedgerView => ({
  seq,
  kind: 'obligation-moved',
  subject: `obligation:${ID}`,
  from: 'ready',
  to: 'submitted',
  reason: 'platform-accepted',
  actor: 'system',
  occurredAt: AT,
  recordedAt: AT,
  hash: 'ab',
});
export const obligationDetailOf = (): ObligationDetailView => ({
  ...obligationOf(),
  draft: { title: '标题', text: '正文', sourceUrl: 'https://www.gov.cn/a', sourceName: '中国政府网', digest: '' },
  job: jobOf(),
  history: [ledgerOf(1)],
});
export function caseOf(): CaseView {
  return {
    id: ID,
    accountId: ID,
    accountName: '甲县发布',
    platform: 'portal',
    unitId: ID,
    unitName: '甲单位',
    state: 'proposed',
    occurredAt: AT,
    openedAt: AT,
    rectifyBy: AT,
    closedAt: null,
    closeReason: null,
    proposedBy: '值班员',
    nextSteps: [{ event: 'approve', by: 'administrator', dueBy: null, allowed: false, refusal: 'self-approval' }],
    steps: [
      { event: 'remind', from: 'noticed', to: 'reminded', occurredAt: AT, recordedAt: AT, actor: 'system', note: '' },
    ],
  };
}
export function alertOf(seq: number, unitId: string | null, label = '甲县发布'): AlertView {
  return {
    id: seq.toString(16).padStart(24, '0') as AlertId,
    seq,
    kind: 'account-silent',
    severity: 'critical',
    subject: { accountId: ID as AccountId, label },
    unitId,
    reason: 'silence-breach',
    figures: { days: 14, since: '11-06' },
    occurredAt: AT,
    noticedAt: AT,
    acknowledged: null,
  };
}
export const credentialOf = (id: string): CredentialView => ({
  id,
  platform: 'weibo',
  kind: 'weibo-user-token',
  accountId: id,
  applicationId: '1234567890',
  label: '甲县发布',
  unitId: ID,
  state: 'expiring',
  expiresAt: AT,
  grantedAt: AT,
  grantedBy: '李值班',
  lastTest: { at: AT, outcome: 'accepted', code: null },
  nextTestAt: AT,
});
export const credentialDetailOf = (id: string): CredentialDetailView => ({
  ...credentialOf(id),
  messages: { lastAt: AT, flowingSinceAt: null },
  dependants: { accounts: 1, obligations: 2, listed: [{ accountId: ID, name: '甲县发布', obligations: 2 }] },
});
export const probeOf = (): ProbeView => ({
  outcome: 'items',
  detail: 'weibo-timeline',
  coverage: 'full',
  completeFromAt: AT,
  itemCount: 1,
  message: null,
  remedy: null,
  items: [
    { title: '标题', url: 'https://weibo.com/1', published, excerpt: '正文', pinned: false, standing: 'counted' },
  ],
  warnings: ['days-only'],
});
export function summaryOf(_reader: string): SummaryView {
  return {
    asOf: AT,
    seq: 0,
    mandates: [mandateOf()],
    breachingSoon: { total: 1, accounts: [accountOf(ID, ID)] },
    verdicts: { fine: 1, warned: 2, slow: 3, silent: 4, unknown: 5, exempt: 6, improper: 7, unjudged: 8 },
    verdictsByPlatform: [{ platform: 'weibo', verdict: 'unjudged', count: 8 }],
    sourceHealth: {
      platforms: [
        { platform: 'weibo', accounts: 3, seenLastHour: 2, seenLastDay: 3, lastSightAt: AT, outcomes: { items: 3 } },
      ],
      policySources: [
        { id: ID, title: '中国政府网', lastLookAt: AT, lastSightAt: null, lastOutcome: 'items', entries: 20 },
      ],
      incidents: [{ key: 'weibo:http-503', platform: 'weibo', reason: 'http-503', accounts: 9, openedAt: AT }],
      postsLastDay: 40,
      work: [{ task: 'collect', lastStartedAt: AT, lastEndedAt: null, catchUp: false }],
    },
    cases: { noticed: 1 },
    jobs: { queued: 2 },
    unacknowledged: { info: 0, notice: 1, warning: 2, critical: 3 },
    alerts: [alertOf(1, null)],
    accounts: 36,
    units: 4,
    credentials: { expiring: 1, expired: 2, refused: 3 },
    callBudgets: [{ platform: 'weibo', callsPerDay: 100, accounts: 4, calls: 120, most: 61 }],
    lookLateness: { looks: 40, p50Ms: 1_000, p99Ms: null },
  };
}
