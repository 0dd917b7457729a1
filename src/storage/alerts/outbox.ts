import { Schema } from 'mongoose';
import type { DomainEvent } from '../../domain/alerts/alert';
import { checkId } from '../checkInput';
import { instant, partSchema, text, valueByKey } from '../schemaParts';

/** Who an alert is about. Absent ids are absent in the store too. */
export const subjectPart = partSchema({
  accountId: text,
  policyId: text,
  mandateId: text,
  obligationId: text,
  caseId: text,
  label: text,
});

const ledgerPart = partSchema({
  kind: text,
  subject: text,
  from: text,
  to: text,
  reason: text,
  actor: text,
  data: valueByKey,
  occurredAt: instant,
  recordedAt: instant,
});

/** What earlier versions left for the alerts is carried no further: alerts follow the state itself. */
const eventPart = partSchema({ eventId: text, ledger: ledgerPart, alert: { type: Schema.Types.Mixed } });

/**
 * The events a state change left behind, waiting to be carried to ledger and alerts. Part of every document that
 * changes state.
 */
export const outboxField = { type: [eventPart] } as const;

export interface WithOutbox {
  readonly outbox: readonly DomainEvent[];
}

/** The part of an update that leaves events behind. To be spread into the same update that changes the state. */
export function leaving(events: readonly DomainEvent[]): {
  readonly $push?: { readonly outbox: { readonly $each: readonly DomainEvent[] } };
} {
  return events.length === 0 ? {} : { $push: { outbox: { $each: outboxOf(events) } } };
}

/** Events in the form they are stored in. */
export function outboxOf(events: readonly DomainEvent[]): readonly DomainEvent[] {
  return events.map(({ eventId, ledger }) => ({ eventId: checkId(eventId, 'eventId'), ledger }));
}
