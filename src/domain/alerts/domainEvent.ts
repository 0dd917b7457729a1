import type { Actor } from '../cases/case';
import type { EventId, UnitId } from '../ids';
import type { Instant } from '../time/instant';
import type { AlertDraft, AlertSubject, DomainEvent, LedgerDraft } from './alert';
import type { AlertRow } from './alertTable';

/** What every event needs: its identity, who acted, and the one `now` of the operation. */
export interface EventContext {
  readonly eventId: EventId;
  readonly actor: Actor;
  readonly now: Instant;
}

/** How the ledger names who acted. A person's name stands beside it in `data`, because names change and ids do not. */
export function actorName(actor: Actor): string {
  return actor.kind === 'system' ? `system:${actor.name}` : `person:${actor.personId}`;
}

type LedgerPart = Pick<LedgerDraft, 'kind' | 'subject' | 'from' | 'to' | 'reason'> & {
  readonly occurredAt?: Instant;
  readonly data?: LedgerDraft['data'];
};
type AlertPart = AlertRow & {
  readonly subject: AlertSubject;
  readonly unitId: UnitId | null;
  readonly unitPath: readonly UnitId[];
  readonly figures?: AlertDraft['figures'];
};

/** Puts ledger line and alert of one change together; both carry the same reason and the same two instants. */
export function makeEvent(
  { eventId, actor, now }: EventContext,
  ledger: LedgerPart,
  alert: AlertPart | null,
): DomainEvent {
  const occurredAt = ledger.occurredAt ?? now;
  const { kind, subject, from, to, reason, data = {} } = ledger;
  return {
    eventId,
    ledger: {
      kind,
      subject,
      from,
      to,
      reason,
      actor: actorName(actor),
      data: actor.kind === 'person' ? { ...data, actorName: actor.name } : data,
      occurredAt,
      recordedAt: now,
    },
    alert: alert === null ? null : { ...alert, figures: alert.figures ?? {}, reason, occurredAt, noticedAt: now },
  };
}
