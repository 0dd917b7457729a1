import { jobOf, mandateOf, obligationOf } from '../storage/mandateSamples';
import { DAY_MS, MINUTE_MS, type Instant } from '../../src/domain/time/instant';
import type { Alert } from '../../src/domain/alerts/alert';
import { PLATFORMS } from '../../src/domain/accounts/account';
import { changeRow, type AlertChangeRow, type AlertRow } from '../../src/storage/alerts/alertRow';
import { freeLease } from '../../src/storage/lease';
import type { MandateRow } from '../../src/storage/mandates/mandates';
import type { ObligationRow } from '../../src/storage/mandates/obligationRow';
import type { PublishJobRow } from '../../src/storage/mandates/publishJobRow';

import { UNITS, idOf, pathOf, pick, ago, accountName } from './largeIds';

export function mandateRow(n: number, now: Instant): MandateRow {
  const issuedAt = ago(now, n * DAY_MS);
  const { id, ...mandate } = mandateOf({
    id: idOf('mandate', n),
    policyId: idOf('policy', n),
    issuedAt,
    expanded: true,
  });
  return { _id: id, ...mandate, dueBy: new Date(issuedAt.getTime() + 2 * DAY_MS), outbox: [] };
}

function stateOf(n: number): Pick<ObligationRow, 'state' | 'manualReason' | 'onTime' | 'overdueProven'> {
  if (n % 50 === 0) return { state: 'manual', manualReason: 'no-credential', onTime: null, overdueProven: null };
  if (n % 70 === 0) return { state: 'submitted', manualReason: null, onTime: null, overdueProven: null };
  if (n % 90 === 0) return { state: 'not-applicable', manualReason: null, onTime: null, overdueProven: null };
  return { state: 'fulfilled', manualReason: null, onTime: n % 20 !== 0, overdueProven: null };
}

export function obligationRow(n: number, accounts: number, now: Instant): ObligationRow {
  const [mandate, account] = [Math.floor(n / accounts), n % accounts];
  const createdAt = ago(now, mandate * DAY_MS);
  const { id, ...obligation } = obligationOf({ id: idOf('obligation', n) });
  const state = stateOf(n);
  const isOpen = state.state === 'manual' || state.state === 'submitted';
  return {
    _id: id,
    ...obligation,
    ...state,
    mandateId: idOf('mandate', mandate),
    policyId: idOf('policy', mandate),
    accountId: idOf('account', account),
    channel: idOf('account', account),
    platform: pick(PLATFORMS, account + Math.floor(account / UNITS)),
    unitId: idOf('unit', account % UNITS),
    unitPath: pathOf(account % UNITS),
    accountName: accountName(account),
    policyTitle: `关于做好第${mandate}号有关工作的通知`,
    createdAt,
    dueBy: new Date(createdAt.getTime() + 2 * DAY_MS + (account % 60) * MINUTE_MS),
    submittedAt: isOpen ? null : createdAt,
    fulfilledAt: state.state === 'fulfilled' ? createdAt : null,
    deadlineAwaited: isOpen,
    outbox: [],
  };
}

export function jobRow(n: number, accounts: number, now: Instant): PublishJobRow {
  const [mandate, account] = [Math.floor((2 * n) / accounts), (2 * n) % accounts];
  const createdAt = ago(now, mandate * DAY_MS);
  const { id, lease: _lease, errors, subject: _subject, ...job } = jobOf({ id: idOf('job', n) });
  return {
    _id: id,
    ...job,
    obligationId: idOf('obligation', 2 * n),
    mandateId: idOf('mandate', mandate),
    accountId: idOf('account', account),
    policyId: idOf('policy', mandate),
    policyVersion: 1,
    unitPath: pathOf(account % UNITS),
    key: `key-${n}`,
    lease: freeLease(),
    failures: errors,
    state: 'published',
    createdAt,
    settledAt: createdAt,
    claimable: false,
    outbox: [],
  };
}

export function alertRows(n: number, now: Instant): { readonly alert: AlertRow; readonly change: AlertChangeRow } {
  const seq = n + 1;
  const unit = n % UNITS;
  const at = ago(now, (200_000 - seq) * 1_000);
  // The newest three of ten are still to be dealt with.
  const resolved = n % 10 < 7 ? ({ at, reason: 'updated' } as const) : null;
  const alert: Alert = {
    id: idOf('alert', n),
    seq,
    cause: `account:${idOf('account', n)}:verdict:${n}`,
    owner: `account:${idOf('account', n)}`,
    kind: 'account-silent',
    severity: pick(['critical', 'warning', 'notice'] as const, n),
    subject: { accountId: idOf('account', n), label: accountName(n) },
    unitId: idOf('unit', unit),
    unitPath: pathOf(unit),
    reason: 'silence-breach',
    figures: { days: 14 },
    byUnit: null,
    platform: 'weibo',
    siteId: null,
    assigned: null,
    changedBy: null,
    occurredAt: at,
    noticedAt: at,
    change: resolved === null ? 'opened' : 'resolved',
    state: resolved === null ? 'open' : 'resolved',
    changedAt: at,
    acknowledged: null,
    resolved,
  };
  const { id, ...fields } = alert;
  return { alert: { _id: id, ...fields, live: resolved === null }, change: changeRow(alert, seq, []) };
}
