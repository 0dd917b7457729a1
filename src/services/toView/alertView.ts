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
  const common = {
    id: alert.id,
    seq: alert.seq,
    kind: alert.kind,
    severity: alert.severity,
    occurredAt: iso(alert.occurredAt),
    noticedAt: iso(alert.noticedAt),
    changedAt: iso(alert.changedAt),
  };
  if (hasLeft)
    return {
      ...common,
      change: 'resolved',
      state: 'resolved',
      subject: { label: '' },
      unitId: null,
      reason: '',
      figures: {},
      acknowledged: null,
      resolved: { at: iso(alert.changedAt), reason: 'none-left-in-unit' },
    };
  const own = scope === null ? undefined : alert.byUnit?.[scope];
  return {
    ...common,
    change: alert.change,
    state: alert.state,
    subject: alert.subject,
    unitId: alert.unitId,
    reason: alert.reason,
    figures: own === undefined ? alert.figures : { ...alert.figures, ...own },
    acknowledged:
      alert.acknowledged === null ? null : { name: alert.acknowledged.name, at: iso(alert.acknowledged.at) },
    resolved: alert.resolved === null ? null : { at: iso(alert.resolved.at), reason: alert.resolved.reason },
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
