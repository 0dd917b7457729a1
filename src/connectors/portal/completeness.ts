import { earliestOf, latestOf } from '../../domain/time/published';
import type { Instant, PublishedAt } from '../../domain/time/instant';

/** What the order of a list says: which heads are pinned, and from when on it holds everything. */
export interface ListOrder {
  readonly pinned: number;
  readonly completeFromAt: Instant | null;
}

/** Pages pin a few notices above the rest, not many. */
const MOST_PINNED = 5;

/**
 * A list in order of time, newest first, shows everything from its last entry on. Up to five older entries at the head
 * are pinned and prove nothing. A list in no order at all may be any choice of entries: then nothing can be said. Where
 * the last entry gives only its day, the list may be cut within that day: complete from the next day on.
 */
export function judgeOrder(dates: readonly PublishedAt[]): ListOrder {
  const last = dates.at(-1);
  if (last === undefined) return { pinned: 0, completeFromAt: null };
  for (let pinned = 0; pinned <= Math.min(MOST_PINNED, dates.length - 1); pinned += 1) {
    if (!descends(dates.slice(pinned))) continue;
    return { pinned, completeFromAt: firstProven(last) };
  }
  const first = dates[0];
  return {
    pinned: 0,
    completeFromAt: first !== undefined && descends([...dates].reverse()) ? firstProven(first) : null,
  };
}

function descends(dates: readonly PublishedAt[]): boolean {
  return dates.every((date, at) => {
    const before = dates[at - 1];
    if (before === undefined) return true;
    // The bound of a bare day is the first instant after it, and no longer part of it.
    return before.precision === 'day' ? latestOf(before) > earliestOf(date) : before.at >= earliestOf(date);
  });
}

function firstProven(oldest: PublishedAt): Instant {
  return oldest.precision === 'day' ? latestOf(oldest) : oldest.at;
}
