import { reviewEvent } from '../../domain/alerts/events';
import type { ReviewId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Review, ReviewFlow } from '../../domain/reviews/review';
import { handIn, takeStep, type Acting, type ReviewMove } from '../../domain/reviews/reviewTable';
import { flowFor } from '../../domain/reviews/takers';
import { personActor } from '../actors';
import { conflict } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { ReviewSteps } from '../steps';
import { readCapacities } from './acting';
import { refusal } from './refusal';

/** What becomes of a review; `assigneeName`: of who is named by it, for the ledger. */
type Change = (acting: Acting) => ReviewMove & { readonly assigneeName?: string };

export interface OwnReviewSteps extends ReviewSteps {
  /** What units have set up, before what is configured. */
  flows(): Promise<readonly ReviewFlow[]>;
  /** One change of a review by a person, stored with its line of the ledger. Throws `Refusal`. */
  changeReview(review: Review, principal: Principal, change: Change): Promise<Review>;
}

/** What reviews do for their subjects and for those who review. */
export function createReviewSteps(deps: ServiceDeps): OwnReviewSteps {
  const { storage, ids, clock, settings } = deps;
  const flows = async (): Promise<readonly ReviewFlow[]> => [
    ...(await storage.reviewFlows.list()),
    ...settings.reviewFlows,
  ];
  const changeReview: OwnReviewSteps['changeReview'] = async (before, principal, change) => {
    const now = clock.now();
    const capacities = await readCapacities(deps, principal, now);
    const move = change({ ...capacities.of(before.kind), at: now });
    if ('refused' in move) throw refusal(move.refused);
    const event = reviewEvent({
      ...{ eventId: ids.eventId(), actor: personActor(principal), now },
      ...{ before, review: move.review },
      ...(move.assigneeName === undefined ? {} : { assigneeName: move.assigneeName }),
    });
    if (!(await storage.reviews.move(before, move.review, event))) throw conflict('另一位同事刚刚办理了这一环节。');
    return move.review;
  };
  return {
    flows,
    changeReview,
    ensureReview: async ({ kind, subjectId, unitPath }, make, { actor, now }) => {
      const known = await storage.reviews.ofSubject(kind, subjectId);
      if (known !== null) return known;
      const flow = flowFor(await flows(), kind, unitPath);
      if (flow === null) throw new Error(`No flow says how ${kind} is reviewed.`);
      const review = make({ id: ids.id<ReviewId>(), flow });
      return storage.reviews.open(review, reviewEvent({ eventId: ids.eventId(), actor, now, before: null, review }));
    },
    takeReviewStep: (review, { step, reason }, principal) =>
      changeReview(review, principal, (acting) => takeStep(review, step, { ...acting, words: reason })),
    handInReview: async (before, content, { id: personId, name }) => {
      const now = clock.now();
      const move = handIn(before, content, { by: { personId, name }, at: now });
      if ('refused' in move) return before;
      const event = reviewEvent({
        ...{ eventId: ids.eventId(), actor: { kind: 'person', personId, name }, now },
        ...{ before, review: move.review },
      });
      if (!(await storage.reviews.move(before, move.review, event))) throw conflict('另一位同事刚刚办理了这一环节。');
      return move.review;
    },
    reviewFollowed: (review) => storage.reviews.markCarried(review),
  };
}
