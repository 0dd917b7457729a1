import type { ManualReason, ObligationState, ProgressGroup } from '../../../src/domain/mandates/mandate';
import type { AccountView } from '../../../src/api/accounts';
import type { JobView, ObligationDetailView, ObligationView } from '../../../src/api/obligations';
import type { LedgerView } from '../../../src/api/alerts';
import { mockId, type WorldClock } from './instants';
import { mockMandateHeads, OFFERED } from './mandates';

const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

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
  ['missed', 'manual', 'no-permission'],
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
            siteId: null,
            accountName: account.name,
            platform: account.platform,
            unitId: account.unitId,
            unitName: account.unitName,
            policyTitle: mandate.title,
            state,
            group,
            taken: null,
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
                  columnId: null,
                }
              : null,
          };
        }),
  );
}

export function mockObligationDetail(obligation: ObligationView, clock: WorldClock): ObligationDetailView {
  const step = (seq: number, reason: string, from: string | null, to: string, hoursAgo: number): LedgerView => ({
    seq,
    kind: 'obligation-moved',
    subject: `obligation:${obligation.id}`,
    from,
    to,
    reason,
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
          ownPostId: null,
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
    interpretations: OFFERED,
    job,
    draft: {
      title: obligation.policyTitle,
      text: `<p>各省、自治区、直辖市人民政府，国务院各部委、各直属机构：</p><p>${'为深入推进政务服务提质增效，现提出如下意见。'.repeat(12)}</p>`,
      sourceUrl: 'https://www.gov.example.cn/zhengce/content/202609/content_1.htm',
      sourceName: '中国政府网',
      digest: '《意见》从总体要求、重点任务、组织保障三个方面提出要求。',
    },
    history: [
      step(10_301, 'made', null, 'ready', 3),
      step(10_355, 'start-publishing', 'ready', 'publishing', 2.6),
      step(10_402, obligation.manualReason ?? 'platform-accepted', 'publishing', obligation.state, 2),
      ...(obligation.group === 'missed' ? [step(10_410, 'overdue', obligation.state, obligation.state, 1)] : []),
    ],
  };
}
