import {
  SUBMISSION_ACTS,
  type AdoptionView,
  type SubmissionAct,
  type SubmissionDetailView,
  type SubmissionView,
} from '../../api/submissions';
import { may } from '../../domain/people/permissions';
import type { Principal } from '../../domain/people/role';
import type { Review } from '../../domain/reviews/review';
import type { Adoption, Submission } from '../../domain/submissions/submission';
import { canHappen, decidesOwn, OFFICE_DECISIONS } from '../../domain/submissions/submissionTable';
import { stopOverrideView } from '../toView/contentView';
import { iso, isoOrNull } from '../toView/isoInstant';

/** What whoever asks can do with it now; `review` null: it was not read, and who passed it is told when they decide. */
function actsOf(submission: Submission, review: Review | null, principal: Principal): readonly SubmissionAct[] {
  const isAuthor = submission.author.id === principal.personId && may(principal, 'submission.write');
  const isOffice =
    principal.unitId === null &&
    may(principal, 'submission.decide') &&
    !decidesOwn(submission, review, principal.personId);
  const isDecision = (act: SubmissionAct): boolean => OFFICE_DECISIONS.some((decision) => decision === act);
  // What the office has had is withdrawn by who passed it, on the page of its review.
  const isWithReview = (act: SubmissionAct): boolean =>
    act === 'withdraw' && (submission.state === 'sent' || submission.state === 'returned');
  return SUBMISSION_ACTS.filter(
    (act) => (isDecision(act) ? isOffice : isAuthor) && canHappen(submission, act) && !isWithReview(act),
  );
}

/** A submission as somebody sees it in a list. */
export function submissionView(
  submission: Submission,
  {
    principal,
    unitName,
    review = null,
  }: { readonly principal: Principal; readonly unitName: string; readonly review?: Review | null },
): SubmissionView {
  const { id, unitId, title, kind, section, state, author, informant, createdAt, sentAt, month, version } = submission;
  return {
    ...{ id, unitId, unitName, title, kind, section, state, month, version },
    authorName: author.name,
    informantId: informant.liaisonId,
    informantName: informant.name,
    createdAt: iso(createdAt),
    sentAt: isoOrNull(sentAt),
    adoption: submission.adoption === null ? null : adoptionView(submission.adoption),
    acts: actsOf(submission, review, principal),
  };
}

/** A submission with its text, and everything that was done to it. */
export function submissionDetailView(
  submission: Submission,
  context: { readonly principal: Principal; readonly unitName: string; readonly review: Review | null },
): SubmissionDetailView {
  return {
    ...submissionView(submission, context),
    body: submission.body,
    isTextGone: submission.isTextGone === true,
    attachments: submission.attachments.map(({ fileId, name }) => ({ fileId, name })),
    thread: submission.thread.map(({ event, name, at, reason, words }) => ({
      event,
      name,
      at: iso(at),
      reason,
      words,
    })),
    reviewId: context.review?.id ?? null,
    overrides: (submission.overrides ?? []).map(stopOverrideView),
  };
}

function adoptionView({ name, at, uses, criteria }: Adoption): AdoptionView {
  return {
    ...{ name, at: iso(at) },
    uses: uses.map(({ where, link }) => ({ where, link })),
    criteria: criteria.map(({ key, points, name: by, at: when }) => ({ key, points, name: by, at: iso(when) })),
  };
}
