import { Refusal } from '../../domain/errors';
import type { PublishJob } from '../../domain/mandates/mandate';
import { MANUAL_REASON } from '../../domain/mandates/manualEnd';
import { moveWatch } from '../../domain/ownPosts/ownPostTable';
import type { Copy, OwnPost } from '../../domain/ownPosts/ownPost';
import type { Instant } from '../../domain/time/instant';
import type { AccountRecord } from '../../ports/storage';
import { accountsById } from '../accountsById';
import { systemActor } from '../actors';
import { tally } from '../runWorkers';
import type { ServiceDeps } from '../settings';
import type { ChangeOwnPost, StepCopy } from './changeOwnPost';
import type { OwnPostServices } from './contract';
import { isChannelOf } from './forms';
import type { OwnPostReviews } from './ownPostReview';

const ACTOR = systemActor('mend');
type Outcome = 'watch' | 'review' | 'submitted' | 'manual' | 'cancelled' | 'never-shown' | 'failed' | 'in-order';

/**
 * Makes items agree with their reviews, and copies with their jobs, where the process died between the two; hands over
 * copies that a platform took but never showed although the account was seen well; ends the time in which copies are
 * looked at.
 */
export function createMendOwnPosts(
  deps: ServiceDeps,
  steps: Pick<OwnPostReviews, 'syncReview'> & { readonly stepCopy: StepCopy; readonly changeOwnPost: ChangeOwnPost },
): OwnPostServices['mendOwnPosts'] {
  const { storage, clock, log, settings } = deps;
  const { syncReview, stepCopy, changeOwnPost } = steps;
  let cursor: string | null = null;
  return async (limit) => {
    const now = clock.now();
    const page = await storage.ownPosts.open({ limit, cursor });
    cursor = page.nextCursor;
    const outcomes: Outcome[] = [];
    for (const { id } of await storage.ownPosts.watchOver(now, limit))
      try {
        const moved = await changeOwnPost(id, { actor: ACTOR, now }, (post) => {
          const next = moveWatch(post, settings.ownPosts.watch, now);
          return next === null ? null : { next, event: 'watch-over' };
        });
        if (moved !== null) outcomes.push('watch');
      } catch (error) {
        // It holds up nobody behind it.
        log.error('own-post-watch-not-ended', error, { ownPost: id });
        outcomes.push('failed');
      }
    for (const post of page.items)
      try {
        if (post.state === 'in-review') outcomes.push(await mendReview(deps, post, { syncReview, now }));
        const records = await accountsById(storage, post.copies);
        for (const copy of post.copies)
          outcomes.push(await mendCopy(deps, { post, copy, record: records.get(copy.accountId), stepCopy, now }));
      } catch (error) {
        // It holds up nobody behind it.
        log.error('own-post-not-mended', error, { ownPost: post.id });
        outcomes.push('failed');
      }
    const { 'in-order': _inOrder, ...mended } = tally(outcomes);
    return mended;
  };
}

/** A change whose review was not told: what was passed is not what it says. */
async function mendReview(
  { storage }: ServiceDeps,
  post: OwnPost,
  { syncReview, now }: Pick<OwnPostReviews, 'syncReview'> & { readonly now: Instant },
): Promise<Outcome> {
  const review = await storage.reviews.ofSubject('own-post', post.id);
  // One that is passed has nothing to wait for: the item was changed and changed back.
  if (review !== null && review.state !== 'passed' && review.contentHash === post.contentHash) return 'in-order';
  try {
    return (await syncReview(post, now)) === null ? 'in-order' : 'review';
  } catch (error) {
    // Somebody has just taken a step: the next round compares again.
    if (error instanceof Refusal) return 'in-order';
    throw error;
  }
}

async function mendCopy(
  deps: ServiceDeps,
  of: {
    readonly post: OwnPost;
    readonly copy: Copy;
    readonly record: AccountRecord | undefined;
    readonly stepCopy: StepCopy;
    readonly now: Instant;
  },
): Promise<Outcome> {
  const { post, copy, record, stepCopy, now } = of;
  const at = { id: post.id, accountId: copy.accountId };
  if (copy.state !== 'publishing' && copy.state !== 'submitted') return 'in-order';
  const job = await deps.storage.publishJobs.byOwnPost(post.id, copy.accountId);
  if (copy.state === 'submitted') {
    if (!isNeverShown(deps, { job, record })) return 'in-order';
    await stepCopy(at, 'hand-over', { actor: ACTOR, now, reason: 'not-shown' });
    return 'never-shown';
  }
  switch (job?.state) {
    case 'submitted':
      await deps.storage.accounts.expediteLooks([copy.accountId], now);
      await stepCopy(at, 'accept', { actor: ACTOR, now });
      return 'submitted';
    case 'failed':
      await stepCopy(at, 'hand-over', { actor: ACTOR, now, reason: reasonOf(job) });
      return 'manual';
    case 'cancelled': {
      const isGone = record === undefined || !isChannelOf(post.unitId, record);
      if (post.state === 'withdrawn' || isGone) {
        const reason = post.state === 'withdrawn' ? 'withdrawn' : 'channel-gone';
        await stepCopy(at, 'cancel', { actor: ACTOR, now, reason });
        return 'cancelled';
      }
      // Called off because it stood there already: the next look finds it again.
      if (!isNeverShown(deps, { job, record })) return 'in-order';
      await stepCopy(at, 'hand-over', { actor: ACTOR, now, reason: 'not-shown' });
      return 'never-shown';
    }
    default:
      return 'in-order';
  }
}

function reasonOf({ errors }: PublishJob): (typeof MANUAL_REASON)[keyof typeof MANUAL_REASON] | 'gave-up' {
  const remedy = errors.at(-1)?.remedy;
  return remedy === undefined ? 'gave-up' : MANUAL_REASON[remedy];
}

function isNeverShown(
  { settings }: ServiceDeps,
  { job, record }: { readonly job: PublishJob | null; readonly record: AccountRecord | undefined },
): boolean {
  const takenAt = job?.receipt?.acceptedAt ?? job?.settledAt ?? null;
  const lastSightAt = record?.facts.lastSightAt ?? null;
  if (takenAt === null || lastSightAt === null) return false;
  return lastSightAt.getTime() - takenAt.getTime() >= settings.publishing.submittedPatienceMs;
}
