const MINUTE_MS = 60_000;

/** Whole days, hours and minutes of a length of time; a running remainder is cut, never rounded up. */
export interface Span {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

export function spanOf(lengthMs: number): Span {
  const minutes = Math.max(0, Math.floor(lengthMs / MINUTE_MS));
  return { days: Math.floor(minutes / 1440), hours: Math.floor((minutes % 1440) / 60), minutes: minutes % 60 };
}

/** Milliseconds from `now` to an instant; negative once it has passed. */
export function msUntil(instant: string, now: number): number {
  return new Date(instant).getTime() - now;
}
