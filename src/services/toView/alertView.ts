import type { Alert, LedgerEntry } from '../../domain/alerts/alert';
import type { AlertView, LedgerView } from '../../api/alerts';
import type { Scope } from '../../ports/storage';
import { iso } from './isoInstant';

/**
 * An alert as a reader of the scope gets it. Of one that lies in several units they see the figures of their own, and
 * where nothing of it is left there, that it is over for them and nothing else.
 */
export function alertView(alert: Alert, scope: Scope): AlertView {
  const hasLeft = scope !== null && alert.byUnit !== null && alert.byUnit[scope] === undefined;
  return hasLeft ? leftView(alert) : wholeView(alert, scope === null ? undefined : alert.byUnit?.[scope]);
}

/** Field by field, for a replay makes a hundred thousand of them: a copied object costs several times as much. */
function wholeView(alert: Alert, own: Alert['figures'] | undefined): AlertView {
  const { acknowledged, assigned, resolved } = alert;
  return {
    id: alert.id,
    seq: alert.seq,
    change: alert.change,
    state: alert.state,
    kind: alert.kind,
    severity: alert.severity,
    subject: alert.subject,
    unitId: alert.unitId,
    reason: alert.reason,
    figures: own === undefined ? alert.figures : { ...alert.figures, ...own },
    occurredAt: iso(alert.occurredAt),
    noticedAt: iso(alert.noticedAt),
    changedAt: iso(alert.changedAt),
    acknowledged: acknowledged === null ? null : { name: acknowledged.name, at: iso(acknowledged.at) },
    assigned: assigned === null ? null : { personId: assigned.to, name: assigned.name, at: iso(assigned.at) },
    resolved: resolved === null ? null : { at: iso(resolved.at), reason: resolved.reason },
    changedBy: alert.changedBy,
  };
}

function leftView(alert: Alert): AlertView {
  return {
    ...wholeView(alert, undefined),
    change: 'resolved',
    state: 'resolved',
    subject: { label: '' },
    unitId: null,
    reason: '',
    figures: {},
    acknowledged: null,
    assigned: null,
    changedBy: null,
    resolved: { at: iso(alert.changedAt), reason: 'none-left-in-unit' },
  };
}

export function ledgerView(entry: LedgerEntry): LedgerView {
  return {
    seq: entry.seq,
    kind: entry.kind,
    subject: entry.subject,
    from: entry.from,
    to: entry.to,
    reason: entry.reason,
    actor: entry.actor,
    occurredAt: iso(entry.occurredAt),
    recordedAt: iso(entry.recordedAt),
    hash: entry.hash,
  };
}
