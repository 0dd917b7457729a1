import type { LookOutcome } from '../../../src/domain/accounts/look';
import type { AccountDetailView, AccountView, FindingView, LookView, PostView } from '../../../src/api/accounts';
import { civilDate, mockId, type WorldClock } from './instants';

const DAY_MS = 86_400_000;

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
      earlier:
        index === 1
          ? [{ title, text: '【提醒】未来 24 小时我县有小到中雨。', untilAt: clock.at(-40), isUnclear: false }]
          : [],
      missingSinceAt: index === 3 ? clock.at(-6) : null,
      goneAt: index === 3 ? clock.at(-4) : null,
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
      isExcusable: false,
      dismissal: null,
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
      isExcusable: false,
      dismissal: null,
    },
  ];
}
