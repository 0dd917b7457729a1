import { CIVIL_OFFSET_MS } from '../domain/time/civil';
import { HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../domain/time/instant';

/** The last planned instant at or before `now`. Periods are counted from civil midnight. */
export function lastPlanned(now: Instant, everyMs: number): Instant {
  const civil = now.getTime() + CIVIL_OFFSET_MS;
  return new Date(civil - (civil % everyMs) - CIVIL_OFFSET_MS);
}

/**
 * The cron pattern of a period: the largest one that divides a minute, an hour or a day without rest and is not longer
 * than asked for, so that planned instants are the same in every process and after every restart.
 */
export function cronPattern(everyMs: number): string {
  const { unit, count } = wholePeriod(everyMs);
  if (unit === 'second') return `*/${count} * * * * *`;
  if (unit === 'minute') return `0 */${count} * * * *`;
  return count === 24 ? '0 0 0 * * *' : `0 0 */${count} * * *`;
}

/** The period that `cronPattern` really ticks at, in milliseconds. */
export function tickPeriodMs(everyMs: number): number {
  const { unit, count } = wholePeriod(everyMs);
  return count * { second: SECOND_MS, minute: MINUTE_MS, hour: HOUR_MS }[unit];
}

function wholePeriod(everyMs: number): { unit: 'second' | 'minute' | 'hour'; count: number } {
  if (everyMs < MINUTE_MS)
    return { unit: 'second', count: largestDivisor(60, Math.max(1, Math.floor(everyMs / SECOND_MS))) };
  if (everyMs < HOUR_MS) return { unit: 'minute', count: largestDivisor(60, Math.floor(everyMs / MINUTE_MS)) };
  return { unit: 'hour', count: largestDivisor(24, Math.floor(everyMs / HOUR_MS)) };
}

function largestDivisor(of: number, atMost: number): number {
  for (let candidate = Math.min(of, atMost); candidate > 1; candidate -= 1) if (of % candidate === 0) return candidate;
  return 1;
}
