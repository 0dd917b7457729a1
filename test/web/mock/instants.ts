/**
 * Instants of the mock world hang on the moment it was made, so that ages and countdowns look as they would on a real
 * day.
 */
const HOUR_MS = 3_600_000;

export interface WorldClock {
  at(hoursFromNow: number): string;
  readonly nowMs: number;
}

export function worldClock(nowMs: number): WorldClock {
  return { nowMs, at: (hoursFromNow) => new Date(nowMs + Math.round(hoursFromNow * HOUR_MS)).toISOString() };
}

/** 24 hexadecimal digits: one letter for the kind of thing, then its number. */
export function mockId(kind: 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | '8', number: number): string {
  return `${kind}0${String(number).padStart(22, '0')}`;
}

/** `YYYY-MM-DD` in Asia/Shanghai. */
export function civilDate(instantMs: number): string {
  return new Date(instantMs + 8 * HOUR_MS).toISOString().slice(0, 10);
}
