import type { Alert, LedgerEntry } from '../../domain/alerts/alert';
import type { AlertView, LedgerView } from '../../api/alerts';
import { iso } from './isoInstant';

export function alertView(alert: Alert): AlertView {
  return {
    id: alert.id,
    seq: alert.seq,
    kind: alert.kind,
    severity: alert.severity,
    subject: alert.subject,
    unitId: alert.unitId,
    reason: alert.reason,
    figures: alert.figures,
    occurredAt: iso(alert.occurredAt),
    noticedAt: iso(alert.noticedAt),
    acknowledged:
      alert.acknowledged === null ? null : { name: alert.acknowledged.name, at: iso(alert.acknowledged.at) },
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
