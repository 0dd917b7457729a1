/**
 * A stretch of a text that is somebody's personal data, and how many letters, digits and characters of it stay readable at
 * either end; blanks and hyphens between do not count.
 */
export interface PersonalSpan {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly keepHead: number;
  readonly keepTail: number;
}

export function span(from: number, to: number, [keepHead, keepTail]: readonly [number, number]): PersonalSpan {
  return { from, to, keepHead, keepTail };
}
