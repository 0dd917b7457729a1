import { addCivilDays, civilDateOf, startOfCivilDate } from './civil';
import type { CivilDate, Instant, PublishedAt } from './instant';

/** The earliest instant the publication can have had. */
export function earliestOf(published: PublishedAt): Instant {
  return published.precision === 'instant' ? published.at : startOfCivilDate(published.on);
}

/**
 * The latest bound. For an exact time it is that instant; for a date alone it is the first instant of the next civil
 * day and is exclusive: the publication was before it.
 */
export function latestOf(published: PublishedAt): Instant {
  return published.precision === 'instant' ? published.at : startOfCivilDate(addCivilDays(published.on, 1));
}

/** The civil day of publication. */
export function dayOf(published: PublishedAt): CivilDate {
  return published.precision === 'instant' ? civilDateOf(published.at) : published.on;
}

/** Ascending order by the earliest possible instant, then by the latest bound. Negative: `one` is first. */
export function compare(one: PublishedAt, other: PublishedAt): number {
  return earliestOf(one).getTime() - earliestOf(other).getTime() || latestOf(one).getTime() - latestOf(other).getTime();
}
