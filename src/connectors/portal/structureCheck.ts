import { earliestOf } from '../../domain/time/published';
import { DAY_MS } from '../../domain/time/instant';
import type { Instant } from '../../domain/time/instant';
import type { AccountAccess, Collected } from '../../ports/connectors';
import { endAs } from './lookDetails';
import { toBlind } from './rows';

/** A list that gives days, and a clock that is off, may differ by this much. */
const TOLERANCE_MS = DAY_MS;
/** What was seen at the last sight was still listed then; columns are looked at far more often than this. */
const SURELY_LISTED_MS = 30 * DAY_MS;

/**
 * A list that reaches back beyond the newest article we know has to show one of those we saw last; if it shows none, it
 * is another list, or another page in the old one's place, and no sight of this column. A busy column may have turned
 * over meanwhile: then its oldest row is newer than what we know, and nothing is said.
 */
export function checkStructure(
  collected: Collected,
  access: Pick<AccountAccess, 'lastSeenIdentities' | 'lastSeenNewestAt'>,
  startedAt: Instant,
): Collected {
  const known = access.lastSeenIdentities ?? [];
  if (collected.outcome !== 'items' || known.length === 0) return collected;
  const shown = new Set(collected.items.map((item) => item.identity));
  if (known.some((identity) => shown.has(identity))) return collected;
  // Pinned rows are old by choice and say nothing about how far the list reaches back.
  const oldestMs = Math.min(
    ...collected.items.filter((item) => !item.pinned).map((item) => earliestOf(item.publishedAt).getTime()),
  );
  const knownMs =
    access.lastSeenNewestAt == null
      ? startedAt.getTime() - SURELY_LISTED_MS
      : access.lastSeenNewestAt.getTime() - TOLERANCE_MS;
  return oldestMs < knownMs ? toBlind(endAs('canary-missing')) : collected;
}
