import { makeEvent, submissionEvent } from '../../../domain/alerts/events';
import type { Review } from '../../../domain/reviews/review';
import { barredPeople } from '../../../domain/reviews/reviewTable';
import type { Submission } from '../../../domain/submissions/submission';
import { handOver } from '../../../domain/submissions/submissionTable';
import type { Person } from '../../../ports/storage';
import { personActor } from '../../actors';
import type { ServiceDeps } from '../../settings';
import { obstacleFor, type Finder, type Leaving } from './openThing';

/** Drafts, what was returned and what is under review: the successor goes on as its author. */
export const submissions: Finder = async (deps, leaving) => {
  const open = await deps.storage.submissions.openOf(leaving.from.id, leaving.by.unitId);
  return Promise.all(
    open.map(async (submission) => {
      const review = await deps.storage.reviews.ofSubject('submission', submission.id);
      // Whoever has passed a stage of it cannot be its author as well.
      const passers = review === null || review.state !== 'open' ? [] : barredPeople(review);
      return {
        ...{ kind: 'submission' as const, id: submission.id, label: submission.title },
        obstacle: (to: Person) =>
          passers.includes(to.id) ? 'not-permitted' : obstacleFor(to, submission.unitPath, 'submission.write'),
        give: (to: Person) => give(deps, submission, { to, by: leaving.by, review }),
      };
    }),
  );
};

/** The review first: it waits for its author, who is barred from passing it; killed after it, the rest is given again. */
async function give(
  { storage, ids, clock }: ServiceDeps,
  submission: Submission,
  { to, by, review }: { readonly to: Person; readonly by: Leaving['by']; readonly review: Review | null },
): Promise<boolean> {
  const now = clock.now();
  const author = { id: to.id, name: to.name };
  if (review !== null && review.author?.id !== to.id) {
    const event = makeEvent(
      { eventId: ids.eventId(), actor: personActor(by), now },
      {
        ...{ kind: 'review-changed', subject: `review:${review.id}`, from: review.state, to: review.state },
        ...{ reason: 'handed-over', data: { reviewed: `submission:${submission.id}`, authorName: to.name } },
      },
    );
    const next = { ...review, author, version: review.version + 1 };
    if (!(await storage.reviews.move(review, next, event))) return false;
  }
  const made = handOver(submission, author, { by: by.personId, name: by.name, at: now });
  if (!('submission' in made)) return false;
  const context = { eventId: ids.eventId(), actor: personActor(by), now };
  return storage.submissions.move(
    submission,
    made.submission,
    submissionEvent({ ...context, before: submission, submission: made.submission }),
  );
}
