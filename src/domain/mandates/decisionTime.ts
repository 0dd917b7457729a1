import { HOUR_MS, type Instant } from '../time/instant';

/**
 * Half a day: a deadline is the end of a working day, and before noon of it those who decide and those who repost by
 * hand are still at work.
 */
const DECISION_LEAD_MS = 12 * HOUR_MS;

/** From this instant on, what nobody has decided yet is hardly reposted in time any more. */
export function decidedTooLateAt(dueBy: Instant): Instant {
  return new Date(dueBy.getTime() - DECISION_LEAD_MS);
}
