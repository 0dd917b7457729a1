import { MINUTE_MS, type Instant } from '../time/instant';
import { earliestOf, latestOf } from '../time/published';
import type { ObservedPost, PostStanding } from './post';

/** How far a platform's clock may be ahead of ours before its "now" is a date in the future. */
export const CLOCK_SKEW_MS = 10 * MINUTE_MS;

export interface AssessedPost {
  readonly countedAt: Instant;
  readonly standing: PostStanding;
}

/**
 * Whether a post counts as proof of life, and as of when. A date in the future is kept as it stands and flagged, never
 * counted. A post cannot be newer than the moment it was seen, so `countedAt` is at most `seenAt`. A date alone counts
 * as the last millisecond of that day: the bound that favours the account, and still within the day.
 */
export function assessPost({ publishedAt }: Pick<ObservedPost, 'publishedAt'>, seenAt: Instant): AssessedPost {
  if (earliestOf(publishedAt).getTime() > seenAt.getTime() + CLOCK_SKEW_MS) {
    return { countedAt: earliestOf(publishedAt), standing: 'future-dated' };
  }
  const latestMs = publishedAt.precision === 'day' ? latestOf(publishedAt).getTime() - 1 : publishedAt.at.getTime();
  return { countedAt: new Date(Math.min(latestMs, seenAt.getTime())), standing: 'counted' };
}
