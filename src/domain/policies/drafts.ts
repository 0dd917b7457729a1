import { placeOf, type EntryResult, type MergedEntry, type SeenEntry } from './mergeEntry';
import { POLICY_CHANGES, type Policy, type PolicyChange, type PolicySighting, type PolicySource } from './policy';
import { isSamePolicy } from './samePolicy';

/** A policy on its way: as stored (null: new in this plan), as it will be, and what happened to it. */
export interface Draft {
  readonly stored: Policy | null;
  policy: Policy;
  readonly changes: Set<PolicyChange>;
  readonly seenAt: Set<string>;
}

export interface Drafts {
  /**
   * The policy that has shown exactly this entry before (its last key), else the strongest key that leads to a policy
   * which really is this one: what was decided once stays so, whatever has been learnt about its neighbours since.
   */
  find(seen: SeenEntry): Draft | null;
  /**
   * The entry's keys that no policy holds yet. The key of all facts together is always among them, or leads to the
   * policy itself.
   */
  freeKeys(seen: SeenEntry): string[];
  add(policy: Policy): void;
  update(draft: Draft, merged: MergedEntry): EntryResult;
  /** Marks sightings of this source that the list no longer shows; how many there were. */
  unlist(source: PolicySource): number;
  result(): {
    readonly inserts: readonly Policy[];
    readonly replaces: readonly { readonly expected: Policy; readonly next: Policy; readonly change: PolicyChange }[];
  };
}

/** The policies one look concerns, as stored and as they will be, found by their identity keys. */
export function createDrafts(stored: readonly Policy[]): Drafts {
  const all: Draft[] = [];
  const byKey = new Map<string, Draft>();
  const keep = (draft: Draft): void => {
    for (const key of draft.policy.identityKeys) if (!byKey.has(key)) byKey.set(key, draft);
  };
  const index = (draft: Draft): void => {
    all.push(draft);
    keep(draft);
  };
  for (const policy of new Map(stored.map((each) => [each.id, each])).values())
    index({ stored: policy, policy, changes: new Set(), seenAt: new Set() });

  return {
    find({ entry, keys, docNumber }) {
      for (const { key, basis } of [...keys.slice(-1), ...keys]) {
        const draft = byKey.get(key);
        if (draft !== undefined && isSamePolicy(draft.policy, { entry, docNumber, basis })) return draft;
      }
      return null;
    },

    freeKeys({ keys }) {
      return keys.map(({ key }) => key).filter((key) => !byKey.has(key));
    },

    add(policy) {
      index({ stored: null, policy, changes: new Set(), seenAt: new Set(policy.sightings.map(placeOf)) });
    },

    update(draft, merged) {
      draft.policy = merged.policy;
      draft.seenAt.add(merged.place);
      for (const change of merged.changes) draft.changes.add(change);
      keep(draft);
      return merged.result;
    },

    unlist(source) {
      return all.reduce((count, draft) => count + unlistOne(draft, source), 0);
    },

    result() {
      const inserts = all.flatMap(({ stored: before, policy }) => (before === null ? [policy] : []));
      const replaces = all.flatMap(({ stored: before, policy, changes }) => {
        const change = POLICY_CHANGES.find((candidate) => changes.has(candidate));
        return before === null || change === undefined ? [] : [{ expected: before, next: policy, change }];
      });
      return { inserts, replaces };
    },
  };
}

function unlistOne(draft: Draft, source: PolicySource): number {
  const isGone = (sighting: PolicySighting): boolean =>
    sighting.sourceId === source.id && sighting.listed && !draft.seenAt.has(placeOf(sighting));
  const gone = draft.policy.sightings.filter(isGone).length;
  if (gone === 0) return 0;
  draft.changes.add('unlisted');
  draft.policy = {
    ...draft.policy,
    sightings: draft.policy.sightings.map((sighting) => (isGone(sighting) ? { ...sighting, listed: false } : sighting)),
  };
  return gone;
}
