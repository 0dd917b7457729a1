import type { DomainEvent, LedgerDraft, LedgerKind } from '../../domain/alerts/alert';
import { makeEvent, type EventContext } from '../../domain/alerts/events';

/**
 * A ledger line about a person; never an alert, and never anything they typed. `personId` is `unknown` where nobody has
 * the name.
 */
export function personEvent(
  change: EventContext & {
    readonly kind: Extract<LedgerKind, 'signed-in' | 'sign-in-refused' | 'person-changed'>;
    readonly personId: string;
    readonly from?: string;
    readonly to?: string;
    readonly reason: string;
    readonly data?: LedgerDraft['data'];
  },
): DomainEvent {
  return makeEvent(change, {
    kind: change.kind,
    subject: `person:${change.personId}`,
    from: change.from ?? null,
    to: change.to ?? null,
    reason: change.reason,
    ...(change.data === undefined ? {} : { data: change.data }),
  });
}
