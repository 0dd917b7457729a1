import type { Mandate } from '../../domain/mandates/mandate';
import { civilDateOf, startOfCivilDate } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
import { earliestOf } from '../../domain/time/published';

/**
 * From when on a post can be the repost: the start of the policy's day, because a repost may carry only a date and
 * clocks differ.
 */
export function repostsCountFrom(mandate: Mandate): Instant;
export function repostsCountFrom(mandate: Mandate | null): Instant | null;
export function repostsCountFrom(mandate: Mandate | null): Instant | null {
  return mandate === null ? null : startOfCivilDate(civilDateOf(earliestOf(mandate.publishedAt)));
}
