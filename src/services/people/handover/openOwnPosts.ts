import { ownPostEvent } from '../../../domain/alerts/events';
import type { OwnPost } from '../../../domain/ownPosts/ownPost';
import { handOverPost } from '../../../domain/ownPosts/ownPostTable';
import type { Review } from '../../../domain/reviews/review';
import type { Person } from '../../../ports/storage';
import { personActor } from '../../actors';
import type { ServiceDeps } from '../../settings';
import { giveReview, hasPassed } from './giveReview';
import { obstacleFor, type Finder, type Leaving } from './openThing';

/** Own items that only their author changes: the successor goes on as their author. */
export const ownPosts: Finder = async (deps, leaving) => {
  const open = await deps.storage.ownPosts.openOf(leaving.from.id, leaving.by.unitId);
  return Promise.all(
    open.map(async (post) => {
      const review = await deps.storage.reviews.ofSubject('own-post', post.id);
      return {
        ...{ kind: 'own-post' as const, id: post.id, label: post.title },
        obstacle: (to: Person) =>
          hasPassed(review, to)
            ? 'not-permitted'
            : obstacleFor(to, leaving, { unitPath: post.unitPath, action: 'own-post.draft' }),
        give: (to: Person) => give(deps, post, { to, by: leaving.by, review }),
      };
    }),
  );
};

/**
 * The review first, as with every change of both; killed after it, the item is still the leaver's and is given again.
 */
async function give(
  deps: ServiceDeps,
  post: OwnPost,
  { to, by, review }: { readonly to: Person; readonly by: Leaving['by']; readonly review: Review | null },
): Promise<boolean> {
  if (review !== null && !(await giveReview(deps, review, { to, by }))) return false;
  const now = deps.clock.now();
  const made = handOverPost(post, { id: to.id, name: to.name }, now);
  if ('refused' in made) return false;
  const said = { before: post, post: made.post, event: 'hand-over', note: to.name } as const;
  const event = ownPostEvent({ eventId: deps.ids.eventId(), actor: personActor(by), now, ...said });
  return deps.storage.ownPosts.change(post, made.post, [event]);
}
