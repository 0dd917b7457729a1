import type { Instant } from '../time/instant';

/** A stretch without posts between two posts. */
export interface Gap {
  readonly fromAt: Instant;
  readonly toAt: Instant;
  readonly gapMs: number;
}

/**
 * The gaps longer than `maxGapMs` between posts that follow each other, oldest first. Lists come pinned first, so the
 * order of the input does not matter. A gap of exactly the limit is not longer than the limit.
 */
export function gapsOver(postAts: readonly Instant[], maxGapMs: number): Gap[] {
  const sorted = [...postAts].sort((one, other) => one.getTime() - other.getTime());
  const gaps: Gap[] = [];
  let fromAt: Instant | null = null;
  for (const toAt of sorted) {
    const gapMs = fromAt === null ? 0 : toAt.getTime() - fromAt.getTime();
    if (fromAt !== null && gapMs > maxGapMs) gaps.push({ fromAt, toAt, gapMs });
    fromAt = toAt;
  }
  return gaps;
}
