import type { LookId } from '../ids';
import { civilDateOf, startOfCivilDate } from '../time/civil';
import type { Instant } from '../time/instant';
import type { LastList } from './lastList';
import type { Look } from './look';

/**
 * Looks that found what the one before had found are kept with the first of them: of each its beginning and its end.
 * What they have in common (outcome, coverage, list) stands there once. Nothing of a look is lost by it.
 */
export interface LookRun {
  readonly first: Look;
  /** A line a look, in the order in which they were added. */
  readonly again: readonly string[];
}

/** The stored look that found an account's list, which looks that find it again are kept with. */
export interface RunRow {
  readonly id: LookId;
  readonly startedAt: Instant;
}

/** Rows are written anew with each look: beyond this they would not fit into a page of the store beside others. */
export const MOST_REPEATS = 63;

/** Whether the look has found what the account's list says already, and nothing new. */
export function isRepeat(
  list: LastList,
  look: Pick<Look, 'outcome' | 'detail' | 'coverage' | 'completeFromAt' | 'itemCount' | 'newCount'>,
): boolean {
  return (
    look.outcome === list.outcome &&
    look.detail === list.detail &&
    look.coverage === list.coverage &&
    look.itemCount === list.itemCount &&
    look.newCount === 0 &&
    look.completeFromAt?.getTime() === list.completeFromAt?.getTime()
  );
}

/** A run ends with the civil day, so that days are rolled up row by row. */
export function runsSince(look: Pick<Look, 'startedAt'>): Instant {
  return startOfCivilDate(civilDateOf(look.startedAt));
}

/** What the id of a look is made of that is kept with another: it need not be stored. */
export function repeatKey(rowId: LookId, startedAt: Instant): string {
  return `${rowId}:${startedAt.getTime()}`;
}

const BASE = 36;

/** The line of a look in the row of the first. */
export function repeatLine(
  firstStartedAt: Instant,
  { startedAt, endedAt }: Pick<Look, 'startedAt' | 'endedAt'>,
): string {
  const afterMs = startedAt.getTime() - firstStartedAt.getTime();
  const tookMs = endedAt.getTime() - startedAt.getTime();
  return `${afterMs.toString(BASE)}.${tookMs.toString(BASE)}`;
}

/** Each look of a run as it was. `idOf` makes an id of its key. */
export function looksOf({ first, again }: LookRun, idOf: (key: string) => LookId): readonly Look[] {
  const repeats = again.map((line): Look => {
    const [afterMs = 0, tookMs = 0] = line.split('.').map((part) => Number.parseInt(part, BASE));
    const startedAt = new Date(first.startedAt.getTime() + afterMs);
    return {
      ...first,
      id: idOf(repeatKey(first.id, startedAt)),
      startedAt,
      endedAt: new Date(startedAt.getTime() + tookMs),
      newCount: 0,
      futureDatedCount: 0,
    };
  });
  return [first, ...repeats];
}
