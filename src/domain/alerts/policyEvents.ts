import type { DocumentChange } from '../policies/documentReading';
import type { Policy, PolicyChange } from '../policies/policy';
import { earliestOf } from '../time/published';
import type { DomainEvent } from './alert';
import { POLICY_SEEN_ALERT, POLICY_WITHDRAWN_ALERT } from './alertTable';
import { makeEvent, type EventContext } from './domainEvent';

/** A policy seen for the first time, or changed. Told to people: that it is new, and that it was withdrawn. */
export function policyEvent(
  change: EventContext & {
    readonly policy: Policy;
    readonly change: 'recorded' | PolicyChange | DocumentChange | 'linked' | 'decided';
    /** The reason a person gave. */
    readonly note?: string;
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
      data: {
        docNumber: policy.docNumber,
        sightings: policy.sightings.length,
        textHash: policy.textHash,
        ...(change.change === 'decided' ? decided(policy) : {}),
        ...(change.note === undefined ? {} : { note: change.note }),
      },
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

function decided({ byHand }: Policy): Record<string, string | boolean> {
  if (byHand === null || byHand === undefined) return {};
  const { authority, sectors, bindsNobody } = byHand;
  return { authority, sectors: sectors.join(' '), bindsNobody };
}
