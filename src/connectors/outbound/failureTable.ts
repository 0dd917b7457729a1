import type { Remedy } from '../../domain/errors';
import { addCivilDays, civilDateOf, startOfCivilDate } from '../../domain/time/civil';
import { HOUR_MS, MINUTE_MS } from '../../domain/time/instant';
import type { Instant } from '../../domain/time/instant';
import type { Blind } from './readFailures';

/** When a platform will hear us again: at the next full hour, the next day (+08:00), or after so many milliseconds. */
type Wait = 'next-hour' | 'next-day' | number;

/** What a platform's table says of one code. */
export interface FailureRow {
  /** How a read ends by it. */
  readonly sight: Blind['outcome'];
  readonly remedy: Remedy;
  readonly words: string;
  readonly wait?: Wait;
  /** The credential's time is over. */
  readonly expired?: true;
}

export const row = (sight: Blind['outcome'], remedy: Remedy, words: string): FailureRow => ({ sight, remedy, words });
/** The same, heard again only after a while. */
export const after = (wait: Wait, found: FailureRow): FailureRow => ({ ...found, wait });

/** How long to wait by a row, in milliseconds from `now`; null where the platform does not say. */
export function waitMsOf({ wait }: FailureRow, now: Instant): number | null {
  if (wait === undefined || typeof wait === 'number') return wait ?? null;
  const nowMs = now.getTime();
  if (wait === 'next-hour') return HOUR_MS - (nowMs % HOUR_MS);
  return startOfCivilDate(addCivilDays(civilDateOf(now), 1)).getTime() - nowMs + MINUTE_MS;
}
