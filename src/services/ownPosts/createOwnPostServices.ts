import type { OwnPostId } from '../../domain/ids';
import type { OwnPost } from '../../domain/ownPosts/ownPost';
import type { Principal } from '../../domain/people/role';
import { accountsById } from '../accountsById';
import { filesOf } from '../heldFiles';
import { readScope } from '../readScope';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { ObserveOwnPosts, PublishedSubject, ReviewedSubject, ReviewSteps } from '../steps';
import { iso } from '../toView/isoInstant';
import { createUnitNames } from '../unitNames';
import { createChangeOwnPost, createStepCopy } from './changeOwnPost';
import type { OwnPostServices } from './contract';
import { formsOf } from './forms';
import { createHandCopies } from './handCopies';
import { createMendOwnPosts } from './mendOwnPosts';
import { createObserveOwnPosts } from './observeOwnPosts';
import { createOwnPostReviews } from './ownPostReview';
import { createOwnPostSubject } from './ownPostSubject';
import { ownPostView, rowView } from './ownPostViews';
import { createPublishOwnPosts } from './publishOwnPosts';
import { createSettleDifference } from './settleDifference';
import { createWriting } from './writing';

/** An office's own items: what people do with them, what jobs and reviews ask of them, and what looks find. */
export function createOwnPostServices(
  deps: ServiceDeps,
  given: ReviewSteps,
): {
  readonly services: OwnPostServices;
  readonly subject: PublishedSubject;
  readonly reviewed: ReviewedSubject;
  readonly observeOwnPosts: ObserveOwnPosts;
} {
  const { storage, clock } = deps;
  const changeOwnPost = createChangeOwnPost(deps);
  const stepCopy = createStepCopy(deps, changeOwnPost);
  const steps = { ...given, changeOwnPost, stepCopy };
  const { reviewed, syncReview } = createOwnPostReviews(deps, steps);
  const observeOwnPosts = createObserveOwnPosts(deps, steps);
  const unitNames = createUnitNames(deps);
  const find = async (id: OwnPostId, principal: Principal): Promise<OwnPost> => {
    const post = await storage.ownPosts.byId(id, readScope(principal));
    if (post === null) throw notFound('稿件');
    return post;
  };
  const view = async (post: OwnPost, principal: Principal): ReturnType<OwnPostServices['show']> => {
    const records = await accountsById(storage, post.channels);
    const unitName = (await unitNames(clock.now())).nameOf(post.unitId);
    const forms = formsOf(
      deps,
      { content: post, unitId: post.unitId, issuer: unitName, files: await filesOf(deps, post) },
      records,
    );
    const isAuthorDisabled = (await storage.people.byId(post.author.id))?.disabled ?? true;
    return ownPostView(post, { unitName, records, forms, principal, isAuthorDisabled });
  };
  return {
    services: {
      list: async ({ mine = false, ...query }, page, principal) => {
        const scope = readScope(principal);
        const now = clock.now();
        const { items, nextCursor } = await storage.ownPosts.list(
          { ...query, ...(mine ? { authorId: principal.personId } : {}) },
          page,
          scope,
        );
        const units = await unitNames(now);
        return { items: items.map((post) => rowView(post, units.nameOf(post.unitId))), nextCursor, asOf: iso(now) };
      },
      show: async (id, principal) => view(await find(id, principal), principal),
      ...createWriting(deps, { ...steps, syncReview, reviewed, find, view }),
      ...createHandCopies(deps, { stepCopy, view }),
      settle: createSettleDifference(deps, { find, view }),
      publishOwnPosts: createPublishOwnPosts(deps, { ...steps, observeOwnPosts }),
      mendOwnPosts: createMendOwnPosts(deps, { syncReview, stepCopy, changeOwnPost }),
    },
    subject: createOwnPostSubject(deps, stepCopy),
    reviewed,
    observeOwnPosts,
  };
}
