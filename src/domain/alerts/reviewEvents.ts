import type { Delegation } from '../reviews/delegation';
import type { Review, ReviewFlow, TakenStep } from '../reviews/review';
import type { DomainEvent } from './alert';
import { makeEvent, type EventContext } from './domainEvent';

/**
 * A review opened, one step of it taken, or somebody named for the next one: who did what for whom, of which content,
 * in which words.
 */
export function reviewEvent(
  change: EventContext & {
    readonly before: Review | null;
    readonly review: Review;
    /** The name of who is named now. */
    readonly assigneeName?: string;
  },
): DomainEvent {
  const { before, review, assigneeName } = change;
  const last = before === null || before.steps.length === review.steps.length ? undefined : review.steps.at(-1);
  return makeEvent(change, {
    kind: 'review-changed',
    subject: `review:${review.id}`,
    from: before === null ? null : standing(before),
    to: standing(review),
    reason: before === null ? 'opened' : (last?.step ?? (review.assigneeId === null ? 'unassigned' : 'assigned')),
    data: {
      reviewed: `${review.kind}:${review.subjectId}`,
      title: review.title,
      contentHash: review.contentHash,
      ...(last === undefined ? {} : ofStep(last)),
      ...(last?.step.startsWith('secrecy-') === true && review.secrecy !== null
        ? { classification: review.secrecy.classification, disclosure: review.secrecy.disclosure }
        : {}),
      ...(last === undefined && before !== null ? namedFor(before, review, assigneeName) : {}),
    },
  });
}

/** Who is named for the next stage, and who was before. */
function namedFor(before: Review, { assigneeId }: Review, assigneeName = ''): Record<string, string> {
  return {
    ...(assigneeId === null ? {} : { assigneeId, assigneeName }),
    ...(before.assigneeId === null ? {} : { beforeAssigneeId: before.assigneeId }),
  };
}

/** Others named for the stages of a review: who may take which of them now, and why. */
export function takersEvent(
  change: EventContext & {
    readonly review: Review;
    readonly reason: 'takers-named' | 'handed-over';
    readonly names: string;
    readonly note: string;
  },
): DomainEvent {
  const { review, reason, names, note } = change;
  return makeEvent(change, {
    ...{ kind: 'review-changed', subject: `review:${review.id}`, from: standing(review), to: standing(review), reason },
    data: {
      reviewed: `${review.kind}:${review.subjectId}`,
      title: review.title,
      stages: JSON.stringify(review.flow.stages),
      secrecy: JSON.stringify(review.flow.secrecy),
      names,
      note,
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
