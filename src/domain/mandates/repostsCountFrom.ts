import type { Mandate } from './mandate';
import { civilDateOf, startOfCivilDate } from '../time/civil';
import type { Instant } from '../time/instant';
import { earliestOf } from '../time/published';

/**
 * From when on a post can be the repost: the start of the policy's day, because a repost may carry only a date and
 * clocks differ.
 */
export function repostsCountFrom(mandate: Mandate): Instant;
export function repostsCountFrom(mandate: Mandate | null): Instant | null;
export function repostsCountFrom(mandate: Mandate | null): Instant | null {
  return mandate === null ? null : startOfCivilDate(civilDateOf(earliestOf(mandate.publishedAt)));
}
