import { submissionEvent } from '../../../domain/alerts/events';
import type { Review } from '../../../domain/reviews/review';
import type { Submission } from '../../../domain/submissions/submission';
import { handOver } from '../../../domain/submissions/submissionTable';
import type { Person } from '../../../ports/storage';
import { personActor } from '../../actors';
import type { ServiceDeps } from '../../settings';
import { giveReview, hasPassed } from './giveReview';
import { obstacleFor, type Finder, type Leaving } from './openThing';

/** Drafts, what was returned and what is under review: the successor goes on as its author. */
export const submissions: Finder = async (deps, leaving) => {
  const open = await deps.storage.submissions.openOf(leaving.from.id, leaving.by.unitId);
  return Promise.all(
    open.map(async (submission) => {
      const review = await deps.storage.reviews.ofSubject('submission', submission.id);
      return {
        ...{ kind: 'submission' as const, id: submission.id, label: submission.title },
        obstacle: (to: Person) =>
          hasPassed(review, to)
            ? 'not-permitted'
            : obstacleFor(to, leaving, { unitPath: submission.unitPath, action: 'submission.write' }),
        give: (to: Person) => give(deps, submission, { to, by: leaving.by, review }),
      };
    }),
  );
};

/**
 * The review first: it waits for its author, who is barred from passing it; killed after it, the rest is given again.
 */
async function give(
  deps: ServiceDeps,
  submission: Submission,
  { to, by, review }: { readonly to: Person; readonly by: Leaving['by']; readonly review: Review | null },
): Promise<boolean> {
  if (review !== null && !(await giveReview(deps, review, { to, by }))) return false;
  const now = deps.clock.now();
  const author = { id: to.id, name: to.name };
  const made = handOver(submission, author, { by: by.personId, name: by.name, at: now });
  if (!('submission' in made)) return false;
  const context = { eventId: deps.ids.eventId(), actor: personActor(by), now };
  return deps.storage.submissions.move(
    submission,
    made.submission,
    submissionEvent({ ...context, before: submission, submission: made.submission }),
  );
}
