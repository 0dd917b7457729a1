import { HOUR_MS, type Instant } from '../time/instant';
import type { Obligation } from './mandate';

/** Eight hours: a deadline at midnight reaches a person at four in the afternoon, while the office is still there. */
export const HAND_OVER_LEAD_MS = 8 * HOUR_MS;

/**
 * Whether what the machine cannot do just now has to be told to a person, who needs time to do it. Before that an
 * account we cannot see and a platform that does not work are waited for: they mostly come back.
 */
export function isTimeToHandOver(
  { dueBy }: Pick<Obligation, 'dueBy'>,
  now: Instant,
  leadMs: number = HAND_OVER_LEAD_MS,
): boolean {
  return dueBy.getTime() - now.getTime() <= leadMs;
}
