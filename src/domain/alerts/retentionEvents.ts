import type { RetentionRun } from '../retention/retentionRun';
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
