import type { Platform } from '../../../src/domain/accounts/account';
import type { LookOutcome } from '../../../src/domain/accounts/look';
import type { VerdictKind, VerdictReason } from '../../../src/domain/judging/verdict';
import type {
  AccountDetailView,
  AccountView,
  FindingView,
  LookView,
  PostView,
  VerdictView,
} from '../../../src/api/accounts';
import type { UnitView } from '../../../src/api/people';
import { civilDate, mockId, type WorldClock } from './instants';

const DAY_MS = 86_400_000;
const UNIT_NAMES = [
  '云溪县人民政府',
  '云溪县人民政府办公室',
  '云溪县教育局',
  '云溪县卫生健康局',
  '云溪县人力资源和社会保障局（县公务员局、县退役军人事务服务中心）',
  '云溪县市场监督管理局',
  '云溪县应急管理局',
  '云溪县自然资源和规划局',
  '云溪县公安局交通警察大队',
  '城关镇人民政府',
  '白石岭苗族土家族自治乡人民政府',
  '临江街道办事处',
] as const;

export const UNITS: readonly UnitView[] = UNIT_NAMES.map((name, index) => ({
  id: mockId('b', index + 1),
  name,
  parentId: index === 0 ? null : mockId('b', 1),
  level: index === 0 ? 'county' : index < 9 ? 'department' : 'town',
}));

interface Plan {
  readonly name: string;
  readonly unit: number;
  readonly platform: Platform;
  readonly kind: VerdictKind;
  readonly reason: VerdictReason;
  readonly quietHours: number | null;
  readonly seenHours: number | null;
  readonly outcome: LookOutcome;
  readonly detail: string;
  readonly breachHours?: number;
}

const LOOKS_OK = { seenHours: -0.2, outcome: 'items', detail: 'ok' } as const;
const PLANS: readonly Plan[] = [
  { name: '云溪发布', unit: 1, platform: 'weibo', kind: 'fine', reason: 'recent-post', quietHours: -2, ...LOOKS_OK },
  {
    name: '云溪县人民政府门户网站 · 政务动态',
    unit: 1,
    platform: 'portal',
    kind: 'fine',
    reason: 'recent-post',
    quietHours: -5,
    ...LOOKS_OK,
  },
  {
    name: '云溪教育',
    unit: 3,
    platform: 'wechat',
    kind: 'warned',
    reason: 'silence-approaching',
    quietHours: -325,
    ...LOOKS_OK,
    breachHours: 11,
  },
  {
    name: '健康云溪',
    unit: 4,
    platform: 'weibo',
    kind: 'warned',
    reason: 'silence-approaching',
    quietHours: -310,
    ...LOOKS_OK,
    breachHours: 26,
  },
  {
    name: '云溪人社服务大厅（就业创业与技能培训信息发布平台）',
    unit: 5,
    platform: 'weibo',
    kind: 'warned',
    reason: 'silence-approaching',
    quietHours: -295,
    ...LOOKS_OK,
    breachHours: 41,
  },
  {
    name: '白石岭乡政务',
    unit: 11,
    platform: 'weibo',
    kind: 'silent',
    reason: 'silence-breach',
    quietHours: -370,
    ...LOOKS_OK,
  },
  {
    name: '城关镇微政务',
    unit: 10,
    platform: 'weibo',
    kind: 'silent',
    reason: 'silence-dormant',
    quietHours: -24 * 33,
    ...LOOKS_OK,
  },
  {
    name: '云溪应急',
    unit: 7,
    platform: 'weibo',
    kind: 'slow',
    reason: 'too-few-posts',
    quietHours: -130,
    ...LOOKS_OK,
  },
  {
    name: '云溪市监',
    unit: 6,
    platform: 'weibo',
    kind: 'unknown',
    reason: 'proof-too-old',
    quietHours: -60,
    seenHours: -52,
    outcome: 'refused',
    detail: 'weibo-10023',
  },
  {
    name: '云溪自然资源',
    unit: 8,
    platform: 'portal',
    kind: 'unknown',
    reason: 'proof-too-old',
    quietHours: -90,
    seenHours: -60,
    outcome: 'unparsed',
    detail: 'list-selector-matches-nothing',
  },
  {
    name: '云溪交警',
    unit: 9,
    platform: 'wechat',
    kind: 'unknown',
    reason: 'coverage-partial',
    quietHours: -420,
    seenHours: -0.5,
    outcome: 'items',
    detail: 'ok',
  },
  {
    name: '云溪退役军人',
    unit: 5,
    platform: 'wechat',
    kind: 'unknown',
    reason: 'no-sight-yet',
    quietHours: null,
    seenHours: null,
    outcome: 'unauthorised',
    detail: 'wechat-40001',
  },
  {
    name: '临江街道',
    unit: 12,
    platform: 'weibo',
    kind: 'exempt',
    reason: 'account-cancelled',
    quietHours: -24 * 50,
    ...LOOKS_OK,
  },
];
const FILLERS = [
  '云溪税务',
  '云溪农业农村',
  '云溪文旅',
  '云溪水利',
  '云溪司法',
  '云溪住建',
  '云溪交通',
  '云溪审计',
  '云溪统计',
  '云溪信访',
  '云溪林业',
];

function verdictOf(plan: Plan, clock: WorldClock): VerdictView {
  const silence =
    plan.quietHours !== null && plan.seenHours !== null ? (plan.seenHours - plan.quietHours) * 3_600_000 : null;
  return {
    kind: plan.kind,
    reason: plan.reason,
    ruleId: plan.kind === 'unknown' ? null : 'national-silence-14d',
    clause:
      plan.kind === 'fine' || plan.kind === 'exempt'
        ? null
        : {
            source: '国办秘函〔2019〕19号 附件1 政务新媒体 单项否决 内容不更新',
            text: '监测时间点前 2 周内无更新的，单项否决。',
          },
    packId: 'national',
    packVersion: '2019.1',
    crossedAt: plan.kind === 'silent' ? clock.at((plan.quietHours ?? 0) + 336) : null,
    breachAt: plan.breachHours === undefined ? null : clock.at(plan.breachHours),
    provenSilenceMs: silence,
    judgedAt: clock.at(-0.1),
    lastPostUrl: plan.quietHours === null ? null : 'https://weibo.example.cn/1234567890/OaBcDeFgH',
    sightLookId: plan.seenHours === null ? null : mockId('f', 900),
  };
}

export function mockAccounts(clock: WorldClock): readonly AccountView[] {
  const plans = [
    ...PLANS,
    ...FILLERS.map((name, index): Plan => ({
      name,
      unit: 2 + (index % 8),
      platform: (['weibo', 'wechat', 'portal'] as const)[index % 3] ?? 'weibo',
      kind: 'fine',
      reason: 'recent-post',
      quietHours: -3 - index * 7,
      ...LOOKS_OK,
    })),
  ];
  return plans.map((plan, index) => ({
    id: mockId('a', index + 1),
    name: plan.name,
    platform: plan.platform,
    unitId: mockId('b', plan.unit),
    unitName: UNIT_NAMES[plan.unit - 1] ?? '',
    homeUrl: 'https://weibo.example.cn/u/1234567890',
    externalId:
      plan.platform === 'portal'
        ? `https://www.yunxi.example.gov.cn/zwdt/col${1000 + index}/index.html`
        : String(5_000_000_000 + index * 7919),
    status: plan.kind === 'exempt' ? 'stopped' : 'active',
    columnClass: plan.platform === 'portal' ? 'news' : 'account',
    verdict: verdictOf(plan, clock),
    lastPostAt: plan.quietHours === null ? null : clock.at(plan.quietHours),
    lastSightAt: plan.seenHours === null ? null : clock.at(plan.seenHours),
    lastLookAt: clock.at(-0.2),
    lastLookOutcome: plan.outcome,
    lastLookDetail: plan.detail,
    nextLookAt: clock.at(0.3),
    coverage: plan.platform === 'wechat' ? 'partial' : 'full',
    noPublishReason:
      plan.outcome === 'unauthorised' ? 'credential-expired' : plan.platform === 'portal' ? 'no-api' : null,
  }));
}

/** 60 days in which a week of holiday and a make-up Saturday fall, whatever the day the world is made on. */
export function mockDaily(account: AccountView, clock: WorldClock): AccountDetailView['daily'] {
  return Array.from({ length: 60 }, (_, index) => {
    const at = clock.nowMs - (59 - index) * DAY_MS;
    const weekday = new Date(at + 8 * 3_600_000).getUTCDay();
    const weekend = weekday === 0 || weekday === 6;
    const holiday = index >= 20 && index < 27;
    const madeUp = weekend && !holiday && index >= 27 && index < 34 && weekday === 6;
    const quiet = account.lastPostAt !== null && at > new Date(account.lastPostAt).getTime();
    const working = madeUp || (!weekend && !holiday);
    return {
      date: civilDate(at),
      count: quiet || holiday ? 0 : (index * 7) % (working ? 5 : 3),
      working,
      dayName: holiday ? '国庆节' : madeUp ? '调休补班' : weekend ? '周末' : '工作日',
    };
  });
}

export function mockPosts(account: AccountView, clock: WorldClock): readonly PostView[] {
  const titles = [
    '云溪县召开优化营商环境专题会议',
    '',
    '关于做好 2026 年秋季学期义务教育阶段学生报名工作的公告（含学区划分、随迁子女入学材料清单及咨询电话）',
    '县政府门户网站改版公告',
  ];
  return titles
    .map((title, index): PostView => ({
      id: mockId('e', index + 1),
      title,
      text:
        index === 1
          ? '【提醒】未来 24 小时我县有中到大雨，局地暴雨，请注意防范山洪和地质灾害，非必要不前往山区河谷地带。'
          : '',
      url: 'https://weibo.example.cn/1234567890/OaBcDeFgH',
      published:
        index === 3
          ? { precision: 'day', value: civilDate(clock.nowMs - 9 * DAY_MS), original: '发布日期：2026-09-18' }
          : { precision: 'instant', value: clock.at(-20 - index * 30), original: 'Fri Sep 18 17:20:00 +0800 2026' },
      countedAt: clock.at(-20 - index * 30),
      standing: index === 2 ? 'future-dated' : 'counted',
      firstSeenAt: clock.at(-19.9 - index * 30),
    }))
    .filter(() => account.lastPostAt !== null);
}

export function mockLooks(account: AccountView, clock: WorldClock): readonly LookView[] {
  const outcomes: readonly LookOutcome[] = [
    account.lastLookOutcome ?? 'items',
    'items',
    'proven-empty',
    'rate-limited',
    'unreachable',
  ];
  return outcomes.map((outcome, index) => ({
    id: mockId('f', index + 1),
    startedAt: clock.at(-0.2 - index),
    endedAt: new Date(clock.nowMs - 0.2 * 3_600_000 - index * 3_600_000 + 840).toISOString(),
    outcome,
    detail: index === 0 ? (account.lastLookDetail ?? 'ok') : 'ok',
    coverage: account.coverage,
    itemCount: outcome === 'items' ? 20 : 0,
    newCount: index === 1 ? 2 : 0,
    futureDatedCount: 0,
  }));
}

export function mockFindings(account: AccountView, clock: WorldClock): readonly FindingView[] {
  if (account.verdict?.kind !== 'silent') return [];
  const clause = account.verdict.clause;
  return [
    {
      id: mockId('d', 1),
      accountId: account.id,
      kind: 'silent',
      ruleId: 'national-silence-14d',
      state: 'open',
      detail: 'silence-breach',
      clause,
      occurredAt: clock.at(-34),
      noticedAt: clock.at(-33.9),
      closedAt: null,
      url: null,
      excerpt: null,
      subject: account.id,
    },
    {
      id: mockId('d', 2),
      accountId: account.id,
      kind: 'improper',
      ruleId: 'privacy-citizen-id',
      state: 'closed',
      detail: 'citizen-id',
      clause,
      occurredAt: clock.at(-600),
      noticedAt: clock.at(-599),
      closedAt: clock.at(-590),
      url: 'https://weibo.example.cn/1',
      excerpt: '身份证号 43072119900101****',
      subject: account.id,
    },
  ];
}
