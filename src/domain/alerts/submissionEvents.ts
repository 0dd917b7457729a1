import type { Submission } from '../submissions/submission';
import type { AwardDecision } from '../submissions/award';
import { maskedName } from '../team/liaison';
import type { DomainEvent } from './alert';
import { makeEvent, type EventContext } from './domainEvent';

/** What happened to a submission: from which state to which, why, in which words, and of which content. */
export function submissionEvent(
  change: EventContext & { readonly before: Submission | null; readonly submission: Submission },
): DomainEvent {
  const { before, submission } = change;
  const last = before === null ? undefined : submission.thread.at(-1);
  const { month, countsFor, adoption } = submission;
  return makeEvent(
    { ...change, now: last?.at ?? change.now },
    {
      kind: 'submission-changed',
      subject: `submission:${submission.id}`,
      from: before?.state ?? null,
      to: submission.state,
      reason: last?.event ?? 'write',
      data: {
        title: submission.title,
        unitId: submission.unitId,
        contentHash: submission.contentHash,
        ...(month === null ? {} : { month }),
        ...(countsFor === null ? {} : { countsFor }),
        ...(last?.reason == null ? {} : { because: last.reason }),
        ...(last?.words == null ? {} : { words: last.words }),
        ...(adoption === null ? {} : { criteria: adoption.criteria.map(({ key }) => key).join(' ') }),
      },
    },
  );
}

/** Whether a 信息员 is on the list of a year, with the figures the decision was made on. */
export function awardEvent(change: EventContext & { readonly decision: AwardDecision }): DomainEvent {
  const { decision } = change;
  const { year, informant, name, listed, reason, words, basis } = decision;
  return makeEvent(change, {
    kind: 'submission-changed',
    subject: `submission-award:${decision.id}`,
    from: null,
    to: listed ? 'listed' : 'not-listed',
    reason,
    data: { year, informant, name: maskedName(name), words, ...basis },
  });
}
