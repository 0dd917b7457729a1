import type { Platform } from '../../../src/domain/accounts/account';
import type { LookOutcome } from '../../../src/domain/accounts/look';
import type { VerdictKind, VerdictReason } from '../../../src/domain/judging/verdict';

/** What an invented account is like; `…Hours` count from the moment the world was made, the past below zero. */
export interface AccountPlan {
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
const NAMED: readonly AccountPlan[] = [
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

/** One account of each kind, then those that only fill the lists. */
export const ACCOUNT_PLANS: readonly AccountPlan[] = [
  ...NAMED,
  ...FILLERS.map((name, index): AccountPlan => ({
    name,
    unit: 2 + (index % 8),
    platform: (['weibo', 'wechat', 'portal'] as const)[index % 3] ?? 'weibo',
    kind: 'fine',
    reason: 'recent-post',
    quietHours: -3 - index * 7,
    ...LOOKS_OK,
  })),
];
