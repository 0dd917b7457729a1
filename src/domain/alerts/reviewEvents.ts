import type { Delegation } from '../reviews/delegation';
import type { Review, ReviewFlow, TakenStep } from '../reviews/review';
import type { DomainEvent } from './alert';
import { makeEvent, type EventContext } from './domainEvent';

/** A review opened, or one step of it taken: who did what for whom, of which content, in which words. */
export function reviewEvent(
  change: EventContext & { readonly before: Review | null; readonly review: Review; readonly note?: string },
): DomainEvent {
  const { before, review, note } = change;
  const last = before === null || before.steps.length === review.steps.length ? undefined : review.steps.at(-1);
  return makeEvent(change, {
    kind: 'review-changed',
    subject: `review:${review.id}`,
    from: before === null ? null : standing(before),
    to: standing(review),
    reason: before === null ? 'opened' : (last?.step ?? 'assigned'),
    data: {
      reviewed: `${review.kind}:${review.subjectId}`,
      title: review.title,
      contentHash: review.contentHash,
      ...(last === undefined ? {} : ofStep(last)),
      ...(last?.step.startsWith('secrecy-') === true && review.secrecy !== null
        ? { classification: review.secrecy.classification, disclosure: review.secrecy.disclosure }
        : {}),
      ...(note === undefined ? {} : { note }),
    },
  });
}

/** A delegation made or ended. */
export function delegationEvent(
  change: EventContext & { readonly delegation: Delegation; readonly to: 'added' | 'removed' },
): DomainEvent {
  const { delegation, to } = change;
  return makeEvent(change, {
    kind: 'review-changed',
    subject: `review-delegation:${delegation.id}`,
    from: null,
    to,
    reason: to,
    data: {
      fromId: delegation.fromId,
      toId: delegation.toId,
      kinds: delegation.kinds.join(' '),
      fromDate: delegation.fromDate,
      toDate: delegation.toDate,
      note: delegation.reason,
    },
  });
}

/** How a kind is reviewed in a unit, changed by a person with a reason. */
export function reviewFlowEvent(
  change: EventContext & { readonly flow: ReviewFlow; readonly to: 'changed' | 'removed'; readonly note: string },
): DomainEvent {
  const { flow, to, note } = change;
  return makeEvent(change, {
    kind: 'review-changed',
    subject: `review-flow:${flow.kind}:${flow.unitId ?? 'office'}`,
    from: String(flow.version - 1),
    to,
    reason: to,
    data: {
      stages: JSON.stringify(flow.stages),
      secrecy: JSON.stringify(flow.secrecy),
      returnsTo: flow.returnsTo,
      footNames: flow.footNames,
      clause: flow.clause,
      note,
    },
  });
}

function standing({ state, passed, flow }: Review): string {
  return state === 'open' ? `open:${flow.stages[passed]?.key ?? ''}` : state;
}

function ofStep({ stage, insteadOf, words }: TakenStep): Record<string, string> {
  return {
    ...(stage === null ? {} : { stage }),
    ...(insteadOf === undefined ? {} : { insteadOfId: insteadOf.id, insteadOfName: insteadOf.name }),
    ...(words === undefined ? {} : { words }),
  };
}
