import type { DomainEvent, LedgerKind } from '../../domain/alerts/alert';
import type { EventId } from '../../domain/ids';
import type { Instant } from '../../domain/time/instant';

/** A ledger line about a person; never an alert, and never what they typed. */
export function personEvent(eventId: EventId, kind: Extract<LedgerKind, 'signed-in' | 'sign-in-refused' | 'person-changed'>, about: { readonly personId: string; readonly reason: string; readonly actor: string; readonly now: Instant }): DomainEvent {
  return {
    eventId,
    ledger: {
      kind, subject: `person:${about.personId}`, from: null, to: null, reason: about.reason, actor: about.actor, data: {},
      occurredAt: about.now, recordedAt: about.now,
    },
    alert: null,
  };
}
