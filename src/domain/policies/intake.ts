import type { PolicyId } from '../ids';
import { civilDateOf } from '../time/civil';
import type { Instant, PublishedAt } from '../time/instant';
import { compare } from '../time/published';
import { authorityOf, isHigher } from './authority';
import { canonicalUrl } from './canonicalUrl';
import { coreTitle } from './coreTitle';
import { ownDocNumber, stripSourceLine } from './docNumber';
import type { IdentifiedEntry } from './identify';
import { normaliseTitle } from './normaliseTitle';
import type {
  ObservedPolicy,
  Policy,
  PolicyIdentity,
  PolicyIntakeCounts,
  PolicySighting,
  PolicySource,
} from './policy';
import { interpretationOf } from './interpretation';
import { isSamePolicy } from './samePolicy';
import { isMarkedWithdrawn } from './withdrawal';

/** What happened to a stored policy; of several things in one look the first named here. */
export const POLICY_CHANGES = [
  'withdrawn',
  'text-changed',
  'merged',
  'source-changed',
  'unlisted',
  'seen-again',
] as const;
export type PolicyChange = (typeof POLICY_CHANGES)[number];

export interface IntakeInput {
  readonly identified: readonly IdentifiedEntry[];
  /** Every stored policy that carries one of the keys. */
  readonly existing: readonly Policy[];
  /** Every stored policy this source listed at the look before. */
  readonly listedBefore: readonly Policy[];
  readonly source: PolicySource;
  readonly now: Instant;
  readonly newId: () => PolicyId;
  readonly hash: (text: string) => string;
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
  const drafts = new Drafts([...input.existing, ...input.listedBefore]);
  const tally = { fresh: 0, merged: 0, unchanged: 0, sourceChanged: 0, textChanged: 0 };
  for (const { entry, keys } of input.identified) {
    const seen: Seen = { entry, keys, docNumber: ownDocNumber(entry), url: canonicalUrl(entry.url ?? '') };
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

interface Seen {
  readonly entry: ObservedPolicy;
  readonly keys: readonly PolicyIdentity[];
  readonly docNumber: string | null;
  readonly url: string | null;
}

/** A policy on its way: as stored (null: new in this plan), as it will be, and what happened to it. */
interface Draft {
  readonly stored: Policy | null;
  policy: Policy;
  readonly changes: Set<PolicyChange>;
  readonly seenAt: Set<string>;
}

type EntryResult = keyof Pick<PolicyIntakeCounts, 'merged' | 'unchanged' | 'sourceChanged' | 'textChanged'>;
interface Merged {
  readonly policy: Policy;
  readonly changes: readonly PolicyChange[];
  readonly result: EntryResult;
  readonly place: string;
}

class Drafts {
  private readonly all: Draft[] = [];
  private readonly byKey = new Map<string, Draft>();

  constructor(stored: readonly Policy[]) {
    for (const policy of new Map(stored.map((each) => [each.id, each])).values())
      this.index({ stored: policy, policy, changes: new Set(), seenAt: new Set() });
  }

  private index(draft: Draft): void {
    this.all.push(draft);
    for (const key of draft.policy.identityKeys) if (!this.byKey.has(key)) this.byKey.set(key, draft);
  }

  /**
   * The policy that has shown exactly this entry before (its last key), else the strongest key that leads to a policy
   * which really is this one: what was decided once stays so, whatever has been learnt about its neighbours since.
   */
  find({ entry, keys, docNumber }: Seen): Draft | null {
    for (const { key, basis } of [...keys.slice(-1), ...keys]) {
      const draft = this.byKey.get(key);
      if (draft !== undefined && isSamePolicy(draft.policy, { entry, docNumber, basis })) return draft;
    }
    return null;
  }

  /**
   * The entry's keys that no policy holds yet. The key of all facts together is always among them, or leads to the
   * policy itself.
   */
  freeKeys({ keys }: Seen): string[] {
    return keys.map(({ key }) => key).filter((key) => !this.byKey.has(key));
  }

  add(policy: Policy): void {
    this.index({ stored: null, policy, changes: new Set(), seenAt: new Set(policy.sightings.map(placeOf)) });
  }

  update(draft: Draft, merged: Merged): EntryResult {
    draft.policy = merged.policy;
    draft.seenAt.add(merged.place);
    for (const change of merged.changes) draft.changes.add(change);
    for (const key of merged.policy.identityKeys) if (!this.byKey.has(key)) this.byKey.set(key, draft);
    return merged.result;
  }

  /** Sightings of this source that the list no longer shows. */
  unlist(source: PolicySource): number {
    let count = 0;
    for (const draft of this.all) {
      const isGone = (sighting: PolicySighting): boolean =>
        sighting.sourceId === source.id && sighting.listed && !draft.seenAt.has(placeOf(sighting));
      const gone = draft.policy.sightings.filter(isGone).length;
      if (gone === 0) continue;
      count += gone;
      draft.changes.add('unlisted');
      draft.policy = {
        ...draft.policy,
        sightings: draft.policy.sightings.map((sighting) =>
          isGone(sighting) ? { ...sighting, listed: false } : sighting,
        ),
      };
    }
    return count;
  }

  result(): Pick<IntakePlan, 'inserts' | 'replaces'> {
    const inserts = this.all.flatMap(({ stored, policy }) => (stored === null ? [policy] : []));
    const replaces = this.all.flatMap(({ stored, policy, changes }) => {
      const change = POLICY_CHANGES.find((candidate) => changes.has(candidate));
      return stored === null || change === undefined ? [] : [{ expected: stored, next: policy, change }];
    });
    return { inserts, replaces };
  }
}

function placeOf({ sourceId, url }: Pick<PolicySighting, 'sourceId' | 'url'>): string {
  return `${sourceId} ${canonicalUrl(url ?? '') ?? url ?? ''}`;
}

function newPolicy(
  { entry, docNumber }: Seen,
  identityKeys: readonly string[],
  { source, now, newId, hash }: IntakeInput,
): Policy {
  const content = {
    title: coreTitle(entry.title),
    docNumber,
    summary: stripSourceLine(entry.summary, entry.statedSource),
    body: entry.body,
  };
  const interpreted = interpretationOf(entry);
  return {
    id: newId(),
    identityKeys,
    normalisedTitle: normaliseTitle(content.title),
    issuer: entry.issuer,
    authority: authorityOf({ docNumber, title: entry.title }, source.authority),
    publishedAt: entry.publishedAt,
    firstSeenAt: now,
    version: 1,
    url: entry.url,
    ...content,
    textHash: hash(hashedText(content)),
    sightings: [newSighting(entry, source, now)],
    withdrawal: isMarkedWithdrawn(entry) ? { reason: 'stated', noticedAt: now } : null,
    interprets: interpreted === null ? null : { ...interpreted, policyId: null },
  };
}

function newSighting(entry: ObservedPolicy, source: PolicySource, now: Instant): PolicySighting {
  return {
    sourceId: source.id,
    url: entry.url,
    statedSource: entry.statedSource,
    firstSeenAt: now,
    lastSeenAt: now,
    listed: true,
  };
}

function hashedText({
  title,
  docNumber,
  summary,
  body,
}: Pick<Policy, 'title' | 'docNumber' | 'summary' | 'body'>): string {
  return [title, docNumber ?? '', body ?? summary].join('\n');
}

function mergeEntry(
  draft: Draft,
  { seen, freeKeys, input }: { readonly seen: Seen; readonly freeKeys: readonly string[]; readonly input: IntakeInput },
): Merged {
  const { entry } = seen;
  const { policy } = draft;
  const { source, now } = input;
  const place = placeOf({ sourceId: source.id, url: entry.url });
  const sighting = policy.sightings.find((known) => placeOf(known) === place);
  const keys = seen.keys.map(({ key }) => key).filter((key) => freeKeys.includes(key));
  const known = learn(policy, seen, input);
  const hasLearnt = known !== policy;
  const isWithdrawn = known.withdrawal !== policy.withdrawal;
  const identityKeys = keys.length === 0 ? policy.identityKeys : [...policy.identityKeys, ...keys];
  if (sighting === undefined) {
    return {
      policy: { ...known, identityKeys, sightings: [...policy.sightings, newSighting(entry, source, now)] },
      changes: isWithdrawn ? ['withdrawn', 'merged'] : ['merged'],
      result: 'merged',
      place,
    };
  }
  const sightings = policy.sightings.map((each) =>
    each === sighting ? { ...each, statedSource: entry.statedSource, lastSeenAt: now, listed: true } : each,
  );
  const texted = changeText({ ...known, identityKeys, sightings }, seen, input);
  const changes: PolicyChange[] = [];
  if (isWithdrawn) changes.push('withdrawn');
  if (texted !== null) changes.push('text-changed');
  if (sighting.statedSource !== entry.statedSource) changes.push('source-changed');
  if (!sighting.listed || hasLearnt || keys.length > 0 || civilDateOf(sighting.lastSeenAt) !== civilDateOf(now))
    changes.push('seen-again');
  if (draft.stored === null)
    return { policy: texted ?? { ...known, identityKeys, sightings }, changes: [], result: 'merged', place };
  if (changes.length === 0) return { policy, changes, result: 'unchanged', place };
  const result: EntryResult =
    texted !== null ? 'textChanged' : changes.includes('source-changed') ? 'sourceChanged' : 'unchanged';
  return { policy: texted ?? { ...known, identityKeys, sightings }, changes, result, place };
}

/**
 * What a sighting adds without changing the text: an earlier or more exact date, an issuer, a 文号, a body, a higher
 * authority.
 */
function learn(policy: Policy, seen: Seen, input: IntakeInput): Policy {
  const known = learnFacts(policy, seen, input);
  const isWithdrawn = isMarkedWithdrawn(seen.entry) && (known.withdrawal === null || known.withdrawal === undefined);
  return isWithdrawn ? { ...known, withdrawal: { reason: 'stated', noticedAt: input.now } } : known;
}

function learnFacts(policy: Policy, { entry, docNumber }: Seen, { source, hash }: IntakeInput): Policy {
  const authority = authorityOf({ docNumber: docNumber ?? policy.docNumber, title: entry.title }, source.authority);
  const rises = isHigher(authority, policy.authority);
  const learnt = {
    issuer: policy.issuer ?? entry.issuer,
    docNumber: policy.docNumber ?? docNumber,
    body: policy.body ?? entry.body,
    publishedAt: betterDate(policy.publishedAt, entry.publishedAt),
  };
  const isText = learnt.docNumber !== policy.docNumber || learnt.body !== policy.body;
  if (!rises && !isText && learnt.issuer === policy.issuer && learnt.publishedAt === policy.publishedAt) return policy;
  return {
    ...policy,
    ...learnt,
    ...(isText ? { textHash: hash(hashedText({ ...policy, ...learnt })) } : {}),
    // A higher authority may put the policy under another mandate rule: it has to be considered anew.
    ...(rises ? { authority, version: policy.version + 1 } : {}),
  };
}

function betterDate(known: PublishedAt | null, seen: PublishedAt | null): PublishedAt | null {
  if (known === null || seen === null) return known ?? seen;
  const isEarlierDay =
    compare(seen, known) < 0 &&
    !(known.precision === 'instant' && seen.precision === 'day' && civilDateOf(known.at) === seen.on);
  const isMoreExact = known.precision === 'day' && seen.precision === 'instant' && civilDateOf(seen.at) === known.on;
  return isEarlierDay || isMoreExact ? seen : known;
}

/**
 * The policy with the text of its main place (the address it was first recorded with), or null when nothing changed.
 * Other places may word their summary as they like. A missing body never erases one, and a changed summary alone does
 * not make a new version.
 */
function changeText(policy: Policy, { entry, docNumber, url }: Seen, { hash }: IntakeInput): Policy | null {
  if (canonicalUrl(policy.url ?? '') !== url) return null;
  const next = {
    title: coreTitle(entry.title),
    docNumber: docNumber ?? policy.docNumber,
    body: entry.body ?? policy.body,
    summary: stripSourceLine(entry.summary, entry.statedSource),
  };
  const isRenamed = normaliseTitle(next.title) !== policy.normalisedTitle;
  const isRewritten = next.docNumber !== policy.docNumber || (policy.body !== null && next.body !== policy.body);
  if (!isRenamed && !isRewritten && next.summary === policy.summary) return null;
  return {
    ...policy,
    ...next,
    normalisedTitle: normaliseTitle(next.title),
    textHash: hash(hashedText(next)),
    version: policy.version + (isRenamed || isRewritten ? 1 : 0),
  };
}
