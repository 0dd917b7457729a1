import { HOUR_MS, type Instant } from '../time/instant';

/** Lines that are not there between the first number of a page and its last. */
export interface LogGap {
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly count: number;
}

/** Nobody writes a number for that long: what is missing before an older line was removed. */
const WRITTEN_WITHIN_MS = HOUR_MS;

/**
 * The lines of a page that can be told now: up to the first number that somebody may still be writing. What is missing
 * before older lines is no longer kept, which the gap says.
 */
export function tellable<L extends { readonly seq: number; readonly changedAt: Instant }>(
  page: readonly L[],
  { after, now }: { readonly after: number; readonly now: Instant },
): { readonly lines: readonly L[]; readonly gap: LogGap | null } {
  const lines: L[] = [];
  const missed: LogGap[] = [];
  let last = after;
  for (const line of page) {
    const missing = line.seq - last - 1;
    if (missing > 0) {
      if (now.getTime() - line.changedAt.getTime() < WRITTEN_WITHIN_MS) break;
      missed.push({ fromSeq: last + 1, toSeq: line.seq - 1, count: missing });
    }
    lines.push(line);
    last = line.seq;
  }
  const [first] = missed;
  if (first === undefined) return { lines, gap: null };
  const count = missed.reduce((sum, one) => sum + one.count, 0);
  return { lines, gap: { fromSeq: first.fromSeq, toSeq: missed.at(-1)?.toSeq ?? first.toSeq, count } };
}
