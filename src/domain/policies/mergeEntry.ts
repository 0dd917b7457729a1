import { isOneNumber } from './samePolicy';
import type { PolicyId } from '../ids';
import { civilDateOf } from '../time/civil';
import type { Instant, PublishedAt } from '../time/instant';
import { compare } from '../time/published';
import { authorityOf, isHigher } from './authority';
import { canonicalUrl } from './canonicalUrl';
import { coreTitle } from './coreTitle';
import { stripSourceLine } from './docNumber';
import { interpretationOf } from './interpretation';
import { normaliseTitle } from './normaliseTitle';
import type {
  ObservedPolicy,
  Policy,
  PolicyChange,
  PolicyIdentity,
  PolicyIntakeCounts,
  PolicySighting,
  PolicySource,
} from './policy';
import { isMarkedWithdrawn } from './withdrawal';

/** Where entries come from and what is needed to record them. */
export interface IntakeSource {
  readonly source: PolicySource;
  readonly now: Instant;
  readonly newId: () => PolicyId;
  readonly hash: (text: string) => string;
}

/** One entry of a list with what was read from it. */
export interface SeenEntry {
  readonly entry: ObservedPolicy;
  readonly keys: readonly PolicyIdentity[];
  readonly docNumber: string | null;
  readonly url: string | null;
}

export type EntryResult = keyof Pick<PolicyIntakeCounts, 'merged' | 'unchanged' | 'sourceChanged' | 'textChanged'>;
/** A policy after one more entry, and what that changed. */
export interface MergedEntry {
  readonly policy: Policy;
  readonly changes: readonly PolicyChange[];
  readonly result: EntryResult;
  readonly place: string;
}

/** A place is a source and an address: one policy may stand in several. */
export function placeOf({ sourceId, url }: Pick<PolicySighting, 'sourceId' | 'url'>): string {
  return `${sourceId} ${canonicalUrl(url ?? '') ?? url ?? ''}`;
}

/** A policy seen for the first time. */
export function newPolicy(
  { entry, docNumber }: SeenEntry,
  identityKeys: readonly string[],
  { source, now, newId, hash }: IntakeSource,
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
    authority: authorityOf({ docNumber, title: entry.title, issuer: statedIssuer(entry, source) }, source.authority),
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

/** A policy already known, or new within this look (`stored` null), seen once more. */
export function mergeEntry(
  draft: { readonly stored: Policy | null; readonly policy: Policy },
  {
    seen,
    freeKeys,
    input,
  }: { readonly seen: SeenEntry; readonly freeKeys: readonly string[]; readonly input: IntakeSource },
): MergedEntry {
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
function learn(policy: Policy, seen: SeenEntry, input: IntakeSource): Policy {
  const known = learnFacts(policy, seen, input);
  const isWithdrawn = isMarkedWithdrawn(seen.entry) && (known.withdrawal === null || known.withdrawal === undefined);
  return isWithdrawn ? { ...known, withdrawal: { reason: 'stated', noticedAt: input.now } } : known;
}

function learnFacts(policy: Policy, { entry, docNumber }: SeenEntry, { source, hash }: IntakeSource): Policy {
  const authority = authorityOf(
    {
      docNumber: docNumber ?? policy.docNumber,
      title: entry.title,
      issuer: policy.issuer ?? statedIssuer(entry, source),
    },
    source.authority,
  );
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

/** The entry's own issuer; else what the source was configured to stand for, where everything in it is of one issuer. */
function statedIssuer(entry: ObservedPolicy, source: PolicySource): string | null {
  return entry.issuer ?? source.settings?.['issuer'] ?? null;
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
 * The policy with the text of its main place (the address it was first recorded with, in the list that recorded it), or
 * null when nothing changed. Other places may word it as they like; another list of the same address only adds what is
 * missing: two lists that word one document differently would change it back and forth at every look. What is missing
 * never erases anything, and a changed summary alone does not make a new version.
 */
function changeText(
  policy: Policy,
  { entry, docNumber, url }: SeenEntry,
  { source, hash }: Pick<IntakeSource, 'source' | 'hash'>,
): Policy | null {
  if (canonicalUrl(policy.url ?? '') !== url) return null;
  const stated = stripSourceLine(entry.summary, entry.statedSource);
  const isMainList = policy.sightings[0]?.sourceId === source.id;
  const next = isMainList
    ? {
        title: coreTitle(entry.title),
        docNumber: docNumber ?? policy.docNumber,
        body: entry.body ?? policy.body,
        summary: stated === '' ? policy.summary : stated,
      }
    : {
        title: policy.title,
        docNumber: policy.docNumber ?? docNumber,
        body: policy.body ?? entry.body,
        summary: policy.summary === '' ? stated : policy.summary,
      };
  const isRenamed = normaliseTitle(next.title) !== policy.normalisedTitle;
  const isRenumbered =
    next.docNumber !== policy.docNumber &&
    !(next.docNumber !== null && policy.docNumber !== null && isOneNumber(next.docNumber, policy.docNumber));
  const isRewritten = isRenumbered || (policy.body !== null && next.body !== policy.body);
  if (!isRenamed && !isRewritten && next.summary === policy.summary) return null;
  return {
    ...policy,
    ...next,
    normalisedTitle: normaliseTitle(next.title),
    textHash: hash(hashedText(next)),
    version: policy.version + (isRenamed || isRewritten ? 1 : 0),
  };
}
