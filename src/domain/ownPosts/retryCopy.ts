import type { AccountFacts } from '../accounts/facts';
import { LISTS_OWN_PUBLISHING_ONLY, type Platform } from '../accounts/account';
import { seesBackTo } from '../mandates/absence';
import { hasFinalAnswer } from '../mandates/finalAnswer';
import type { PublishJob } from '../mandates/mandate';
import type { Instant } from '../time/instant';
import type { Copy, HandReason, OwnPost } from './ownPost';

/**
 * Why a copy that a person is to make cannot go back to the interface; null: it can. `not-shown`: the platform has
 * taken it already, and a second call would make a second post. `gave-up`: it has said for good what became of it.
 */
export function retryObstacle(
  { state }: Pick<Copy, 'state'>,
  job: Pick<PublishJob, 'state' | 'progress' | 'errors'> | null,
  byHand: HandReason | null,
): HandReason | 'not-by-hand' | null {
  if (state !== 'manual') return 'not-by-hand';
  if (byHand !== null) return byHand;
  if (job === null) return null;
  if (job.state === 'failed') return hasFinalAnswer(job) ? 'gave-up' : null;
  return job.state === 'submitted' ? 'not-shown' : 'gave-up';
}

type Seen = Pick<AccountFacts, 'lastSightAt' | 'lastLookAt' | 'consecutiveBlindLooks' | 'coverage' | 'completeFromAt'>;

/**
 * Whether a copy that went back to the interface may be published: only after the account was seen since, back to when
 * publishing began, so that one that somebody has made meanwhile is found and not doubled. `not-visible`: that
 * cannot be known there.
 */
export function mayPublishResumed(
  { resumedAt = null }: Pick<Copy, 'resumedAt'>,
  { begunAt, createdAt }: Pick<OwnPost, 'begunAt' | 'createdAt'>,
  seen: { readonly facts: Seen; readonly platform: Platform; readonly blindLooks: number },
): 'yes' | 'look-first' | 'not-visible' {
  if (resumedAt === null) return 'yes';
  const { facts, platform, blindLooks } = seen;
  if (isSince(facts.lastSightAt, resumedAt)) {
    const seesAll =
      facts.coverage === 'partial' ||
      LISTS_OWN_PUBLISHING_ONLY.includes(platform) ||
      seesBackTo(facts, begunAt ?? createdAt);
    return seesAll ? 'yes' : 'not-visible';
  }
  return isSince(facts.lastLookAt, resumedAt) && facts.consecutiveBlindLooks >= blindLooks
    ? 'not-visible'
    : 'look-first';
}

/** A look of the very instant may have read the list just before somebody published. */
function isSince(at: Instant | null, from: Instant): boolean {
  return at !== null && at > from;
}
