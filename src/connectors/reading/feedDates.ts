import type { PublishedAt } from '../../domain/time/instant';
import { readPublished } from '../../domain/time/readTime';

/** The dates of one feed, in order. A feed in which every readable date is midnight knows only days and says so. */
export function readFeedDates(texts: readonly (string | null)[]): readonly (PublishedAt | null)[] {
  const asDays = texts.map((text) => readPublished(text, { midnightMeansDay: true }));
  const knowsTimes = asDays.some((date) => date?.precision === 'instant');
  return knowsTimes ? texts.map((text) => readPublished(text)) : asDays;
}
