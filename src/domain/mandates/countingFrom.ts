import type { PublishedAt } from '../time/instant';
import type { Mandate } from './mandate';

/** From when the deadlines of a mandate are counted: its publication, or the instant a person bound it from. */
export function countingFrom({
  publishedAt,
  countsFromAt = null,
}: Pick<Mandate, 'publishedAt' | 'countsFromAt'>): PublishedAt {
  return countsFromAt === null ? publishedAt : { precision: 'instant', at: countsFromAt, original: '' };
}
