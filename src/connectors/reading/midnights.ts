import type { PublishedAt } from '../../domain/time/instant';
import { readPublished } from '../../domain/time/readTime';

/** The dates of one list as its texts say, in order. */
export function readDates(texts: readonly (string | null)[]): readonly (PublishedAt | null)[] {
  return settleMidnights(texts.map((text) => readPublished(text)));
}

/**
 * A list in which every time is midnight knows only days and is read so: a repost of the same day would else seem to be
 * published before its original.
 */
export function settleMidnights(dates: readonly (PublishedAt | null)[]): readonly (PublishedAt | null)[] {
  const asDays = dates.map((date) =>
    date?.precision === 'instant' ? (readPublished(date.original, { midnightMeansDay: true }) ?? date) : date,
  );
  return asDays.some((date) => date?.precision === 'instant') ? dates : asDays;
}
