import type { Alert, UnitFigures } from '../../domain/alerts/alert';
import type { AlertId, EventId, UnitId } from '../../domain/ids';
import { count, countByKey, documentSchema, flag, instant, partSchema, text, texts, valueByKey } from '../schemaParts';
import type { Row } from '../table';
import { outboxField, subjectPart, type WithOutbox } from './outbox';

/** What rows of earlier versions do not have. */
type LaterField = 'platform' | 'siteId' | 'assigned' | 'changedBy';

/**
 * An alert as it is now: what the log adds up to. `live` is a copy of `resolved === null` that an index can carry;
 * `eventId` names the event of an alert told before alerts had states. `shares` is not told: it says what of a folded
 * alert lies in which unit itself, as it was read last.
 */
export interface AlertRow extends Row, Omit<Alert, 'id' | LaterField>, Partial<Pick<Alert, LaterField>> {
  readonly _id: AlertId;
  readonly live: boolean;
  readonly shares?: readonly UnitFigures[] | null;
}

/**
 * One line of the log: an alert as of this change. Its number is its id, so that two changes with one number cannot
 * exist. `unitPath` says who reads the line: of an alert over several units also those that nothing is left in.
 */
export interface AlertChangeRow
  extends Row, Omit<Alert, 'id' | 'seq' | LaterField>, Partial<Pick<Alert, LaterField>>, WithOutbox {
  readonly _id: number;
  readonly alertId: AlertId;
  readonly eventId?: EventId;
}

const alertFields = {
  cause: text,
  owner: text,
  kind: text,
  severity: text,
  subject: subjectPart,
  unitId: text,
  reason: text,
  figures: valueByKey,
  byUnit: valueByKey,
  occurredAt: instant,
  noticedAt: instant,
  change: text,
  state: text,
  changedAt: instant,
  changedBy: text,
  platform: text,
  siteId: text,
  assigned: partSchema({ to: text, name: text, by: text, at: instant }),
  acknowledged: partSchema({ by: text, name: text, at: instant }),
  resolved: partSchema({ at: instant, reason: text }),
} as const;

export const alertSchema = documentSchema({
  _id: text,
  seq: count,
  live: flag,
  unitPath: texts,
  shares: { type: [partSchema({ unitPath: texts, figures: countByKey })], default: undefined },
  ...alertFields,
});

export const alertChangeSchema = documentSchema({
  _id: { type: Number },
  alertId: text,
  eventId: text,
  unitPath: texts,
  ...alertFields,
  outbox: outboxField,
});

export function readAlert(row: AlertRow): Alert {
  return alertOf(row, row._id, { seq: row.seq, unitPath: row.unitPath });
}

export function readChange(row: AlertChangeRow): Alert {
  const { byUnit, unitPath } = row;
  const present = byUnit === null ? unitPath : unitPath.filter((unit) => byUnit[unit] !== undefined);
  return alertOf(row, row.alertId, { seq: row._id, unitPath: present });
}

/**
 * Field by field: a row may hold more than an alert, and a replay reads so many that copies of objects would cost most
 * of it.
 */
function alertOf(
  row: Omit<AlertRow, '_id' | 'seq' | 'unitPath' | 'live'>,
  id: AlertId,
  { seq, unitPath }: Pick<Alert, 'seq' | 'unitPath'>,
): Alert {
  return {
    id,
    seq,
    cause: row.cause,
    owner: row.owner,
    kind: row.kind,
    severity: row.severity,
    subject: row.subject,
    unitId: row.unitId,
    unitPath,
    reason: row.reason,
    figures: row.figures,
    byUnit: row.byUnit,
    occurredAt: row.occurredAt,
    noticedAt: row.noticedAt,
    change: row.change,
    state: row.state,
    changedAt: row.changedAt,
    platform: row.platform ?? null,
    siteId: row.siteId ?? null,
    acknowledged: row.acknowledged,
    assigned: row.assigned ?? null,
    resolved: row.resolved,
    changedBy: row.changedBy ?? byOfBefore(row),
  };
}

/** Earlier versions named who acknowledged it, and nobody did anything else with an alert. */
function byOfBefore({ change, acknowledged }: Pick<Alert, 'change' | 'acknowledged'>): string | null {
  return change === 'acknowledged' ? (acknowledged?.name ?? null) : null;
}

/** The line of the log that a change makes; `left`: units that nothing of it is left in. */
export function changeRow(alert: Omit<Alert, 'seq'>, seq: number, left: readonly UnitId[]): AlertChangeRow {
  const { id, seq: _seq, ...fields } = alertOf(alert, alert.id, { seq, unitPath: [...alert.unitPath, ...left] });
  return {
    _id: seq,
    alertId: id,
    ...fields,
    subject: withoutGaps(alert.subject),
    outbox: [],
  };
}

/** A key that is there without a value would be stored as null and read back as an id that is none. */
function withoutGaps(subject: Alert['subject']): Alert['subject'] {
  return Object.fromEntries(
    Object.entries(subject).filter(([, value]) => value !== undefined),
  ) as unknown as Alert['subject'];
}
