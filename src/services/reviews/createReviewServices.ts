import type { ReviewView } from '../../api/reviews';
import type { ReviewId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { REVIEW_KINDS, type Review, type ReviewKind } from '../../domain/reviews/review';
import { assign, reviewSecrecy } from '../../domain/reviews/reviewTable';
import type { Instant } from '../../domain/time/instant';
import { readScope } from '../readScope';
import { conflict, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { ReviewedSubject } from '../steps';
import { createUnitNames } from '../unitNames';
import { iso } from '../toView/isoInstant';
import { capacitiesOfPerson, readCapacities, type ReadCapacities } from './acting';
import type { ReviewServices } from './contract';
import type { OwnReviewSteps } from './createReviewSteps';
import { createDelegating } from './delegating';
import { createFlowServices } from './flowServices';
import { reviewView } from './reviewView';
import { mayName, nameOthers, readSeenUnits } from './naming';
import { countWaiting, readNamed, readWaiting } from './waiting';

/** Reviews for those who take their stages. `subjects`: whatever is reviewed, by kind. */
export function createReviewServices(
  deps: ServiceDeps,
  steps: OwnReviewSteps,
  subjects: readonly ReviewedSubject[],
): ReviewServices {
  const { storage, clock, log } = deps;
  const readUnits = createUnitNames(deps);
  const byKind = new Map<ReviewKind, ReviewedSubject>(subjects.map((subject) => [subject.kind, subject]));
  const kinds = REVIEW_KINDS.filter((kind) => byKind.has(kind));

  const carry = async (review: Review): Promise<void> => {
    await byKind.get(review.kind)?.follow(review);
    await steps.reviewFollowed(review);
  };
  const views = async (
    reviews: readonly Review[],
    context: { readonly capacities: ReadCapacities; readonly principal: Principal; readonly now: Instant },
  ): Promise<ReviewView[]> => {
    const { capacities, principal, now } = context;
    const [units, named, seen] = await Promise.all([
      readUnits(now),
      readNamed(deps, reviews),
      readSeenUnits(deps, principal),
    ]);
    return reviews.map((review) =>
      reviewView(review, {
        capacities: capacities.of(review.kind),
        now,
        unitName: review.unitId === null ? '' : units.nameOf(review.unitId),
        assigneeName: review.assigneeId === null ? null : (named.get(review.assigneeId)?.name ?? ''),
        hasLeft: (id) => named.get(id)?.disabled ?? true,
        mayName: mayName(review, principal, seen),
      }),
    );
  };
  const view = async (review: Review, principal: Principal, now: Instant): Promise<ReviewView> => {
    const capacities = await readCapacities(deps, principal, now);
    const [shown] = await views([review], { capacities, principal, now });
    if (shown === undefined) throw notFound('审核');
    return shown;
  };
  const find = async (id: ReviewId, principal: Principal): Promise<Review> => {
    const review = await storage.reviews.byId(id, readScope(principal));
    if (review === null) throw notFound('审核');
    return review;
  };
  /** As it was read; who read an earlier one is to look again before acting. */
  const findAs = async (
    { id, version }: { readonly id: ReviewId; readonly version: number },
    principal: Principal,
  ): Promise<Review> => {
    const review = await find(id, principal);
    if (review.version !== version) throw conflict('这一任务在您打开之后有了新的进展。');
    return review;
  };
  const changed = async (next: Review, principal: Principal): Promise<ReviewView> => {
    await carry(next);
    return view(next, principal, clock.now());
  };
  return {
    list: async ({ mine = false, ...query }, page, principal) => {
      const scope = readScope(principal);
      const now = clock.now();
      const capacities = await readCapacities(deps, principal, now);
      const reader = { personId: principal.personId, capacities, now };
      const { items, nextCursor } = mine
        ? await readWaiting(deps, { filter: query, page, scope }, reader)
        : await storage.reviews.list(query, page, scope);
      return { items: await views(items, { capacities, principal, now }), nextCursor, asOf: iso(now) };
    },
    countMine: async (principal) => {
      const scope = readScope(principal);
      const now = clock.now();
      const capacities = await readCapacities(deps, principal, now);
      return countWaiting(deps, scope, { personId: principal.personId, capacities, now });
    },
    show: async (id, principal) => view(await find(id, principal), principal, clock.now()),
    take: async (of, step, principal) =>
      changed(await steps.takeReviewStep(await findAs(of, principal), step, principal), principal),
    examine: async (of, { reason, ...found }, principal) => {
      const review = await findAs(of, principal);
      const next = await steps.changeReview(review, principal, (acting) =>
        reviewSecrecy(review, found, { ...acting, words: reason }),
      );
      return changed(next, principal);
    },
    assign: async (of, to, principal) => {
      const review = await findAs(of, principal);
      const person = to === null ? null : await storage.people.byId(to);
      if (to !== null && (person === null || person.disabled)) throw notFound('人员', 'personId');
      const named = person === null ? [] : await capacitiesOfPerson(deps, person, clock.now());
      const capacity = named.find((one) => 'review' in assign(review, one)) ?? named[0] ?? null;
      const next = await steps.changeReview(review, principal, (acting) => {
        const mayName = [acting.by, ...acting.insteadOf].some((one) => 'review' in assign(review, one));
        return mayName
          ? { ...assign(review, capacity), assigneeName: capacity?.name ?? '' }
          : { refused: 'not-yours' as const };
      });
      return changed(next, principal);
    },
    nameTakers: async (of, named, principal) =>
      view(await nameOthers(deps, await findAs(of, principal), { ...named, by: principal }), principal, clock.now()),
    followReviews: async (limit) => {
      let followed = 0;
      let failed = 0;
      for (const { kind, catchUp } of subjects)
        await catchUp?.().catch((error: unknown) => log.error('review-not-caught-up', error, { kind }));
      for (const review of await storage.reviews.uncarried(limit)) {
        try {
          await carry(review);
          followed += 1;
        } catch (error) {
          // One that cannot be followed holds up nobody behind it; it is tried again with the next tick.
          failed += 1;
          log.error('review-not-followed', error, { review: review.id, kind: review.kind });
        }
      }
      return { followed, failed };
    },
    ...createDelegating(deps, kinds),
    ...createFlowServices(deps, { flows: steps.flows, kinds }),
  };
}
