import type { PolicyView } from '../../../src/api/policies';
import { civilDate, mockId, type WorldClock } from './instants';
import { mockMandateHeads } from './mandates';

const DAY_MS = 86_400_000;

export function mockPolicies(clock: WorldClock): readonly PolicyView[] {
  const decisions = ['mandated', 'mandated', 'mandated', 'mandated', 'topic', 'before-effective', 'authority-unknown'];
  const titles = [
    ...mockMandateHeads(clock).map((head) => head.title),
    '关于公开征求《电动自行车停放充电场所消防安全规定》意见的公告',
    '国务院关于机构设置的通知',
    '国务院任免国家工作人员',
  ];
  return titles.map((title, index) => ({
    id: mockId('d', 201 + index),
    title,
    docNumber: index === 0 ? '国发〔2026〕3号' : null,
    issuer: '国务院',
    authority: index === 3 ? 'province' : 'state-council',
    published: index === 6 ? null : { precision: 'day', value: civilDate(clock.nowMs - index * DAY_MS), original: '' },
    firstSeenAt: clock.at(-4 - index),
    version: 1,
    url: 'https://www.gov.example.cn/zhengce/content/202609/content_1.htm',
    summary: '',
    sightings: [
      {
        sourceId: mockId('d', 301),
        sourceTitle: '中国政府网 最新政策',
        url: 'https://www.gov.example.cn/1.htm',
        listed: index !== 5,
        firstSeenAt: clock.at(-4),
        lastSeenAt: clock.at(-0.1),
      },
    ],
    sectors: index === 5 ? ['education'] : [],
    awaitsPerson: index === 6,
    awaitedDueBy: index === 6 ? clock.at(30) : null,
    byHand: null,
    decision: decisions[index] ?? null,
    withdrawal: index === 5 ? { reason: 'stated', noticedAt: clock.at(-2) } : null,
    interprets: index === 4 ? { names: ['国发〔2026〕3号'], policyId: null } : null,
  }));
}
