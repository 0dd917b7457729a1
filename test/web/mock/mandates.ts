import type { ManualReason, ObligationState, ProgressGroup } from '../../../src/domain/mandates/mandate';
import type { AccountView } from '../../../src/api/accounts';
import type { LedgerView } from '../../../src/api/alerts';
import type { DeadlineView, MandateView } from '../../../src/api/mandates';
import type { JobView, ObligationDetailView, ObligationView } from '../../../src/api/obligations';
import type { PolicyView } from '../../../src/api/policies';
import { civilDate, mockId, type WorldClock } from './instants';

const DAY_MS = 86_400_000;
const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

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

const PROGRESS: readonly (readonly [ProgressGroup, ObligationState, ManualReason | null])[] = [
  ['done', 'fulfilled', null],
  ['done', 'fulfilled', null],
  ['done', 'fulfilled', null],
  ['late', 'fulfilled', null],
  ['running', 'submitted', null],
  ['running', 'publishing', null],
  ['running', 'ready', null],
  ['manual', 'manual', 'credential-expired'],
  ['manual', 'manual', 'no-api'],
  ['missed', 'ready', null],
  ['not-applicable', 'not-applicable', null],
];

function groupAt(mandate: number, account: number): (typeof PROGRESS)[number] {
  const entry = PROGRESS[(account * 3 + mandate) % PROGRESS.length];
  if (entry === undefined) throw new Error('PROGRESS is empty');
  // The nearest mandate is not due yet, so nothing of it is late or missed; the third is complete.
  if (mandate === 2) return ['done', 'fulfilled', null];
  if (mandate === 0 && (entry[0] === 'late' || entry[0] === 'missed')) return ['running', 'ready', null];
  return entry;
}

export function mockObligations(accounts: readonly AccountView[], clock: WorldClock): readonly ObligationView[] {
  return mockMandateHeads(clock).flatMap((mandate, m) =>
    m === 3
      ? []
      : accounts.map((account, index): ObligationView => {
          const [group, state, manualReason] = groupAt(m, index);
          const fulfilled = state === 'fulfilled';
          return {
            id: mockId('c', (m + 1) * 1000 + index),
            mandateId: mandate.id,
            accountId: account.id,
            accountName: account.name,
            platform: account.platform,
            unitId: account.unitId,
            unitName: account.unitName,
            policyTitle: mandate.title,
            state,
            group,
            manualReason,
            dueBy: mandate.deadline.dueBy,
            provisional: false,
            submittedAt: fulfilled || state === 'submitted' ? clock.at(-2) : null,
            fulfilledAt: fulfilled ? clock.at(-1.8) : null,
            onTime: fulfilled ? group === 'done' : null,
            overdueNoticedAt: group === 'missed' ? mandate.deadline.dueBy : null,
            overdueProven: group === 'missed' ? true : m === 1 && manualReason === 'no-api' ? false : null,
            evidence: fulfilled
              ? {
                  url: 'https://weibo.example.cn/1234567890/OaBcDeFgH',
                  title: mandate.title,
                  published: { precision: 'instant', value: clock.at(-2), original: '' },
                  firstSeenAt: clock.at(-1.8),
                  basis: index % 2 === 0 ? 'source-link' : 'receipt-id',
                  lookId: mockId('f', 77),
                  textHash: HASH,
                  similarity: null,
                }
              : null,
          };
        }),
  );
}

function mockMandateHeads(clock: WorldClock): readonly Omit<MandateView, 'progress' | 'total' | 'nextAction'>[] {
  const common = { stage: 'issued', ruleTitle: '国务院政策文件必转', issuedAt: clock.at(-3) } as const;
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
      progress,
      total: own.length - progress['not-applicable'],
      nextAction: nextActions[index] ?? 'none',
    };
  });
}

export function mockObligationDetail(obligation: ObligationView, clock: WorldClock): ObligationDetailView {
  const step = (seq: number, kind: string, from: string | null, to: string, hoursAgo: number): LedgerView => ({
    seq,
    kind,
    subject: `obligation:${obligation.id}`,
    from,
    to,
    reason: 'platform-accepted',
    actor: 'system:publish',
    occurredAt: clock.at(-hoursAgo),
    recordedAt: clock.at(-hoursAgo + 0.001),
    hash: HASH,
  });
  const job: JobView | null =
    obligation.manualReason === 'no-api'
      ? null
      : {
          id: `e5${obligation.id.slice(2)}`,
          obligationId: obligation.id,
          accountId: obligation.accountId,
          platform: obligation.platform,
          state:
            obligation.state === 'manual' ? 'failed' : obligation.state === 'fulfilled' ? 'published' : 'submitted',
          attempt: 2,
          dueAt: clock.at(0.1),
          dueBy: obligation.dueBy,
          receipt:
            obligation.submittedAt === null
              ? null
              : { platformIds: ['5086417293148162'], url: null, acceptedAt: obligation.submittedAt },
          errors: [
            {
              at: clock.at(-2.5),
              attempt: 1,
              remedy: obligation.state === 'manual' ? 're-authorise' : 'retry-later',
              code: obligation.state === 'manual' ? 'weibo-21327' : 'timeout',
              message: obligation.state === 'manual' ? '授权已过期' : '平台在 10 秒内没有答复',
            },
          ],
          createdAt: clock.at(-3),
          settledAt: obligation.fulfilledAt,
        };
  return {
    ...obligation,
    job,
    draft: {
      title: obligation.policyTitle,
      text: `<p>各省、自治区、直辖市人民政府，国务院各部委、各直属机构：</p><p>${'为深入推进政务服务提质增效，现提出如下意见。'.repeat(12)}</p>`,
      sourceUrl: 'https://www.gov.example.cn/zhengce/content/202609/content_1.htm',
      sourceName: '中国政府网',
      digest: '《意见》从总体要求、重点任务、组织保障三个方面提出要求。',
    },
    history: [
      step(10_301, 'mandate-issued', null, 'ready', 3),
      step(10_355, 'obligation-moved', 'ready', 'publishing', 2.6),
      step(10_402, 'obligation-moved', 'publishing', obligation.state, 2),
    ],
  };
}

export function mockPolicies(clock: WorldClock): readonly PolicyView[] {
  const decisions = ['mandated', 'mandated', 'mandated', 'mandated', 'topic', 'before-effective', null];
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
    decision: decisions[index] ?? null,
    withdrawal: index === 5 ? { reason: 'stated', noticedAt: clock.at(-2) } : null,
    interprets: index === 4 ? { names: ['国发〔2026〕3号'], policyId: null } : null,
  }));
}
