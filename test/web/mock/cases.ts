import { CASE_DUTIES } from '../../../src/domain/cases/caseTable';
import type { CaseEvent, CaseState } from '../../../src/domain/cases/case';
import type { AccountView } from '../../../src/api/accounts';
import type { CaseView } from '../../../src/api/cases';
import { mockId, type WorldClock } from './instants';

type Next = CaseView['nextSteps'][number];
type Walk = readonly (readonly [CaseEvent, CaseState, number, string, string])[];

function next(event: CaseEvent, by: Next['by'], allowed: boolean, more: Partial<Next> = {}): Next {
  const needs = by === 'system' ? null : CASE_DUTIES[event].action;
  return { event, by, needs, allowed, dueBy: null, refusal: allowed ? null : 'not-permitted', ...more };
}

const WALK: Walk = [
  ['remind', 'reminded', 140, '系统', '按规则自动提醒'],
  ['order-rectification', 'rectifying', 120, '李值班', '已与单位办公室电话确认，限期恢复更新。'],
  ['deadline-passed', 'overdue', 60, '系统', ''],
  ['propose-shutdown', 'proposed', 30, '王管理', '整改期满仍未更新，单位书面表示无力运维。'],
  ['approve', 'approved', 20, '赵主任', '同意'],
  ['announce', 'announced', 10, '李值班', '已在门户网站公告'],
];

/** A case that has taken the first `taken` steps of the way to shutdown. */
function shutdownCase(
  number: number,
  account: AccountView,
  plan: {
    readonly taken: number;
    readonly nextSteps: readonly Next[];
    readonly clock: WorldClock;
    readonly closed?: 'recovered';
  },
): CaseView {
  const { clock } = plan;
  const walked = WALK.slice(0, plan.taken);
  const steps = walked.map(([event, to, hoursAgo, actor, note], index) => ({
    event,
    from: walked[index - 1]?.[1] ?? ('noticed' as const),
    to,
    occurredAt: clock.at(-hoursAgo),
    recordedAt: clock.at(-hoursAgo + 0.01),
    actor,
    note,
  }));
  const last = steps.at(-1)?.to ?? 'noticed';
  const closing =
    plan.closed === undefined
      ? []
      : [
          {
            event: 'posts-seen' as const,
            from: last,
            to: 'closed' as const,
            occurredAt: clock.at(-5),
            recordedAt: clock.at(-4.9),
            actor: '系统',
            note: '',
          },
        ];
  return {
    id: mockId('e', 9000 + number),
    accountId: account.id,
    accountName: account.name,
    platform: account.platform,
    unitId: account.unitId,
    unitName: account.unitName,
    state: plan.closed === undefined ? last : 'closed',
    occurredAt: clock.at(-150),
    openedAt: clock.at(-149.9),
    rectifyBy: plan.taken >= 2 ? clock.at(plan.taken >= 3 ? -60 : 120) : null,
    closedAt: plan.closed === undefined ? null : clock.at(-5),
    closeReason: plan.closed ?? null,
    proposedBy: plan.taken >= 4 ? '王管理' : null,
    successorName: null,
    reviewId: plan.taken >= 4 ? mockId('8', 9) : null,
    nextSteps: plan.nextSteps,
    steps: [...steps, ...closing],
  };
}

/** One case in each phase: at the start, in rectification, overdue, proposed by the reader, and closed by itself. */
export function mockCases(accounts: readonly AccountView[], clock: WorldClock): readonly CaseView[] {
  const [a, b, c, d, e] = [accounts[5], accounts[6], accounts[4], accounts[8], accounts[0]];
  if (a === undefined || b === undefined || c === undefined || d === undefined || e === undefined)
    throw new Error('the mock world lacks accounts for its cases');
  return [
    shutdownCase(1, a, {
      clock,
      taken: 1,
      nextSteps: [next('order-rectification', 'operator', true), next('dismiss', 'administrator', true)],
    }),
    shutdownCase(2, b, {
      clock,
      taken: 4,
      nextSteps: [
        next('approve', 'administrator', false, { refusal: 'self-approval' }),
        next('reject', 'administrator', true),
      ],
    }),
    shutdownCase(3, c, {
      clock,
      taken: 2,
      nextSteps: [
        next('deadline-passed', 'system', false, { dueBy: clock.at(120), refusal: 'system' }),
        next('dismiss', 'administrator', true),
      ],
    }),
    shutdownCase(4, d, {
      clock,
      taken: 3,
      nextSteps: [next('propose-shutdown', 'operator', true), next('propose-integration', 'operator', true)],
    }),
    shutdownCase(5, e, { clock, taken: 1, nextSteps: [], closed: 'recovered' }),
  ];
}
