import { nextEvent } from '../../domain/ownPosts/followReview';
import type { OwnPost } from '../../domain/ownPosts/ownPost';
import { moveOwnPost } from '../../domain/ownPosts/ownPostTable';
import type { OwnPostId } from '../../domain/ids';
import type { Actor } from '../../domain/cases/case';
import { openReview } from '../../domain/reviews/reviewTable';
import type { Review } from '../../domain/reviews/review';
import type { Instant } from '../../domain/time/instant';
import { jobEvent } from '../../domain/alerts/events';
import { systemActor } from '../actors';
import type { ServiceDeps } from '../settings';
import type { ReviewedSubject, ReviewSteps } from '../steps';
import type { ChangeOwnPost, StepCopy } from './changeOwnPost';

const ACTOR = systemActor('issue');
/** From a draft that was handed in to an item that is passed. */
const MOST_STEPS = 3;

export interface OwnPostReviews {
  readonly reviewed: ReviewedSubject;
  /** Makes the review one of what the item says now, and the item follow it. Null: the review does not take it. */
  readonly syncReview: (post: OwnPost, now: Instant) => Promise<Review | null>;
}

/** The review of own items: the item follows it, and only what was passed, by its hash, is ever published. */
export function createOwnPostReviews(
  deps: ServiceDeps,
  steps: ReviewSteps & { readonly changeOwnPost: ChangeOwnPost; readonly stepCopy: StepCopy },
): OwnPostReviews {
  const { clock } = deps;
  const follow: ReviewedSubject['follow'] = async (review) => {
    const now = clock.now();
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const moved = await steps.changeOwnPost(
        review.subjectId as OwnPostId,
        { actor: actorOf(review), now },
        (post) => {
          const event = nextEvent(post, review);
          const move = event === null ? null : moveOwnPost(post, event, now);
          if (event === null || move === null || 'refused' in move) return null;
          const isThere = nextEvent({ ...move.post, reviewVersion: post.reviewVersion }, review) === null;
          const { words } = review.steps.at(-1) ?? {};
          return {
            next: { ...move.post, reviewId: review.id, ...(isThere ? { reviewVersion: review.version } : {}) },
            event,
            ...(words === undefined ? {} : { note: words }),
          };
        },
      );
      if (moved === null) break;
    }
    if (review.state === 'withdrawn') await stopCopies(deps, review.subjectId as OwnPostId, { ...steps, now });
  };
  return {
    reviewed: { kind: 'own-post', follow },
    syncReview: async (post, now) => {
      const { id: subjectId, title, unitId, unitPath, author, formerAuthors = [], contentHash } = post;
      const known = await steps.ensureReview(
        { kind: 'own-post', subjectId, unitPath },
        (given) =>
          openReview(
            {
              ...{ kind: 'own-post', subjectId, title, unitId, unitPath, author, formerAuthors },
              ...{ dueBy: post.scheduledFor, contentHash },
            },
            { ...given, at: now },
          ),
        { actor: { kind: 'person', personId: author.id, name: author.name }, now },
      );
      const isAsked = known.state === 'returned' || known.contentHash !== contentHash;
      const review = isAsked ? await steps.handInReview(known, { contentHash, title, formerAuthors }, author) : known;
      if (review.contentHash !== contentHash) return null;
      await follow(review);
      await steps.reviewFollowed(review);
      return review;
    },
  };
}

function actorOf({ steps }: Review): Actor {
  const last = steps.at(-1);
  return last === undefined || last.by === 'rule' ? ACTOR : { kind: 'person', personId: last.by, name: last.name };
}

/** Jobs that have called nothing are stopped; what a call may have published is looked for until it is seen. */
async function stopCopies(
  { storage, ids }: ServiceDeps,
  id: OwnPostId,
  { stepCopy, now }: { readonly stepCopy: StepCopy; readonly now: Instant },
): Promise<void> {
  const post = await storage.ownPosts.byId(id, null);
  if (post?.state !== 'withdrawn') return;
  for (const { accountId, state } of post.copies) {
    if (state !== 'publishing') continue;
    const job = await storage.publishJobs.byOwnPost(id, accountId);
    const event =
      job === null
        ? null
        : jobEvent({ eventId: ids.eventId(), actor: ACTOR, now, job, to: 'cancelled', reason: 'withdrawn' });
    const isStopped =
      job === null ||
      job.state === 'cancelled' ||
      (event !== null && (await storage.publishJobs.cancelUncalled(job.id, event)));
    if (isStopped) await stepCopy({ id, accountId }, 'cancel', { actor: ACTOR, now, reason: 'withdrawn' });
  }
}
