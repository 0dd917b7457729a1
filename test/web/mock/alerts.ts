import type { AlertKind, AlertSeverity } from '../../../src/domain/alerts/alert';
import type { AccountId, CaseId, MandateId } from '../../../src/domain/ids';
import type { AccountView } from '../../../src/api/accounts';
import type { AlertView } from '../../../src/api/alerts';
import type { CaseView } from '../../../src/api/cases';
import type { MandateView } from '../../../src/api/mandates';
import { mockId, type WorldClock } from './instants';

interface Plan {
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
  readonly about: 'account' | 'mandate' | 'case' | 'office';
  readonly index: number;
  readonly reason?: string;
  readonly figures?: Record<string, string | number>;
}

const PLANS: readonly Plan[] = [
  { kind: 'mandate-review', severity: 'notice', about: 'mandate', index: 0, reason: 'drafted' },
  { kind: 'mandate-progress', severity: 'info', about: 'mandate', index: 0, figures: { done: 12, total: 22 } },
  {
    kind: 'account-silent',
    severity: 'critical',
    about: 'account',
    index: 5,
    reason: 'silence-breach',
    figures: { days: 14 },
  },
  { kind: 'case-overdue', severity: 'critical', about: 'case', index: 0, reason: 'deadline-passed' },
  {
    kind: 'account-warned',
    severity: 'warning',
    about: 'account',
    index: 2,
    reason: 'silence-approaching',
    figures: { days: 12 },
  },
  { kind: 'account-unknown', severity: 'notice', about: 'account', index: 8, reason: 'proof-too-old' },
  { kind: 'credential-expired', severity: 'warning', about: 'account', index: 11 },
  {
    kind: 'source-incident',
    severity: 'critical',
    about: 'office',
    index: 0,
    reason: 'refused',
    figures: { accounts: 7 },
  },
  {
    kind: 'obligation-manual',
    severity: 'notice',
    about: 'mandate',
    index: 0,
    reason: 'credential-expired',
    figures: { accounts: 3 },
  },
  {
    kind: 'obligation-overdue',
    severity: 'critical',
    about: 'mandate',
    index: 1,
    reason: 'no-api',
    figures: { accounts: 2 },
  },
  {
    kind: 'account-improper',
    severity: 'critical',
    about: 'account',
    index: 4,
    reason: 'improper',
    figures: { rule: 'wording-citizen-id', detail: 'wording' },
  },
  { kind: 'policy-withdrawn', severity: 'warning', about: 'mandate', index: 1 },
  { kind: 'account-slow', severity: 'warning', about: 'account', index: 0, reason: 'gap-too-long' },
  {
    kind: 'case-step',
    severity: 'warning',
    about: 'case',
    index: 2,
    reason: 'propose-shutdown',
    figures: { to: 'proposed' },
  },
  { kind: 'case-revived', severity: 'critical', about: 'case', index: 4, reason: 'revived' },
];

export interface AlertWorld {
  readonly accounts: readonly AccountView[];
  readonly mandates: readonly MandateView[];
  readonly cases: readonly CaseView[];
  readonly clock: WorldClock;
}
export const FIRST_SEQ = 10_468;

function subjectOf(plan: Plan, world: AlertWorld): AlertView['subject'] {
  if (plan.about === 'account') {
    const account = world.accounts[plan.index];
    return { accountId: account?.id as AccountId, label: account?.name ?? '' };
  }
  if (plan.about === 'case') {
    const shutdownCase = world.cases[plan.index];
    return {
      caseId: shutdownCase?.id as CaseId,
      accountId: shutdownCase?.accountId as AccountId,
      label: shutdownCase?.accountName ?? '',
    };
  }
  if (plan.about === 'mandate') {
    const mandate = world.mandates[plan.index];
    return { mandateId: mandate?.id as MandateId, label: mandate?.title ?? '' };
  }
  return { label: '微博' };
}

/** The alert with number `seq`: the plans over and over, the newest a minute ago. */
export function mockAlert(seq: number, newestSeq: number, world: AlertWorld): AlertView {
  const plan = PLANS[seq % PLANS.length];
  if (plan === undefined) throw new Error('PLANS is empty');
  const at = world.clock.at(-0.02 - (newestSeq - seq) * 0.21);
  return {
    id: mockId('f', seq),
    seq,
    change: 'opened',
    state: seq % 6 === 0 ? 'acknowledged' : 'open',
    kind: plan.kind,
    severity: plan.severity,
    subject: subjectOf(plan, world),
    unitId: null,
    reason: plan.reason ?? '',
    figures: plan.figures ?? {},
    occurredAt: at,
    noticedAt: at,
    changedAt: at,
    acknowledged: seq % 6 === 0 ? { name: '李值班', at } : null,
    assigned: null,
    resolved: null,
    changedBy: null,
  };
}
