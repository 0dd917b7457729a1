import { listText, type LastList } from '../../domain/accounts/lastList';
import type { Collected } from '../../ports/connectors';
import type { Hasher } from '../../ports/runtime';
import type { AccountRecord, LookResult } from '../../ports/storage';

/**
 * Whether a look has shown the very list that the account's facts follow already: nothing of it needs to be stored or
 * compared again. Nine looks of ten end here.
 */
export function isKnownList(
  record: AccountRecord,
  collected: Collected,
  hasher: Hasher,
): record is AccountRecord & { readonly lastList: LastList } {
  const { lastList } = record;
  if (lastList === undefined || lastList === null || lastList.outcome !== collected.outcome) return false;
  return collected.sameAsBefore === true || lastList.digest === digestOf(collected, hasher);
}

/** What to remember of a list that was looked through whole, and left nothing open. */
export function listToKeep(collected: Collected, hasher: Hasher): LastList {
  const { outcome, detail, coverage, completeFromAt, items, answerDigest } = collected;
  return {
    digest: digestOf(collected, hasher),
    answerDigest: answerDigest ?? null,
    outcome: outcome as LastList['outcome'],
    detail,
    coverage,
    itemCount: items.length,
    unpinnedCount: items.filter(({ pinned }) => !pinned).length,
    completeFromAt,
  };
}

/**
 * What to remember of a list that was shown again in another answer, as by a newer build time, or found in another way:
 * that answer is the one to be known by now. An answer and what was made of it go together.
 */
export function listAgain(known: LastList, collected: Collected): Pick<LookResult, 'lastList'> {
  const { detail, coverage, completeFromAt, answerDigest = null } = collected;
  const isFoundAlike =
    detail === known.detail &&
    coverage === known.coverage &&
    completeFromAt?.getTime() === known.completeFromAt?.getTime();
  if (!isFoundAlike) return { lastList: { ...known, detail, coverage, completeFromAt, answerDigest } };
  return answerDigest === null || answerDigest === known.answerDigest ? {} : { lastList: { ...known, answerDigest } };
}

function digestOf({ items }: Pick<Collected, 'items'>, hasher: Hasher): string {
  return hasher.sha256(listText(items));
}
