import type { Alert, LedgerEntry } from '../../domain/alerts/alert';
import type { AlertView, LedgerView } from '../../api/alerts';
import type { JsonShape } from '../../ports/rowJson';
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

/** `wholeView` as data: lines of the log are turned into it by the hundred thousand, without an object each. */
export const ALERT_JSON: JsonShape = [
  { name: 'id', from: 'alertId' },
  { name: 'seq', from: '_id' },
  { name: 'change', from: 'change' },
  { name: 'state', from: 'state' },
  { name: 'kind', from: 'kind' },
  { name: 'severity', from: 'severity' },
  { name: 'subject', from: 'subject' },
  { name: 'unitId', from: 'unitId' },
  { name: 'reason', from: 'reason' },
  { name: 'figures', from: 'figures' },
  { name: 'occurredAt', from: 'occurredAt' },
  { name: 'noticedAt', from: 'noticedAt' },
  { name: 'changedAt', from: 'changedAt' },
  {
    name: 'acknowledged',
    from: 'acknowledged',
    parts: [
      { name: 'name', from: 'name' },
      { name: 'at', from: 'at' },
    ],
  },
  {
    name: 'assigned',
    from: 'assigned',
    isLater: true,
    parts: [
      { name: 'personId', from: 'to' },
      { name: 'name', from: 'name' },
      { name: 'at', from: 'at' },
    ],
  },
  {
    name: 'resolved',
    from: 'resolved',
    parts: [
      { name: 'at', from: 'at' },
      { name: 'reason', from: 'reason' },
    ],
  },
  { name: 'changedBy', from: 'changedBy', isLater: true },
];

/** That nothing of an alert is left in the reader's units, and nothing else of it. */
export function leftView(alert: Alert): AlertView {
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

export function alertText(alert: Alert, scope: Scope): { readonly seq: number; readonly json: Uint8Array } {
  return { seq: alert.seq, json: Buffer.from(JSON.stringify(alertView(alert, scope)), 'utf8') };
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
