import type { SessionView, PersonView, RoleHistoryView, RoleView } from '../../src/api/people';
import { NOW } from './officePeople';
import type { AlertId, AccountId } from '../../src/domain/ids';
import type { AlertGroupView, AlertView, AssigneeView, LedgerView } from '../../src/api/alerts';
import type { MandateView } from '../../src/api/mandates';
import type { JobView, ObligationDetailView, ObligationView } from '../../src/api/obligations';
import type { PolicyView } from '../../src/api/policies';
import type { SummaryView } from '../../src/api/summary';
import { accountOf } from './accountSamples';

/**
 * One complete example of every view, with the optional parts filled in, so that a schema that forgets a field shows
 * it.
 */
const AT = '2026-11-20T02:00:00.000Z';
const ID = 'd'.repeat(24);
const published = { precision: 'day', value: '2026-09-18', original: '2026-09-18' } as const;
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
  sectors: ['education'],
  awaitsPerson: false,
  awaitedDueBy: AT,
  byHand: {
    authority: 'ministry',
    sectors: ['education'],
    bindsNobody: false,
    name: '王敏',
    at: AT,
    reason: '核对原文',
  },
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
  interpretations: [],
  nextAction: 'do-manual-tasks',
  reviews: [],
});
export const obligationOf = (): ObligationView => ({
  id: ID,
  mandateId: ID,
  accountId: ID,
  siteId: ID,
  accountName: '甲县发布',
  platform: 'wechat',
  unitId: ID,
  unitName: '甲单位',
  policyTitle: '国务院关于某事的意见',
  state: 'fulfilled',
  group: 'done',
  manualReason: null,
  taken: null,
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
    columnId: ID,
  },
});
export const jobOf = (): JobView => ({
  id: ID,
  obligationId: ID,
  ownPostId: null,
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
  interpretations: [
    { policyId: ID, title: '一图读懂', url: 'https://www.gov.cn/b', sourceTitle: '中国政府网', published: null },
  ],
  job: jobOf(),
  history: [ledgerOf(1)],
});
export function alertOf(seq: number, unitId: string | null, label = '甲县发布'): AlertView {
  return {
    id: seq.toString(16).padStart(24, '0') as AlertId,
    seq,
    change: 'opened',
    state: 'open',
    kind: 'account-silent',
    severity: 'critical',
    subject: { accountId: ID as AccountId, label },
    unitId,
    reason: 'silence-breach',
    figures: { days: 14, since: '11-06' },
    occurredAt: AT,
    noticedAt: AT,
    changedAt: AT,
    acknowledged: null,
    assigned: { personId: ID, name: '李信息', at: AT },
    resolved: null,
    changedBy: '王敏',
  };
}
export const alertGroupOf = (): AlertGroupView => ({
  kind: 'account-silent',
  reason: 'silence-breach',
  severity: 'critical',
  count: 3,
  oldestAt: AT,
});
export const assigneeOf = (): AssigneeView => ({ id: ID, name: '李信息', role: 'officer', unitId: ID });
export function summaryOf(_reader: string): SummaryView {
  return {
    asOf: AT,
    seq: 0,
    history: 'history-1',
    mandates: [mandateOf()],
    openMandates: 1,
    breachingSoon: { total: 1, accounts: [accountOf(ID, ID)] },
    verdicts: { fine: 1, warned: 2, slow: 3, silent: 4, unknown: 5, exempt: 6, improper: 7, unjudged: 8 },
    verdictsByPlatform: [{ platform: 'weibo', verdict: 'unjudged', count: 8 }],
    sourceHealth: {
      platforms: [
        { platform: 'weibo', accounts: 3, seenLastHour: 2, seenLastDay: 3, lastSightAt: AT, outcomes: { items: 3 } },
      ],
      policySources: [
        {
          id: ID,
          counterpart: { unitId: ID, name: '市教育局' },
          title: '中国政府网',
          lastLookAt: AT,
          lastSightAt: null,
          lastOutcome: 'items',
          entries: 20,
        },
      ],
      incidents: [{ key: 'weibo:http-503', platform: 'weibo', reason: 'http-503', accounts: 9, openedAt: AT }],
      postsLastDay: 40,
      work: [{ task: 'collect', lastStartedAt: AT, lastEndedAt: null, catchUp: false }],
    },
    cases: { noticed: 1 },
    jobs: { queued: 2 },
    unacknowledged: { info: 0, notice: 1, warning: 2, critical: 3 },
    acknowledged: { info: 0, notice: 1, warning: 2, critical: 3 },
    alerts: [alertOf(1, null)],
    accounts: 36,
    units: 4,
    credentials: { expiring: 1, expired: 2, refused: 3, unopened: 0 },
    callBudgets: [{ platform: 'weibo', callsPerDay: 100, accounts: 4, calls: 120, most: 61 }],
    policiesAwaiting: { total: 2, late: 1, dueBy: AT, rules: 1 },
    lookLateness: { looks: 40, p50Ms: 1_000, p99Ms: null },
  };
}

export const personOf = (): PersonView => ({
  id: ID,
  username: 'zhangsan',
  name: '张三',
  role: 'officer',
  unitId: ID,
  disabled: false,
  hasPassword: true,
  lockedUntilAt: AT,
  addresses: { mail: 'one@office.example', mobile: '13800000000', wecomUserId: 'one', feishuOpenId: 'ou_one' },
  assignments: [{ id: ID, role: 'viewer', unitId: ID }],
  isGuest: false,
});

/** A session of a computer in the office. */
export const sessionOf = (): SessionView => ({
  id: '7'.repeat(24),
  by: 'password',
  createdAt: NOW.toISOString(),
  lastSeenAt: NOW.toISOString(),
  expiresAt: new Date(NOW.getTime() + 3_600_000).toISOString(),
  from: { address: '10.0.0.7', browser: 'edge', system: 'windows' },
  isThis: false,
});

export const roleHistoryOf = (more: Partial<RoleHistoryView> = {}): RoleHistoryView => ({
  ...{ at: AT, by: '王管理', reason: '按职责精简', given: ['job.retry'], taken: ['case.propose', 'case.execute'] },
  ...more,
});
export const roleOf = (more: Partial<RoleView> = {}): RoleView => ({
  ...{ role: 'officer', actions: ['read', 'reminder.send'], isFixed: false, isChanged: true, version: 2 },
  ...more,
});
