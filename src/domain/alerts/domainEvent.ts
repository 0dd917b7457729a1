import type { Actor } from '../cases/case';
import type { EventId } from '../ids';
import type { Instant } from '../time/instant';
import type { DomainEvent, LedgerDraft } from './alert';

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
/** The ledger line of one change. */
export function makeEvent({ eventId, actor, now }: EventContext, ledger: LedgerPart): DomainEvent {
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
      occurredAt: ledger.occurredAt ?? now,
      recordedAt: now,
    },
  };
}
