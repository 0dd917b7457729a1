import type { PersonId } from '../../domain/ids';
import type { Review } from '../../domain/reviews/review';
import type { Instant } from '../../domain/time/instant';
import type { Person } from '../../ports/storage';
import type { ServiceDeps } from '../settings';
import type { ReadCapacities } from './acting';
import { actsOf } from './reviewView';

/** Who is named for the next stage of some reviews, as they are now. */
export type Assignees = ReadonlyMap<PersonId, Person | null>;

/** Reads who is named in reviews, each once. */
export async function readAssignees(
  { storage }: Pick<ServiceDeps, 'storage'>,
  reviews: readonly Review[],
): Promise<Assignees> {
  const named = new Set(reviews.flatMap(({ assigneeId }) => (assigneeId === null ? [] : [assigneeId])));
  return new Map(await Promise.all([...named].map(async (id) => [id, await storage.people.byId(id)] as const)));
}

/**
 * Whether a review is for somebody to do: a step they can take, or their own text that was returned to them. What
 * another one is named for is not, unless that one has left: then somebody is to be named anew.
 */
export function isForReader(
  review: Review,
  reader: {
    readonly personId: PersonId;
    readonly capacities: ReadCapacities;
    readonly assignees: Assignees;
    readonly now: Instant;
  },
): boolean {
  if (review.state === 'returned') return review.author?.id === reader.personId;
  const acts = actsOf(review, reader.capacities.of(review.kind), reader.now);
  const assignee = review.assigneeId === null ? undefined : reader.assignees.get(review.assigneeId);
  const hasLeft = assignee === null || assignee?.disabled === true;
  return acts.some((act) => act !== 'assign' || hasLeft);
}
