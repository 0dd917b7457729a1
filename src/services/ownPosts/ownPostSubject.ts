import { jobEvent } from '../../domain/alerts/events';
import type { PlatformFailure } from '../../domain/errors';
import type { OwnPostSubject } from '../../domain/mandates/jobSubject';
import type { JobState, PublishJob } from '../../domain/mandates/mandate';
import type { Copy, OwnPost } from '../../domain/ownPosts/ownPost';
import { systemActor } from '../actors';
import type { ServiceDeps } from '../settings';
import type { ClaimedJob, PublishedSubject } from '../steps';
import type { StepCopy } from './changeOwnPost';
import { isChannelOf } from './forms';

const ACTOR = systemActor('publish');

/** A copy of an own item as what a job publishes: the item decides, and its copy follows. */
export function createOwnPostSubject(deps: ServiceDeps, stepCopy: StepCopy): PublishedSubject {
  const { storage } = deps;
  return {
    kind: 'own-post',
    isWanted: async (claimed) => {
      const { job, record, now } = claimed;
      const of = ownOf(job);
      const place = { id: of.ownPostId, accountId: job.accountId };
      const before = await storage.ownPosts.byId(of.ownPostId, null);
      // Its queueing was interrupted between the job and the copy.
      const post =
        copyOf(before, job)?.state === 'waiting'
          ? await stepCopy(place, 'queue', { actor: ACTOR, now, jobId: job.id })
          : before;
      const copy = copyOf(post, job);
      if (post === null || copy === undefined || copy.state !== 'publishing') {
        await settle(deps, claimed, unwantedState(copy, job));
        return false;
      }
      // A call that may have gone through is asked after, whatever became of the item.
      if (job.callMayHaveHappened) return true;
      const isGone = record === undefined || !isChannelOf(post.unitId, record);
      if (!isGone && post.state === 'publishing' && post.contentHash === of.contentHash) return true;
      await settle(deps, claimed, 'cancelled');
      await stepCopy(place, 'cancel', { actor: ACTOR, now, reason: isGone ? 'channel-gone' : 'withdrawn' });
      return false;
    },
    whyCalledOff: async (job) => {
      const { ownPostId, contentHash } = ownOf(job);
      const post = await storage.ownPosts.byId(ownPostId, null);
      const review = await storage.reviews.ofSubject('own-post', ownPostId);
      const [record] = await storage.accounts.byIds([job.accountId]);
      const isPassed = review?.state === 'passed' && review.contentHash === contentHash;
      if (post !== null && (record === undefined || !isChannelOf(post.unitId, record)))
        return calledOff('retry-later', 'own-post-channel-gone', 'The account is not of the unit any more.');
      if (post?.state === 'publishing' && post.contentHash === contentHash && isPassed)
        return copyOf(post, job)?.state === 'publishing'
          ? null
          : calledOff('retry-later', 'no-longer-wanted', 'The copy moved while it was prepared.');
      return calledOff('retry-later', 'own-post-withdrawn', 'The item was withdrawn.');
    },
    follow: async (job, { event, ...details }, now) => {
      const place = { id: ownOf(job).ownPostId, accountId: job.accountId };
      if (event === 'platform-accepted') {
        // Done means seen: look at once, and again and again, until it is. Before the copy says so: a look finds it too
        // while it is being published, and nobody mends a copy that says it was taken.
        await storage.accounts.expediteLooks([job.accountId], now);
        await stepCopy(place, 'accept', { actor: ACTOR, now });
        return;
      }
      const reason = 'manualReason' in details ? details.manualReason : 'gave-up';
      await stepCopy(place, 'hand-over', { actor: ACTOR, now, reason });
    },
  };
}

function ownOf({ id, subject }: PublishJob): OwnPostSubject {
  if (subject.kind !== 'own-post') throw new Error(`Publish job ${id} is of no own item.`);
  return subject;
}

function copyOf(post: OwnPost | null, { accountId }: PublishJob): Copy | undefined {
  return post?.copies.find((copy) => copy.accountId === accountId);
}

/** A copy that was seen and whose job had called was published by that call, as far as anybody can tell. */
function unwantedState(copy: Copy | undefined, { callMayHaveHappened }: PublishJob): JobState {
  switch (copy?.state) {
    case 'seen':
      return callMayHaveHappened ? 'published' : 'cancelled';
    case 'submitted':
      return 'submitted';
    case 'manual':
      return 'failed';
    default:
      return 'cancelled';
  }
}

async function settle({ storage, ids }: ServiceDeps, { job, token, now }: ClaimedJob, state: JobState): Promise<void> {
  await storage.publishJobs.settle(job.id, token, { state, dueAt: now, attempt: job.attempt, settledAt: now }, [
    jobEvent({ eventId: ids.eventId(), actor: ACTOR, now, job, to: state, reason: 'no-longer-wanted' }),
  ]);
}

function calledOff(remedy: PlatformFailure['remedy'], code: string, message: string): PlatformFailure {
  return { remedy, code, message, retryAfterMs: null };
}
