import { canonicalUrl } from './canonicalUrl';
import { ownDocNumber } from './docNumber';
import { createDrafts } from './drafts';
import { mergeEntry, newPolicy, type IntakeSource, type SeenEntry } from './mergeEntry';
import type { IdentifiedEntry } from './identify';
import type { Policy, PolicyChange, PolicyIntakeCounts } from './policy';

export interface IntakeInput extends IntakeSource {
  readonly identified: readonly IdentifiedEntry[];
  /** Every stored policy that carries one of the keys. */
  readonly existing: readonly Policy[];
  /** Every stored policy this source listed at the look before. */
  readonly listedBefore: readonly Policy[];
}

export interface IntakePlan {
  readonly inserts: readonly Policy[];
  readonly replaces: readonly { readonly expected: Policy; readonly next: Policy; readonly change: PolicyChange }[];
  readonly counts: PolicyIntakeCounts;
}

/**
 * What one look at a source adds and changes. Entries of one policy are merged, also within the list; a policy that is
 * no longer listed is marked so, which says nothing about its force. `seen-again` is written at most once a civil day,
 * so that a list polled every five minutes does not rewrite every policy each time. The version rises only where what
 * is to be reposted changed: title, 文号, body or a higher authority.
 */
export function planIntake(input: IntakeInput): IntakePlan {
  const drafts = createDrafts([...input.existing, ...input.listedBefore]);
  const tally = { fresh: 0, merged: 0, unchanged: 0, sourceChanged: 0, textChanged: 0 };
  for (const { entry, keys } of input.identified) {
    const seen: SeenEntry = { entry, keys, docNumber: ownDocNumber(entry), url: canonicalUrl(entry.url ?? '') };
    const draft = drafts.find(seen);
    if (draft === null) {
      drafts.add(newPolicy(seen, drafts.freeKeys(seen), input));
      tally.fresh += 1;
      continue;
    }
    tally[drafts.update(draft, mergeEntry(draft, { seen, freeKeys: drafts.freeKeys(seen), input }))] += 1;
  }
  const unlisted = drafts.unlist(input.source);
  return { ...drafts.result(), counts: { entries: input.identified.length, ...tally, unlisted } };
}
