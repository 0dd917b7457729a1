import { submissionEvent } from '../../domain/alerts/events';
import { Refusal } from '../../domain/errors';
import type { SubmissionId } from '../../domain/ids';
import { openReview } from '../../domain/reviews/reviewTable';
import type { Review } from '../../domain/reviews/review';
import type { Submission } from '../../domain/submissions/submission';
import { follow, formerAuthors } from '../../domain/submissions/submissionTable';
import { systemActor } from '../actors';
import { conflict } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { ReviewedSubject, ReviewSteps } from '../steps';
import type { Counts } from '../workRun';

const KIND = 'submission' as const;
/** A submission that others change beside us is read again so often. */
const PASSES = 5;

export interface HandIns {
  /** Takes what was handed in to its review; safe to repeat, and gone on with by `resumeHandIns`. */
  handIn(submission: Submission): Promise<Review>;
  resumeHandIns(limit: number): Promise<Counts>;
  readonly reviewed: ReviewedSubject;
}

/** Between a submission and its review: each is one write, and whatever is killed between two of them is gone on with. */
export function createHandIns(deps: ServiceDeps, steps: ReviewSteps): HandIns {
  const { storage, clock, log } = deps;
  const reviewed = createFollow(deps);
  const takenToReview = async (submission: Submission): Promise<Review> => {
    const { id, title, unitId, unitPath, author, contentHash } = submission;
    const now = clock.now();
    const subject = {
      ...{ kind: KIND, subjectId: id, title, unitId, unitPath, author, dueBy: null, contentHash },
      formerAuthors: formerAuthors(submission),
    };
    const review = await steps.ensureReview(
      subject,
      ({ id: reviewId, flow }) => openReview(subject, { id: reviewId, flow, at: now }),
      {
        actor: { kind: 'person', personId: author.id, name: author.name },
        now,
      },
    );
    // A return it has not followed came after this very hand-in: that is what is to be followed, not answered.
    if (review.state === 'returned' && review.steps.length > submission.followed) return review;
    return steps.handInReview(review, { contentHash, title, formerAuthors: subject.formerAuthors }, author);
  };
  const handIn = async (submission: Submission): Promise<Review> => {
    const handed = await withoutLosing(() => takenToReview(submission));
    await storage.submissions.markHandedIn(submission);
    // The review may have gone on, or ended, before we knew that it had begun.
    await reviewed.follow(handed);
    await steps.reviewFollowed(handed);
    return handed;
  };
  return {
    handIn,
    reviewed,
    resumeHandIns: async (limit) => {
      let handedIn = 0;
      let failed = 0;
      for (const { id, version } of await storage.submissions.notHandedIn(limit))
        try {
          // What was done to it since the list was read is not undone.
          const submission = await storage.submissions.byId(id, null);
          if (submission?.version !== version || submission.state !== 'in-review' || submission.handedIn) continue;
          await handIn(submission);
          handedIn += 1;
        } catch (error) {
          failed += 1;
          log.error('submission-not-handed-in', error, { submission: id });
        }
      return { handedIn, failed };
    },
  };
}

/** Somebody takes a step of the review at the same instant: it is read again, and what is to be done decided anew. */
async function withoutLosing(take: () => Promise<Review>): Promise<Review> {
  for (let pass = 1; ; pass += 1)
    try {
      return await take();
    } catch (error) {
      if (pass === PASSES || !(error instanceof Refusal) || error.code !== 'conflict') throw error;
    }
}

/** Makes a submission agree with its review. */
function createFollow({ storage, ids }: ServiceDeps): ReviewedSubject {
  return {
    kind: KIND,
    follow: async (review) => {
      for (let pass = 0; pass < PASSES; pass += 1) {
        const submission = await storage.submissions.byId(review.subjectId as SubmissionId, null);
        const next = submission === null ? null : follow(submission, review);
        if (submission === null || next === null) return;
        const entry = next.thread.at(-1);
        const event = submissionEvent({
          eventId: ids.eventId(),
          actor: entry?.by == null ? systemActor('reviews') : { kind: 'person', personId: entry.by, name: entry.name },
          now: entry?.at ?? next.createdAt,
          before: submission,
          submission: next,
        });
        if (await storage.submissions.move(submission, next, event)) return;
      }
      throw conflict('这条报送信息正被他人频繁改动。');
    },
  };
}
