import defaults from '../../config/default.json';
import { dutiesSchema, dutySettings } from '../../src/config/limitRules';
import { siteChecksSchema } from '../../src/config/siteCheckRules';
import { readContentPacks } from '../../src/config/contentPacks';
import { createProblemList } from '../../src/config/problems';
import { readReviewFlows } from '../../src/config/reviews';
import { SECTORS } from '../domain/mandates/someRegister';
import { createInspectContent } from '../../src/domain/content/inspectContent';
import { createKindOfRule } from '../../src/domain/content/ruleKinds';
import { createRegionNames } from '../../src/domain/accounts/regionNames';
import { PLATFORMS, type Platform } from '../../src/domain/accounts/platforms';
import type { CoverageRules } from '../../src/domain/filings/coverage';
import type { RulePack } from '../../src/domain/judging/rulePack';
import type { Month } from '../../src/domain/submissions/month';
import type { SubmissionRules } from '../../src/domain/submissions/quota';
import type { MandateRule } from '../../src/domain/mandates/mandate';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type CivilDate } from '../../src/domain/time/instant';
import type { WorkCalendar } from '../../src/domain/time/workCalendar';
import type { ServiceSettings } from '../../src/services/index';

/**
 * Fri 2026-09-18 10:00 +08:00; Sunday 20th is a make-up day, so one working day ends on Monday 21st at 00:00 +08:00.
 */
export const START = '2026-09-18T02:00:00Z';
export const CALENDAR: WorkCalendar = {
  announcedYears: new Set([2026]),
  days: new Map<CivilDate, { working: boolean; name: string }>([
    ['2026-09-20' as CivilDate, { working: true, name: '国庆节' }],
    ...['01', '02', '03', '04', '05', '06', '07'].map(
      (day) => [`2026-10-${day}` as CivilDate, { working: false, name: '国庆节' }] as const,
    ),
    ['2026-10-10' as CivilDate, { working: true, name: '国庆节' }],
  ]),
};

/** As they are shipped. */
const DUTIES = dutySettings(dutiesSchema.parse(defaults.duties));
export const LIMIT_RULES = DUTIES.rules;

export const SITE_CHECK_RULES = siteChecksSchema.parse(defaults.siteChecks);

export const SUBMISSION_RULES: SubmissionRules = {
  version: '1',
  quotas: [
    {
      ...{ key: 'county', levels: ['county'], under: ['city'], least: 20, counts: 'sent' },
      ...{ effectiveFrom: '2019-06' as Month, clause: '每月报送信息不少于20条' },
    },
    {
      ...{ key: 'city-department', levels: ['department'], under: ['city'], least: 5, counts: 'sent' },
      ...{ effectiveFrom: '2019-06' as Month, clause: '每月报送信息不少于5条' },
    },
  ],
  exceptions: [],
  criteria: [{ key: 'adopted', title: '采用', titleEn: 'Used', points: 1, own: true, clause: null }],
  remindWorkingDays: 5,
  awardClause: '每年年底给予稿酬奖励',
};

const clause = { source: '国办秘函〔2019〕19号', text: '监测时间点前14个自然日内无更新' };
export const PACK: RulePack = {
  id: 'national',
  version: '1',
  title: '全国',
  effectiveFrom: '2019-04-01' as CivilDate,
  effectiveUntil: null,
  scope: { regions: [], platforms: [] },
  proofMaxAgeHours: 48,
  rules: [
    {
      id: 'silence',
      kind: 'silence',
      columnClass: 'account',
      warnDays: [7, 10, 12],
      breachDays: 14,
      dormantDays: 30,
      zombieDays: 90,
      clause,
    },
    {
      id: 'slow',
      kind: 'slow',
      columnClass: 'account',
      measure: { by: 'gap', maxGapHours: 72, windowDays: 30 },
      clause,
    },
    { id: 'citizen-id', kind: 'wording', check: { by: 'citizen-id' }, clause },
    { id: 'phrases', kind: 'wording', check: { by: 'phrase', phrases: ['第一领导人'] }, clause },
  ],
};

export const COVERAGE_RULES: CoverageRules = {
  'no-account': { weight: 'problem', source: '国办发〔2018〕123号', clause: '县级以上须开设政务新媒体。' },
  'lacks-platform': { weight: 'notice', source: '意见（2015，二（一））', clause: '全面开通官方微博和微信。' },
};

const CONTENT_PACK = readContentPacks(createProblemList());
export const SETTINGS: ServiceSettings = {
  packs: [{ ...PACK, rules: PACK.rules.filter((rule) => rule.kind !== 'slow') }],
  content: {
    inspect: createInspectContent(CONTENT_PACK),
    kindOf: createKindOfRule(CONTENT_PACK),
    knowledge: () => Promise.resolve(null),
  },
  sectors: SECTORS,
  reviewFlows: readReviewFlows(createProblemList()),
  regions: createRegionNames({ '33': '浙江省', '3301': '杭州市', '330106': '西湖区' }),
  calendar: CALENDAR,
  looks: {
    intervalMs: {
      ...(Object.fromEntries(PLATFORMS.map((platform) => [platform, 20 * MINUTE_MS])) as Record<Platform, number>),
      portal: 10 * MINUTE_MS,
    },
    concurrency: 1,
    leaseMs: 2 * MINUTE_MS,
  },
  publishing: {
    concurrency: 1,
    leaseMs: 2 * MINUTE_MS,
    blindLooksBeforeManual: 3,
    handOverLeadMs: 8 * HOUR_MS,
    maxAttempts: 6,
    submittedPatienceMs: 6 * HOUR_MS,
  },
  policies: { documentsPerIntake: 5 },
  ownPosts: { watch: { days: 30, thenEveryDays: 7, endAfterDays: 90 } },
  submissions: SUBMISSION_RULES,
  duties: { ...DUTIES, publicForm: { isOpen: true, mostADay: 20 } },
  siteChecks: { rules: SITE_CHECK_RULES, concurrency: 16, leaseMs: 10 * MINUTE_MS },
  coverage: COVERAGE_RULES,
  cases: { rectificationWorkingDays: 10, watchDays: 90 },
  deadline: { cutOffHour: 24 },
  notify: {
    hours: { quietFrom: 22 * 60, quietUntil: 7 * 60, workFrom: 8 * 60 + 30, workUntil: 18 * 60 },
    remindersADay: 2,
    concurrency: 2,
    leaseMs: 2 * MINUTE_MS,
  },
  incidents: { windowMs: 10 * MINUTE_MS },
  retention: {
    lookDays: 30,
    dailyFigureDays: 731,
    accountTextDays: 731,
    newsTextDays: 731,
    noticeTextDays: 1827,
    otherTextDays: 731,
    submissionTextDays: 1827,
    interactionTextDays: 1827,
    endedAlertDays: 731,
    tickRunDays: 7,
    endedSessionDays: 1,
    spentTokenDays: 1,
    removalDays: 731,
    ledgerDays: 731,
    unheldFileDays: 7,
  },
  files: { mostBytesADayPerPerson: 1024 * 1024, mostBytesADay: 2 * 1024 * 1024 },
  signIn: {
    lockAfterFailures: 5,
    lockMs: 15 * MINUTE_MS,
    sessionMs: 12 * HOUR_MS,
    linkMs: HOUR_MS,
    tokenMs: 365 * DAY_MS,
  },
  views: { summaryCacheMs: SECOND_MS },
};

export const RULE: Omit<MandateRule, 'id'> = {
  key: 'state-council',
  title: '国务院政策一个工作日内转载',
  authorities: ['state-council'],
  topicWords: [],
  platforms: ['weibo', 'wechat', 'portal'],
  regions: [],
  limit: { workingDays: 1 },
  limitByPlatform: {},
  review: 'pre-approved',
  effectiveFrom: '2026-09-01' as CivilDate,
  clause: '通政办发〔2015〕3号',
};
