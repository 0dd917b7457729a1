import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../time/instant';

/** Bounds that the lateness of looks is counted by; the last one stands for everything beyond. */
export const LATENESS_BOUNDS_MS: readonly number[] = [
  SECOND_MS,
  2 * SECOND_MS,
  5 * SECOND_MS,
  10 * SECOND_MS,
  20 * SECOND_MS,
  30 * SECOND_MS,
  MINUTE_MS,
  2 * MINUTE_MS,
  5 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  6 * HOUR_MS,
  24 * HOUR_MS,
];

/**
 * How late looks began, measured from when they were due; null: there were none. Each figure is a bound: "no later
 * than".
 */
export interface LookLateness {
  readonly looks: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
}

/** The smallest bound that `lateMs` does not exceed. */
export function latenessBound(lateMs: number): number {
  return LATENESS_BOUNDS_MS.find((bound) => lateMs <= bound) ?? LATENESS_BOUNDS_MS.at(-1) ?? lateMs;
}

/** Percentiles of counted bounds. */
export function latenessOf(counted: readonly { readonly withinMs: number; readonly looks: number }[]): LookLateness {
  const sorted = [...counted].sort((one, other) => one.withinMs - other.withinMs);
  const looks = sorted.reduce((sum, row) => sum + row.looks, 0);
  const percentile = (share: number): number | null => {
    let seen = 0;
    for (const row of sorted) {
      seen += row.looks;
      if (seen >= share * looks) return row.withinMs;
    }
    return null;
  };
  return looks === 0 ? { looks, p50Ms: null, p99Ms: null } : { looks, p50Ms: percentile(0.5), p99Ms: percentile(0.99) };
}
