import type {
  FulfilmentEvidence,
  JobState,
  Mandate,
  MandateRule,
  Obligation,
  ObligationEvent,
  PublishJob,
} from '../mandates/mandate';
import type { DocumentChange } from '../policies/documentReading';
import type { PolicyChange } from '../policies/intake';
import { REMINDER_LEAD_MS } from '../mandates/reminder';
import type { Policy } from '../policies/policy';
import { HOUR_MS } from '../time/instant';
import { earliestOf } from '../time/published';
import type { AlertSubject, DomainEvent } from './alert';
import {
  MANDATE_COMPLETE_ALERT,
  MANDATE_ISSUED_ALERT,
  MANUAL_ALERTS,
  OBLIGATION_FULFILLED_ALERT,
  OBLIGATION_OVERDUE_ALERT,
  OBLIGATION_UNPROVEN_ALERT,
  POLICY_SEEN_ALERT,
  POLICY_WITHDRAWN_ALERT,
  REMINDER_ALERTS,
  type AlertRow,
} from './alertTable';
import { makeEvent, type EventContext } from './domainEvent';

/**
 * An obligation made (`before` null), moved by an event, or noticed overdue. Told to people: a manual task, a
 * fulfilment and a deadline that passed, which is dated by the deadline whenever it was noticed; where we could not see
 * enough to prove it, it says so.
 */
export function obligationEvent(
  change: EventContext & {
    readonly before: Obligation | null;
    readonly obligation: Obligation;
    readonly event: ObligationEvent | 'made' | 'overdue' | 'deadline-recomputed' | 'reminded';
    readonly note?: string;
  },
): DomainEvent {
  const { before, obligation, event, note } = change;
  const subject: AlertSubject = {
    accountId: obligation.accountId,
    mandateId: obligation.mandateId,
    obligationId: obligation.id,
    policyId: obligation.policyId,
    label: `${obligation.accountName} · ${obligation.policyTitle}`,
  };
  const row = obligationAlert(event, obligation);
  return makeEvent(
    change,
    {
      kind: 'obligation-moved',
      subject: `obligation:${obligation.id}`,
      from: before?.state ?? null,
      to: obligation.state,
      reason: obligationReason(event, obligation),
      occurredAt: obligationOccurredAt(change),
      data: {
        accountId: obligation.accountId,
        mandateId: obligation.mandateId,
        dueBy: obligation.dueBy.toISOString(),
        ...evidenceData(obligation.evidence),
        ...(note === undefined ? {} : { note }),
      },
    },
    row === null
      ? null
      : {
          ...row,
          subject,
          unitId: obligation.unitId,
          unitPath: obligation.unitPath,
          figures: {
            dueBy: obligation.dueBy.toISOString(),
            platform: obligation.platform,
            ...(event === 'reminded' && obligation.reminded !== undefined
              ? { hours: REMINDER_LEAD_MS[obligation.reminded] / HOUR_MS }
              : {}),
            ...(obligation.onTime === null ? {} : { onTime: obligation.onTime ? 1 : 0 }),
            ...(obligation.evidence === null ? {} : { url: obligation.evidence.url }),
          },
        },
  );
}

function obligationAlert(event: string, { manualReason, overdueProven, reminded }: Obligation): AlertRow | null {
  switch (event) {
    case 'publish-impossible':
      return MANUAL_ALERTS[manualReason ?? 'gave-up'];
    case 'post-seen':
      return OBLIGATION_FULFILLED_ALERT;
    case 'reminded':
      return reminded === undefined ? null : REMINDER_ALERTS[reminded];
    case 'overdue':
      return overdueProven === true ? OBLIGATION_OVERDUE_ALERT : OBLIGATION_UNPROVEN_ALERT;
    default:
      return null;
  }
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
        similarity: evidence.similarity,
        ...(evidence.seal === undefined ? {} : { seal: evidence.seal }),
      };
}

/**
 * A publish job queued (`from` null) or moved: for the ledger alone. A job that fails for good makes its obligation a
 * manual task in the same step, and people are told of that once, not twice.
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
  return makeEvent(
    change,
    {
      kind: 'job-moved',
      subject: `job:${job.id}`,
      from,
      to,
      reason,
      data: {
        accountId: job.accountId,
        obligationId: job.obligationId,
        key: job.key,
        attempt: job.attempt,
        ...(job.errors.at(-1) === undefined ? {} : { code: job.errors.at(-1)?.code ?? '' }),
      },
    },
    null,
  );
}

/** A policy seen for the first time, or changed. Told to people: that it is new, and that it was withdrawn. */
export function policyEvent(
  change: EventContext & {
    readonly policy: Policy;
    readonly change: 'recorded' | PolicyChange | DocumentChange | 'linked';
  },
): DomainEvent {
  const { policy } = change;
  const isNew = change.change === 'recorded';
  const row = isNew ? POLICY_SEEN_ALERT : change.change === 'withdrawn' ? POLICY_WITHDRAWN_ALERT : null;
  return makeEvent(
    change,
    {
      kind: isNew ? 'policy-recorded' : 'policy-changed',
      subject: `policy:${policy.id}`,
      from: isNew ? null : String(policy.version),
      to: String(policy.version),
      reason: change.change,
      occurredAt:
        isNew && policy.publishedAt !== null && earliestOf(policy.publishedAt) <= change.now
          ? earliestOf(policy.publishedAt)
          : change.now,
      data: { docNumber: policy.docNumber, sightings: policy.sightings.length, textHash: policy.textHash },
    },
    row === null
      ? null
      : {
          ...row,
          subject: { policyId: policy.id, label: policy.title },
          unitId: null,
          unitPath: [],
          figures: { authority: policy.authority },
        },
  );
}

/** A mandate issued, taken one review step further, or complete. */
export function mandateEvent(
  change: EventContext & {
    readonly mandate: Mandate;
    readonly event: 'drafted' | 'issued' | 'reviewed' | 'complete' | 'deadline-recomputed';
    readonly from?: string | null;
    readonly obligations?: number;
  },
): DomainEvent {
  const { mandate, event, from = null, obligations } = change;
  return makeEvent(
    change,
    {
      kind: event === 'reviewed' ? 'mandate-reviewed' : 'mandate-issued',
      subject: `mandate:${mandate.id}`,
      from,
      to: mandate.stage,
      reason: event,
      data: {
        policyId: mandate.policyId,
        policyVersion: mandate.policyVersion,
        ruleId: mandate.ruleId,
        dueBy: mandate.dueBy.toISOString(),
        provisional: mandate.provisional,
      },
    },
    mandateAlert(change, {
      figures: {
        dueBy: mandate.dueBy.toISOString(),
        stage: mandate.stage,
        ...(obligations === undefined ? {} : { obligations }),
      },
    }),
  );
}

function mandateAlert(
  { mandate, event }: { readonly mandate: Mandate; readonly event: string },
  { figures }: { readonly figures: Record<string, string | number> },
):
  | (AlertRow & {
      readonly subject: AlertSubject;
      readonly unitId: null;
      readonly unitPath: readonly [];
      readonly figures: Record<string, string | number>;
    })
  | null {
  const isIssued = event === 'issued' || (event === 'reviewed' && mandate.stage === 'issued');
  if (!isIssued && event !== 'complete') return null;
  return {
    ...(event === 'complete' ? MANDATE_COMPLETE_ALERT : MANDATE_ISSUED_ALERT),
    subject: { mandateId: mandate.id, policyId: mandate.policyId, label: mandate.title },
    unitId: null,
    unitPath: [],
    figures,
  };
}

/** A mandate rule made, changed, disabled or enabled by a person, with the reason they gave. For the ledger alone. */
export function ruleEvent(
  change: EventContext & {
    readonly rule: MandateRule;
    readonly event: 'created' | 'updated' | 'disabled' | 'enabled';
    readonly note: string;
  },
): DomainEvent {
  const { rule, event, note } = change;
  return makeEvent(
    change,
    {
      kind: 'rule-changed',
      subject: `rule:${rule.id}`,
      from: event === 'created' ? null : String(rule.revision ?? 0),
      to: event,
      reason: event,
      data: {
        key: rule.key,
        title: rule.title,
        authorities: rule.authorities.join(' '),
        platforms: rule.platforms.join(' '),
        topicWords: rule.topicWords.join(' '),
        regions: rule.regions.join(' '),
        limit: JSON.stringify(rule.limit),
        limitByPlatform: JSON.stringify(rule.limitByPlatform),
        review: rule.review,
        effectiveFrom: rule.effectiveFrom,
        note,
      },
    },
    null,
  );
}
