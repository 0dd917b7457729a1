import type { LedgerEntry } from '../../domain/alerts/alert';
import { documentSchema, instant, text, valueByKey } from '../schemaParts';
import type { Row } from '../table';

/** The sequence number is the row's id: two entries with one number cannot exist, whatever else goes wrong. */
export interface LedgerRow extends Row, Omit<LedgerEntry, 'seq'> {
  readonly _id: number;
}

export const ledgerSchema = documentSchema({
  _id: { type: Number },
  eventId: text,
  kind: text,
  subject: text,
  from: text,
  to: text,
  reason: text,
  actor: text,
  data: valueByKey,
  occurredAt: instant,
  recordedAt: instant,
  prevHash: text,
  hash: text,
});

export function readEntry(row: LedgerRow): LedgerEntry {
  return {
    seq: row._id,
    eventId: row.eventId,
    kind: row.kind,
    subject: row.subject,
    from: row.from,
    to: row.to,
    reason: row.reason,
    actor: row.actor,
    data: row.data,
    occurredAt: row.occurredAt,
    recordedAt: row.recordedAt,
    prevHash: row.prevHash,
    hash: row.hash,
  };
}
