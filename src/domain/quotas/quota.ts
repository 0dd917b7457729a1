import { addCivilDays, civilDateOf, startOfCivilDate } from '../time/civil';
import type { CivilDate, Instant } from '../time/instant';

/**
 * What a platform lets one account do in a period: its own figures, stated by its connector. Calls are counted before
 * they are made (`callQuota`), looks are spread over what is left of the day (`nextLook`), reposts are planned ahead
 * (`planPublishing`).
 */
export interface Quota {
  readonly key: QuotaKey;
  readonly limit: number;
  /** An hour rolls; civil days and months turn at midnight. */
  readonly period: 'hour' | 'civil-day' | 'civil-month';
}
export type QuotaKey = 'posts-per-hour' | 'posts-per-day' | 'mass-sends-per-day' | 'mass-sends-per-month';

/**
 * The last tenth of every quota is kept for what must not fail: publishing and confirming rather than looking, what is
 * due within the period rather than what is due after it.
 */
export const RESERVED_SHARE = 0.1;

/** The civil period an instant lies in, half-open. */
export function civilPeriodOf(
  period: Exclude<Quota['period'], 'hour'>,
  at: Instant,
): { readonly from: Instant; readonly until: Instant } {
  const today = civilDateOf(at);
  if (period === 'civil-day') return { from: startOfCivilDate(today), until: startOfCivilDate(addCivilDays(today, 1)) };
  const first = `${today.slice(0, 7)}-01` as CivilDate;
  const [year = 0, month = 0] = first.split('-').map(Number);
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
  return { from: startOfCivilDate(first), until: startOfCivilDate(next as CivilDate) };
}
