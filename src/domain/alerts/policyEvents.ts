import type { DocumentChange } from '../policies/documentReading';
import type { Policy, PolicyChange } from '../policies/policy';
import { earliestOf } from '../time/published';
import type { DomainEvent } from './alert';
import { makeEvent, type EventContext } from './domainEvent';

/** A policy seen for the first time, or changed. */
export function policyEvent(
  change: EventContext & {
    readonly policy: Policy;
    readonly change:
      'recorded' | PolicyChange | DocumentChange | 'linked' | 'decided' | 'awaits-person' | 'awaits-nobody';
    /** The reason a person gave. */
    readonly note?: string;
  },
): DomainEvent {
  const { policy } = change;
  const isNew = change.change === 'recorded';
  return makeEvent(change, {
    kind: isNew ? 'policy-recorded' : 'policy-changed',
    subject: `policy:${policy.id}`,
    from: isNew ? null : String(policy.version),
    to: String(policy.version),
    reason: change.change,
    occurredAt:
      isNew && policy.publishedAt !== null && earliestOf(policy.publishedAt) <= change.now
        ? earliestOf(policy.publishedAt)
        : change.now,
    data: {
      docNumber: policy.docNumber,
      sightings: policy.sightings.length,
      textHash: policy.textHash,
      ...(change.change === 'decided' ? decided(policy) : {}),
      ...(change.note === undefined ? {} : { note: change.note }),
    },
  });
}

function decided({ byHand }: Policy): Record<string, string | boolean> {
  if (byHand === null || byHand === undefined) return {};
  const { authority, sectors, bindsNobody } = byHand;
  return { authority, sectors: sectors.join(' '), bindsNobody };
}
