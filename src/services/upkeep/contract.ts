import type { Counts } from '../workRun';

/** What keeps the store in order. */
export interface UpkeepServices {
  /** Removes what has had its end long ago, at most `limit` of each kind; what is left goes with the next run. */
  forgetExpired(limit: number): Promise<Counts>;
}
