import type { InterpretationView } from '../../../src/api/policies';
import type { ProgressGroup } from '../../../src/domain/mandates/mandate';
import type { DeadlineView, MandateView } from '../../../src/api/mandates';
import type { ObligationView } from '../../../src/api/obligations';
import { civilDate, mockId, type WorldClock } from './instants';

const DAY_MS = 86_400_000;

function shanghaiMidnight(instantMs: number): string {
  return new Date(`${civilDate(instantMs)}T00:00:00+08:00`).toISOString();
}

/** Published `daysAgo` days ago; `off` days off are passed over before the one working day that counts. */
function deadline(clock: WorldClock, daysAgo: number, off: number): DeadlineView {
  const publishedMs = clock.nowMs - daysAgo * DAY_MS;
  const days = Array.from({ length: off + 1 }, (_, index) => ({
    date: civilDate(publishedMs + (index + 1) * DAY_MS),
    working: index === off,
    name: index === off ? (off > 0 ? '工作日' : '调休补班') : '周末',
  }));
  return {
    published: { precision: 'instant', value: new Date(publishedMs).toISOString(), original: '2026-09-18 17:20' },
    dueBy: shanghaiMidnight(publishedMs + (off + 2) * DAY_MS),
    provisional: false,
    limit: { workingDays: 1 },
    days,
  };
}

export const OFFERED: readonly InterpretationView[] = [
  {
    policyId: mockId('d', 299),
    title: '一图读懂：关于深入推进政务服务提质增效的意见',
    url: 'https://www.gov.example.cn/zhengce/jiedu/1.htm',
    sourceTitle: '中国政府网 政策解读',
    published: { precision: 'day', value: '2026-09-18', original: '2026-09-18' },
  },
];

/** The mandates without what is counted from their obligations. */
export function mockMandateHeads(clock: WorldClock): readonly Omit<MandateView, 'progress' | 'total' | 'nextAction'>[] {
  const common = {
    stage: 'issued',
    ruleTitle: '国务院政策文件必转',
    issuedAt: clock.at(-3),
    reviews: [],
    interpretations: [],
  } as const;
  return [
    {
      ...common,
      id: mockId('d', 101),
      policyId: mockId('d', 201),
      title: '国务院关于进一步优化政务服务提升行政效能推动“高效办成一件事”的指导意见',
      docNumber: '国发〔2026〕3号',
      issuer: '国务院',
      sourceUrl: 'https://www.gov.example.cn/zhengce/content/202609/content_1.htm',
      deadline: deadline(clock, 0.3, 2),
    },
    {
      ...common,
      id: mockId('d', 102),
      policyId: mockId('d', 202),
      title: '国务院办公厅关于 2026 年部分节假日安排的通知',
      docNumber: '国办发明电〔2026〕7号',
      issuer: '国务院办公厅',
      sourceUrl: 'https://www.gov.example.cn/zhengce/content/202609/content_2.htm',
      deadline: deadline(clock, 3, 0),
    },
    {
      ...common,
      id: mockId('d', 103),
      policyId: mockId('d', 203),
      title: '中华人民共和国公共安全视频图像信息系统管理条例',
      docNumber: '国令第799号',
      issuer: '国务院',
      sourceUrl: null,
      deadline: deadline(clock, 2, 0),
    },
    {
      ...common,
      stage: 'first-review',
      id: mockId('d', 104),
      policyId: mockId('d', 204),
      title: '省人民政府关于促进县域商业体系建设的若干措施',
      docNumber: null,
      issuer: '省人民政府',
      sourceUrl: 'https://www.prov.example.gov.cn/1.html',
      ruleTitle: '省级政策文件必转',
      reviews: [],
      deadline: {
        ...deadline(clock, 0.5, 1),
        provisional: true,
        published: { precision: 'day', value: civilDate(clock.nowMs - 0.5 * DAY_MS), original: '2026-09-18' },
      },
    },
  ];
}

const NO_PROGRESS: Record<ProgressGroup, number> = {
  done: 0,
  late: 0,
  running: 0,
  manual: 0,
  missed: 0,
  'not-applicable': 0,
};

export function mockMandates(obligations: readonly ObligationView[], clock: WorldClock): readonly MandateView[] {
  const nextActions: readonly MandateView['nextAction'][] = ['do-manual-tasks', 'chase-overdue', 'none', 'review'];
  return mockMandateHeads(clock).map((head, index) => {
    const own = obligations.filter((obligation) => obligation.mandateId === head.id);
    const progress = own.reduce((counts, { group }) => ({ ...counts, [group]: counts[group] + 1 }), NO_PROGRESS);
    return {
      ...head,
      reviews: [],
      progress,
      total: own.length - progress['not-applicable'],
      interpretations: [],
      nextAction: nextActions[index] ?? 'none',
    };
  });
}
