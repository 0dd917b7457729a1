import { mandateEvent } from '../../../domain/alerts/events';
import { canonicalJson } from '../../../domain/alerts/ledgerChain';
import { Refusal } from '../../../domain/errors';
import type { MandateId } from '../../../domain/ids';
import type { Mandate, Review as Entry, ReviewStep } from '../../../domain/mandates/mandate';
import { reviewedContent, reviewOfMandate, threadOf } from '../../../domain/mandates/mandateReview';
import { isEnded } from '../../../domain/mandates/mandateTable';
import type { Principal } from '../../../domain/people/role';
import type { Review } from '../../../domain/reviews/review';
import type { Instant } from '../../../domain/time/instant';
import type { Page } from '../../../ports/storage';
import { systemActor } from '../../actors';
import { conflict, demand, notFound } from '../../refuse';
import type { ServiceDeps } from '../../settings';
import type { ReviewedSubject, ReviewSteps } from '../../steps';
import type { MandateServices } from '../contract';

const STEPS = { approve: 'pass', return: 'return', refuse: 'refuse', withdraw: 'withdraw' } as const;
const EVENTS = { approve: 'reviewed', return: 'returned', refuse: 'refused', withdraw: 'withdrawn' } as const;
const MOST_OVERTAKEN = 10;
const ACTOR = systemActor('issue');

/**
 * Takes one step of the review: pass (初审 → 审核 → 签发), return, refuse, or withdraw after issue. The next issuing tick
 * releases or withdraws the obligations. Throws `Refusal` `forbidden`, `not-found`, `self-approval`, `invalid-input`,
 * `conflict`.
 */
export function createReview(
  deps: ServiceDeps,
  steps: ReviewSteps,
): Pick<MandateServices, 'review' | 'decide'> & { readonly reviewed: ReviewedSubject } {
  const { storage, clock } = deps;
  const reviewed = createFollowReview(deps);
  const take = async (
    mandateId: MandateId,
    { step, reason }: { readonly step: ReviewStep; readonly reason: string },
    principal: Principal,
  ): Promise<void> => {
    demand('mandate.review', principal);
    // A mandate concerns the whole office: somebody of one unit cannot issue it to the others.
    if (principal.unitId !== null)
      throw new Refusal('forbidden', '必转任务由主管单位审核。', { remedy: '请联系主管单位的经办人。' });
    const mandate = await storage.mandates.byId(mandateId);
    if (mandate === null) throw notFound('必转任务');
    const review = await ensureMandateReview(deps, mandate, { steps, now: clock.now() });
    const next = await steps.takeReviewStep(review, { step: STEPS[step], reason }, principal);
    await reviewed.follow(next);
    await steps.reviewFollowed(next);
  };
  return {
    review: async (mandateId, principal) => take(mandateId, { step: 'approve', reason: '' }, principal),
    decide: take,
    reviewed,
  };
}

export type OpenReviews = (limit: number, now: Instant) => Promise<number>;

/** Opens the reviews of mandates that are to be reviewed and have none yet; returns how many. */
export function createOpenReviews(deps: ServiceDeps, steps: ReviewSteps): OpenReviews {
  const { storage } = deps;
  // One page a turn, from where the last one ended: behind many that wait for their reviewers there may be one that
  // nobody can see yet. Begun anew, each is looked at once more.
  let next: string | null = null;
  return async (limit, now) => {
    const page: Page<Mandate> = await storage.mandates.inReview({ limit, cursor: next });
    const inReview = page.items.map(({ id }) => id);
    const known = await storage.reviews.withReview('mandate', inReview);
    const without = page.items.filter(({ id }) => !known.has(id));
    for (const mandate of without) await ensureMandateReview(deps, mandate, { steps, now });
    next = page.nextCursor;
    return without.length;
  };
}

async function ensureMandateReview(
  { hasher }: ServiceDeps,
  mandate: Mandate,
  { steps, now }: { readonly steps: ReviewSteps; readonly now: Instant },
): Promise<Review> {
  const contentHash = hasher.sha256(canonicalJson(reviewedContent(mandate)));
  return steps.ensureReview(
    { kind: 'mandate', subjectId: mandate.id, unitPath: [] },
    (given) => reviewOfMandate(mandate, { ...given, contentHash }),
    { actor: ACTOR, now },
  );
}

/**
 * Makes a mandate agree with its review, one step after the other, each once: the mandate carries a copy of the thread,
 * and how long that is says which steps it has followed.
 */
function createFollowReview({ storage, ids }: ServiceDeps): ReviewedSubject {
  const followOne = async (mandate: Mandate, entry: Entry): Promise<void> => {
    const { step = 'approve', reason, stage } = entry;
    const next: Mandate = {
      ...mandate,
      stage,
      reviews: [...mandate.reviews, entry],
      ...(isEnded({ stage }) ? { expanded: false } : {}),
    };
    await storage.mandates.review(
      mandate,
      next,
      mandateEvent({
        eventId: ids.eventId(),
        actor: entry.by === 'rule' ? ACTOR : { kind: 'person', personId: entry.by, name: entry.name ?? '' },
        now: entry.at,
        mandate: next,
        event: EVENTS[step],
        from: mandate.stage,
        ...(reason === undefined ? {} : { note: reason }),
      }),
    );
  };
  return {
    kind: 'mandate',
    follow: async (review) => {
      const thread = threadOf(review);
      // Beside it others may follow the same review, or move the deadline: what was read is read again.
      for (let attempt = 0; attempt < thread.length + MOST_OVERTAKEN; attempt += 1) {
        const mandate = await storage.mandates.byId(review.subjectId as MandateId);
        const entry = mandate === null ? undefined : thread[mandate.reviews.length];
        if (mandate === null || entry === undefined) return;
        await followOne(mandate, entry);
      }
      throw conflict('这一任务正被他人频繁改动。');
    },
  };
}
