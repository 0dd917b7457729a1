import type { ForecastView, PlatformPreviewView, RulePreviewView, RuleView } from '../../../src/api/mandates';
import { PLATFORMS, type Platform } from '../../../src/domain/accounts/platforms';
import type { ManualTaskView, RetryManualView } from '../../../src/api/obligations';
import { mockId, type WorldClock } from './instants';
import { OFFERED } from './mandates';
import type { MockWorld } from './world';

const NO_CHANNELS = Object.fromEntries(PLATFORMS.map((platform) => [platform, 0])) as Record<Platform, number>;

/** Of 15 tasks 12 can be published by interface again, unless nobody chose a reason that helps. */
export function mockRetry({ dryRun, manualReasons }: Readonly<Record<string, unknown>>): RetryManualView {
  const helps = Array.isArray(manualReasons) && manualReasons.includes('platform-unavailable');
  return {
    dryRun: dryRun === true,
    matched: 15,
    retried: helps ? 12 : 0,
    refused: [
      { reason: 'taken', count: 2 },
      { reason: 'no-api', count: helps ? 1 : 13 },
    ],
    more: false,
  };
}

export function mockManualTasks(world: MockWorld): readonly ManualTaskView[] {
  return world.obligations
    .filter(({ state }) => state === 'manual')
    .map((obligation) => ({
      obligationId: obligation.id,
      mandateId: obligation.mandateId,
      accountId: obligation.accountId,
      accountName: obligation.accountName,
      platform: obligation.platform,
      unitId: obligation.unitId,
      unitName: obligation.unitName,
      policyTitle: obligation.policyTitle,
      manualReason: obligation.manualReason,
      dueBy: obligation.dueBy,
      provisional: obligation.provisional,
      overdue: false,
      reminded: null,
      copy: {
        title: obligation.policyTitle,
        text: '<p>各地要抓好落实。</p>',
        digest: '',
        link: 'https://www.gov.cn/zhengce/1.htm',
        readOriginalUrl: 'https://www.gov.cn/zhengce/1.htm',
        sourceName: '中国政府网',
        docNumber: null,
        pictures: ['https://www.gov.cn/1.jpg'],
        homeUrl: 'https://weibo.com/u/1',
      },
      interpretations: OFFERED,
      officerPath: `/obligations/${obligation.id}`,
    }));
}

export function mockForecast(world: MockWorld, clock: WorldClock): ForecastView {
  const [late] = world.obligations;
  return {
    asOf: clock.at(0),
    open: 31,
    inTime: 19,
    tooLate: 12,
    byHand: 4,
    blocked: 0,
    obstacles: [],
    readUpTo: null,
    reasons: [{ platform: 'wechat', spent: 'posts-per-day', accounts: 12, obligations: 12, possibleAt: clock.at(14) }],
    obligations:
      late === undefined
        ? []
        : [
            {
              obligationId: late.id,
              accountId: late.accountId,
              accountName: late.accountName,
              platform: 'wechat',
              policyTitle: late.policyTitle,
              dueBy: late.dueBy,
              spent: 'posts-per-day',
              possibleAt: clock.at(14),
            },
          ],
  };
}

export function mockPreviews(): readonly PlatformPreviewView[] {
  const draft = {
    title: '国务院办公厅关于某事的通知',
    text: '国务院办公厅关于某事的通知 https://www.example.gov.cn/1',
    sourceUrl: 'https://www.gov.cn/1',
    sourceName: '中国政府网',
    digest: '',
  };
  return [
    {
      platform: 'weibo',
      accounts: 60,
      publishable: 57,
      obstacles: { 'credential-expired': 3 },
      example: {
        accountId: mockId('a', 1),
        accountName: '云麓发布',
        draft,
        measures: [{ name: 'counted-characters', value: 96, limit: 140 }],
        failure: null,
      },
    },
    {
      platform: 'wechat',
      accounts: 60,
      publishable: 60,
      obstacles: {},
      example: {
        accountId: mockId('a', 2),
        accountName: '云麓县卫生健康局',
        draft,
        measures: [],
        failure: { code: 'wechat-title-too-long', message: '标题超过 32 字' },
      },
    },
  ];
}

export const mockRules: RuleView[] = [
  {
    id: mockId('e', 700),
    key: 'state-council',
    title: '国务院政策一个工作日内转载',
    authorities: ['state-council'],
    topicWords: [],
    platforms: ['weibo', 'wechat', 'portal'],
    regions: [],
    limit: { workingDays: 1 },
    limitByPlatform: {},
    review: 'pre-approved',
    effectiveFrom: '2026-01-01',
    clause: '通政办发〔2015〕3号',
    newVersions: 'ignore',
    binds: 'everybody',
    sectors: [],
    interpretations: false,
    offersInterpretations: true,
    asksAboutKnown: 0,
    disabledAt: null,
    revision: 1,
  },
];

export function mockRulePreview(clock: WorldClock): RulePreviewView {
  return {
    policies: [
      { policyId: mockId('d', 1), title: '国务院关于某事的意见', decision: 'mandated', dueBy: { weibo: clock.at(20) } },
      { policyId: mockId('d', 2), title: '某部关于某事的函', decision: 'authority', dueBy: {} },
    ],
    known: {
      policies: [
        {
          policyId: mockId('d', 203),
          title: '教育部关于做好某项工作的通知',
          docNumber: '教基〔2026〕3号',
          issuer: '教育部',
          published: null,
          accounts: 6,
          channels: { ...NO_CHANNELS, weibo: 3, wechat: 2, portal: 1 },
        },
      ],
      looked: 40,
      more: false,
    },
    counts: { concerned: 120, platform: 30, region: 0, sector: 6, counterpart: 0, 'not-active': 2 },
    platforms: [],
    accounts: {
      items: [
        {
          accountId: mockId('a', 1),
          name: '云麓发布',
          platform: 'weibo',
          unitId: mockId('b', 1),
          region: '',
          reason: 'concerned',
        },
      ],
      nextCursor: null,
      asOf: clock.at(0),
    },
  };
}
