import type { AccountView, VerdictView } from '../../../src/api/accounts';
import { ACCOUNT_PLANS, type AccountPlan } from './accountPlans';
import { mockId, type WorldClock } from './instants';
import { UNIT_NAMES } from './units';

function verdictOf(plan: AccountPlan, clock: WorldClock): VerdictView {
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
            howApplied: '7、10、12 天预警为本系统分级。',
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
  return ACCOUNT_PLANS.map((plan, index) => ({
    id: mockId('a', index + 1),
    name: plan.name,
    platform: plan.platform,
    unitId: mockId('b', plan.unit),
    unitName: UNIT_NAMES[plan.unit - 1] ?? '',
    siteId: null,
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
