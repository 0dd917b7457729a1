import type { RetentionRun } from '../retention/retentionRun';
import type { LedgerSegment } from './ledgerSegment';
import type { DomainEvent } from './alert';
import { makeEvent, type EventContext } from './domainEvent';

/** What a run has removed of one class: how many rows, of before when. */
export function removedEvent({ run, ...context }: EventContext & { readonly run: RetentionRun }): DomainEvent {
  return makeEvent(context, {
    kind: 'data-removed',
    subject: `retention:${run.class}`,
    from: null,
    to: null,
    reason: 'retention-over',
    data: { removed: run.removed, kept: run.kept, before: run.beforeAt.toISOString(), run: run.on },
  });
}

/** Entries went from the store into a file: which, and the hashes it begins and ends with. */
export function ledgerSealedEvent({
  segment,
  ...context
}: EventContext & { readonly segment: LedgerSegment }): DomainEvent {
  const { first, last, firstHash, lastHash, name } = segment;
  return makeEvent(context, {
    kind: 'data-removed',
    subject: 'retention:ledger',
    from: null,
    to: null,
    reason: 'ledger-sealed',
    data: { removed: last - first + 1, first, last, firstHash, lastHash, name },
  });
}
