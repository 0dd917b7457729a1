import type { Alert } from '../../domain/alerts/alert';
import type { AlertId } from '../../domain/ids';
import { count, documentSchema, flag, instant, partSchema, text, texts, valueByKey } from '../schemaParts';
import type { Row } from '../table';
import { outboxField, subjectPart, type WithOutbox } from './outbox';

/** `unacknowledged` is a copy of `acknowledged === null` that an index can carry. */
export interface AlertRow extends Row, Omit<Alert, 'id'>, WithOutbox {
  readonly _id: AlertId;
  readonly unacknowledged: boolean;
}

export const alertSchema = documentSchema({
  _id: text,
  seq: count,
  eventId: text,
  kind: text,
  severity: text,
  subject: subjectPart,
  unitId: text,
  unitPath: texts,
  reason: text,
  figures: valueByKey,
  occurredAt: instant,
  noticedAt: instant,
  acknowledged: partSchema({ by: text, name: text, at: instant }),
  unacknowledged: flag,
  outbox: outboxField,
});

export function readAlert(row: AlertRow): Alert {
  return {
    id: row._id,
    seq: row.seq,
    eventId: row.eventId,
    kind: row.kind,
    severity: row.severity,
    subject: row.subject,
    unitId: row.unitId,
    unitPath: row.unitPath,
    reason: row.reason,
    figures: row.figures,
    occurredAt: row.occurredAt,
    noticedAt: row.noticedAt,
    acknowledged: row.acknowledged,
  };
}
