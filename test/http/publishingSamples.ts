import type {
  EvidencePackView,
  ForecastView,
  PlatformPreviewView,
  RulePreviewView,
  RuleView,
} from '../../src/api/mandates';
import { PLATFORMS, type Platform } from '../../src/domain/accounts/platforms';
import type { ManualTaskView } from '../../src/api/obligations';
import { jobOf, ledgerOf, mandateOf, obligationOf } from './samples';

/** One complete example of every view of publishing, with the optional parts filled in. */
const AT = '2026-11-20T02:00:00.000Z';
const ID = 'd'.repeat(24);
const NO_CHANNELS = Object.fromEntries(PLATFORMS.map((platform) => [platform, 0])) as Record<Platform, number>;

export const ruleOf = (): RuleView => ({
  id: ID,
  key: 'state-council',
  title: '一个工作日内转载',
  authorities: ['state-council'],
  topicWords: ['乡村'],
  platforms: ['weibo', 'portal'],
  regions: ['620700'],
  limit: { workingDays: 1 },
  limitByPlatform: { portal: { hours: 24 } },
  review: 'staged',
  effectiveFrom: '2026-09-01',
  clause: '通政办发〔2015〕3号',
  newVersions: 'review',
  binds: 'everybody',
  sectors: [],
  interpretations: false,
  offersInterpretations: true,
  asksAboutKnown: 2,
  disabledAt: AT,
  revision: 3,
});
export const ruleBody = (): object => {
  const { id: _id, disabledAt: _at, revision: _revision, asksAboutKnown: _asks, ...draft } = ruleOf();
  return draft;
};
export const rulePreviewOf = (): RulePreviewView => ({
  policies: [
    { policyId: ID, title: '国务院关于某事的意见', decision: 'mandated', dueBy: { weibo: AT, wechat: AT, portal: AT } },
  ],
  known: {
    policies: [
      {
        policyId: ID,
        title: '关于某事的意见',
        docNumber: null,
        issuer: '教育部',
        published: null,
        accounts: 1,
        channels: { ...NO_CHANNELS, weibo: 1 },
      },
    ],
    looked: 1,
    more: false,
  },
  counts: { concerned: 1, platform: 2, region: 0, sector: 0, counterpart: 0, 'not-active': 0 },
  accounts: {
    items: [{ accountId: ID, name: '甲县发布', platform: 'weibo', unitId: ID, region: '620700', reason: 'concerned' }],
    nextCursor: null,
    asOf: AT,
  },
  platforms: [platformPreviewOf()],
});
const draft = {
  title: '国务院关于某事的意见',
  text: '正文',
  sourceUrl: 'https://www.gov.cn/a',
  sourceName: '国务院',
  digest: '',
};
export const platformPreviewOf = (): PlatformPreviewView => ({
  platform: 'weibo',
  accounts: 3,
  publishable: 2,
  obstacles: { 'no-credential': 1 },
  example: {
    accountId: ID,
    accountName: '甲县发布',
    draft,
    measures: [{ name: 'counted-characters', value: 120, limit: 140 }],
    failure: { code: 'too-long', message: '过长' },
  },
});
export const forecastOf = (): ForecastView => ({
  asOf: AT,
  open: 14,
  inTime: 2,
  tooLate: 12,
  byHand: 1,
  blocked: 1,
  obstacles: [{ platform: 'weibo', reason: 'credential-expired', accounts: 1, obligations: 1 }],
  readUpTo: AT,
  reasons: [{ platform: 'wechat', spent: 'mass-sends-per-day', accounts: 12, obligations: 12, possibleAt: AT }],
  obligations: [
    {
      obligationId: ID,
      accountId: ID,
      accountName: '甲县发布',
      platform: 'wechat',
      policyTitle: '国务院关于某事的意见',
      dueBy: AT,
      spent: 'mass-sends-per-day',
      possibleAt: AT,
    },
  ],
});
export const manualTaskOf = (): ManualTaskView => ({
  obligationId: ID,
  mandateId: ID,
  accountId: ID,
  accountName: '甲县发布',
  platform: 'portal',
  unitId: ID,
  unitName: '甲单位',
  policyTitle: '国务院关于某事的意见',
  manualReason: 'no-api',
  dueBy: AT,
  provisional: false,
  overdue: false,
  reminded: 'one-hour-left',
  interpretations: [],
  officerPath: `/obligations/${ID}`,
  copy: {
    title: draft.title,
    text: draft.text,
    digest: '',
    link: draft.sourceUrl,
    readOriginalUrl: draft.sourceUrl,
    sourceName: draft.sourceName,
    docNumber: '国发〔2026〕30号',
    pictures: ['https://www.gov.cn/a.jpg'],
    homeUrl: 'https://a.gov.cn',
  },
});
export const evidencePackOf = (): EvidencePackView => ({
  mandate: mandateOf(),
  policy: { id: ID, title: draft.title, version: 1, textHash: 'ab', url: draft.sourceUrl },
  check: ['hash'],
  nextCursor: null,
  asOf: AT,
  items: [
    {
      obligation: obligationOf(),
      accountHomeUrl: 'https://a.gov.cn',
      evidence: { seal: 'ab', postId: ID, countedAt: AT },
      job: jobOf(),
      ledger: [ledgerOf(1)],
    },
  ],
});
