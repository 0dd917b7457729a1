import { listText, type LastList } from '../../domain/accounts/lastList';
import type { Collected } from '../../ports/connectors';
import type { Hasher } from '../../ports/runtime';
import type { AccountRecord } from '../../ports/storage';

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

function digestOf({ items }: Pick<Collected, 'items'>, hasher: Hasher): string {
  return hasher.sha256(listText(items));
}
