import { makeEvent } from '../../../domain/alerts/events';
import type { Review } from '../../../domain/reviews/review';
import { withAuthor } from '../../../domain/reviews/reviewTable';
import type { Person } from '../../../ports/storage';
import { personActor } from '../../actors';
import type { ServiceDeps } from '../../settings';
import type { Leaving } from './openThing';

/** Whether somebody has passed a stage of it, and cannot be its author as well. */
export function hasPassed(review: Review | null, { id, name }: Pick<Person, 'id' | 'name'>): boolean {
  return review !== null && 'refused' in withAuthor(review, { id, name });
}

/** Makes somebody the author of what is under review; false: somebody was faster. Done already, it is done. */
export async function giveReview(
  { storage, ids, clock }: ServiceDeps,
  review: Review,
  { to, by }: { readonly to: Person; readonly by: Leaving['by'] },
): Promise<boolean> {
  if (review.author?.id === to.id) return true;
  const event = makeEvent(
    { eventId: ids.eventId(), actor: personActor(by), now: clock.now() },
    {
      ...{ kind: 'review-changed', subject: `review:${review.id}`, from: review.state, to: review.state },
      ...{ reason: 'handed-over', data: { reviewed: `${review.kind}:${review.subjectId}`, authorName: to.name } },
    },
  );
  const move = withAuthor(review, { id: to.id, name: to.name });
  return 'review' in move && storage.reviews.move(review, move.review, event);
}
