import type { FulfilmentEvidence, JobState, Obligation, ObligationEvent, PublishJob } from '../mandates/mandate';
import { REMINDER_LEAD_MS } from '../mandates/reminder';
import type { DomainEvent } from './alert';
import { makeEvent, type EventContext } from './domainEvent';

/**
 * An obligation made (`before` null), moved by an event, or noticed overdue, which is dated by the deadline whenever it
 * was noticed; where we could not see enough to prove it, it says so.
 */
export function obligationEvent(
  change: EventContext & {
    readonly before: Obligation | null;
    readonly obligation: Obligation;
    readonly event:
      ObligationEvent | 'made' | 'overdue' | 'deadline-recomputed' | 'reminded' | 'site-owes' | 'column-changed';
    readonly note?: string;
  },
): DomainEvent {
  const { before, obligation, event, note } = change;
  return makeEvent(change, {
    kind: 'obligation-moved',
    subject: `obligation:${obligation.id}`,
    from: before?.state ?? null,
    to: obligation.state,
    // The system withdraws for a reason from a closed list.
    reason: event === 'withdraw' && note !== undefined ? note : obligationReason(event, obligation),
    occurredAt: obligationOccurredAt(change),
    data: {
      accountId: obligation.accountId,
      ...(obligation.siteId === null ? {} : { siteId: obligation.siteId }),
      mandateId: obligation.mandateId,
      dueBy: obligation.dueBy.toISOString(),
      ...evidenceData(obligation.evidence),
      ...(note === undefined ? {} : { note }),
    },
  });
}

function obligationReason(event: string, { manualReason, evidence, overdueProven, reminded }: Obligation): string {
  if (event === 'reminded') return reminded ?? event;
  if (event === 'overdue') return overdueProven === true ? 'overdue' : 'overdue-unproven';
  if (event === 'publish-impossible') return manualReason ?? event;
  return event === 'post-seen' ? (evidence?.basis ?? event) : event;
}

function obligationOccurredAt({
  event,
  obligation,
  now,
}: {
  readonly event: string;
  readonly obligation: Obligation;
  readonly now: Date;
}): Date {
  if (event === 'overdue') return obligation.dueBy;
  if (event === 'reminded' && obligation.reminded !== undefined)
    return new Date(obligation.dueBy.getTime() - REMINDER_LEAD_MS[obligation.reminded]);
  return event === 'post-seen' ? (obligation.fulfilledAt ?? now) : now;
}

function evidenceData(evidence: FulfilmentEvidence | null): Record<string, string | number | null> {
  return evidence === null
    ? {}
    : {
        postId: evidence.postId,
        url: evidence.url,
        basis: evidence.basis,
        lookId: evidence.lookId,
        textHash: evidence.textHash,
        ...(evidence.columnId === undefined ? {} : { columnId: evidence.columnId }),
        similarity: evidence.similarity,
        ...(evidence.seal === undefined ? {} : { seal: evidence.seal }),
      };
}

/**
 * A publish job queued (`from` null) or moved. One that fails for good makes its obligation a manual task in the same
 * step.
 */
export function jobEvent(
  change: EventContext & {
    readonly job: PublishJob;
    readonly to: JobState;
    readonly reason: string;
    readonly from?: JobState | null;
  },
): DomainEvent {
  const { job, to, reason, from = job.state } = change;
  const lastError = job.errors.at(-1);
  return makeEvent(change, {
    kind: 'job-moved',
    subject: `job:${job.id}`,
    from,
    to,
    reason,
    data: {
      accountId: job.accountId,
      ...(job.subject.kind === 'repost'
        ? { obligationId: job.subject.obligationId }
        : { ownPostId: job.subject.ownPostId }),
      key: job.key,
      attempt: job.attempt,
      ...(lastError === undefined ? {} : { code: lastError.code }),
    },
  });
}
