import type {
  AccountDetailView,
  AccountView,
  FindingView,
  LookView,
  PostView,
  ProbeView,
} from '../../src/api/accounts';
import { NO_FILING } from '../../src/domain/accounts/filing';
import type { AccountHistoryView, FilingView } from '../../src/api/filing';
import type { SiteHistoryView, SiteView } from '../../src/api/sites';
import type { CaseView } from '../../src/api/cases';
import type { CredentialDetailView, CredentialView } from '../../src/api/credentials';

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
    siteId: null,
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
export function siteOf(): SiteView {
  return {
    id: ID,
    key: 'jyj-site',
    name: '甲局网站',
    unitId: ID,
    unitName: '甲单位',
    homeUrl: 'https://www.jyj.gov.example/',
    identifierCode: '9903210002',
    repostColumn: { accountId: ID, name: '通知公告', reason: 'named' },
    columnsByStatus: { applied: 0, approved: 0, filed: 0, active: 2, stopped: 1, cancelled: 0, revived: 0 },
    columnsByVerdict: { fine: 2, silent: 1 },
    filing: {
      ...{ icpNumber: '吉ICP备05008513号', policeNumber: null, plan: 'migrate', planBasis: '十一' },
      ...{ planBy: '2027-12-31', planDoneOn: null, planState: 'open' },
    },
    closing: {
      ...{ state: 'announced', noticeUrl: 'https://www.jyj.gov.example/gg', announcedOn: '2026-11-01' },
      ...{ closableFrom: '2026-12-01', successorId: ID, successorName: '县政府网站', successorUrl: null },
      ...{ closedOn: null, openableFrom: null },
    },
    openReposts: 4,
  };
}
export const siteHistoryOf = (): SiteHistoryView => ({
  ...{ at: AT, kind: 'site-changed', reason: 'filing-changed', by: '王管理', note: '补录', paper: null },
  changes: [
    { field: 'icpNumber', from: null, to: '吉ICP备05008513号' },
    { field: 'plan', from: 'keep', to: 'migrate' },
  ],
});
export function detailOf(id: string, unitId: string): AccountDetailView {
  return {
    ...accountOf(id, unitId),
    improper: false,
    daily: [{ date: '2026-11-19', count: 2, working: true, dayName: '工作日' }],
    completeFromAt: AT,
    firstSightAt: null,
    consecutiveBlindLooks: 0,
    openCase: caseOf(),
    settings: { feedUrl: 'https://feeds.example.cn/1' },
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
  earlier: [{ title: '标题', text: '原来的正文', untilAt: AT, isUnclear: false }],
  missingSinceAt: AT,
  goneAt: AT,
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
  dismissal: null,
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
  isExcusable: false,
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
    successorName: null,
    reviewId: ID,
    nextSteps: [
      {
        event: 'approve',
        by: 'administrator',
        needs: 'case.approve',
        dueBy: null,
        allowed: false,
        refusal: 'self-approval',
      },
    ],
    steps: [
      { event: 'remind', from: 'noticed', to: 'reminded', occurredAt: AT, recordedAt: AT, actor: 'system', note: '' },
    ],
  };
}
export const filingOf = (): FilingView => ({
  ...NO_FILING,
  ...{ filingNumber: 'XS-0017', filedOn: '2019-05-06', fans: 12, fansCountedOn: '2026-11-01', isMain: true },
  ...{ openedOn: '2015-01-02', contactPhone: '138****1234', masked: true },
  acts: ['stop', 'cancel', 'rename'],
});
export const accountHistoryOf = (): AccountHistoryView => ({
  ...{ at: AT, kind: 'account-changed', reason: 'filing-changed', by: '值班员', note: '补录' },
  paper: {
    ...{ approver: '县政府常务会议', documentNumber: '编发〔2026〕8号', documentTitle: null },
    ...{ decidedOn: '2026-11-19', noticeUrl: null },
  },
  status: { from: 'active', to: 'stopped' },
  changes: [{ field: 'filingNumber', from: null, to: 'XS-0017' }],
});
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
