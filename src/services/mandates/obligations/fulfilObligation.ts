import { canonicalJson } from '../../../domain/alerts/ledgerChain';
import { jobEvent } from '../../../domain/alerts/events';
import type { Actor } from '../../../domain/cases/case';
import type { Post } from '../../../domain/accounts/post';
import type { AccountId, LookId, ObligationId } from '../../../domain/ids';
import type { FulfilmentBasis, FulfilmentEvidence } from '../../../domain/mandates/mandate';
import type { Instant } from '../../../domain/time/instant';
import type { Hasher } from '../../../ports/runtime';
import { systemActor } from '../../actors';
import type { ServiceDeps } from '../../settings';
import type { StepObligation } from './stepObligation';

export interface FulfillingPost {
  readonly post: Post;
  /** The column that carries it, where a site owes the repost. */ readonly columnId?: AccountId;
  readonly basis: FulfilmentBasis;
  readonly similarity: number | null;
  readonly lookId: LookId;
  /** Who accepted it, where no rule recognised it. */ readonly by?: { readonly actor: Actor; readonly note: string };
}
export type FulfilObligation = (id: ObligationId, by: FulfillingPost, now: Instant) => Promise<void>;

/**
 * Done means seen: the obligation is fulfilled with the post as evidence. The job is marked first, because an
 * obligation that is still open is found again by the next look, and a job nobody looks for is not.
 */
export function createFulfilObligation(
  { storage, ids, hasher }: ServiceDeps,
  stepObligation: StepObligation,
): FulfilObligation {
  const actor = systemActor('observe');
  return async (id, by, now) => {
    const job = await storage.publishJobs.byObligation(id);
    if (job !== null && job.state !== 'published' && job.state !== 'cancelled') {
      const event = jobEvent({ eventId: ids.eventId(), actor, now, job, to: 'published', reason: by.basis });
      // A job that has called nothing yet has not published this post: a person was quicker, and the job must not
      // follow.
      if (!(await storage.publishJobs.markPublished(job.id, now, event))) {
        await storage.publishJobs.cancel(
          job.id,
          jobEvent({ eventId: ids.eventId(), actor, now, job, to: 'cancelled', reason: 'post-seen' }),
        );
      }
    }
    await stepObligation(id, 'post-seen', { ...(by.by ?? { actor }), now, evidence: seal(evidenceOf(by), hasher) });
  };
}

/** What the ledger keeps of the evidence: whoever changes it afterwards cannot change that. */
function seal(evidence: FulfilmentEvidence, hasher: Hasher): FulfilmentEvidence {
  return { ...evidence, seal: hasher.sha256(canonicalJson(evidence)) };
}

/**
 * A post cannot have become public after it was seen: a date in the future is kept as it stands, but does not count.
 */
function evidenceOf({ post, columnId, basis, similarity, lookId }: FulfillingPost): FulfilmentEvidence {
  const countedAt = post.countedAt.getTime() > post.firstSeenAt.getTime() ? post.firstSeenAt : post.countedAt;
  return {
    postId: post.id,
    url: post.url,
    title: post.title,
    publishedAt: post.publishedAt,
    countedAt,
    firstSeenAt: post.firstSeenAt,
    lookId,
    textHash: post.textHash,
    ...(columnId === undefined ? {} : { columnId }),
    basis,
    similarity,
  };
}
