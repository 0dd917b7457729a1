import { coreTitle, isGazette } from './coreTitle';
import { readDocNumbers } from './docNumber';
import { issuersOf } from './issuerKind';
import { normaliseTitle } from './normaliseTitle';
import { DAY_MS } from '../time/instant';
import { dayOf, earliestOf } from '../time/published';
import type { ObservedPolicy, Policy, PolicyIdentityBasis } from './policy';
import { similarity } from './similarity';

/**
 * Below this a page at the same address with another title on another day is another document (a page that was reused).
 */
const SAME_PAGE_SIMILARITY = 0.6;

/**
 * Whether an entry that shares a key with a stored policy really is it. A key alone is not enough: two offices may use
 * the same code in their 文号 (通政办发 is 南通's and 通化's), and a page may be reused for another document.
 */
export function isSamePolicy(
  policy: Policy,
  seen: { readonly entry: ObservedPolicy; readonly docNumber: string | null; readonly basis: PolicyIdentityBasis },
): boolean {
  const { entry, docNumber, basis } = seen;
  const title = normaliseTitle(coreTitle(entry.title));
  if (basis === 'doc-number') return hasSameName(policy, entry, title) || issuersMeet(policy.issuer, entry.issuer);
  if (docNumber !== null && policy.docNumber !== null && !isOneNumber(docNumber, policy.docNumber)) return false;
  if (basis === 'title-and-date') return true;
  if (basis === 'gazette') return isReprint(policy, entry);
  const isSameDay =
    policy.publishedAt !== null && entry.publishedAt !== null && dayOf(policy.publishedAt) === dayOf(entry.publishedAt);
  return (
    title === policy.normalisedTitle || isSameDay || similarity(title, policy.normalisedTitle) >= SAME_PAGE_SIMILARITY
  );
}

/**
 * The same number, or a joint one that an earlier version of this program kept under its last issuer: a page that is the
 * same by its address stays the same policy.
 */
export function isOneNumber(one: string, other: string): boolean {
  const [read, stored] = [one, other].map((number) => readDocNumbers(number)[0] ?? number);
  return read === stored || (read !== undefined && stored !== undefined && read.endsWith(stored));
}

/** The gazette prints what was published before it; longer ago than this, the same title is another year's document. */
const MAX_REPRINT_LAG_MS = 120 * DAY_MS;

/** One of the two is the gazette's, and it is the later one, but not by much. */
function isReprint(policy: Policy, entry: ObservedPolicy): boolean {
  if (isGazette(policy.url) === isGazette(entry.url) || policy.publishedAt === null || entry.publishedAt === null)
    return false;
  const [original, reprint] = isGazette(entry.url)
    ? [policy.publishedAt, entry.publishedAt]
    : [entry.publishedAt, policy.publishedAt];
  const lagMs = earliestOf(reprint).getTime() - earliestOf(original).getTime();
  return lagMs >= 0 && lagMs <= MAX_REPRINT_LAG_MS;
}

/** One title may be the document alone (《…细则》) and the other the notice that issues it. */
function hasSameName(policy: Policy, entry: ObservedPolicy, title: string): boolean {
  const [short, long] =
    title.length <= policy.normalisedTitle.length ? [title, policy.normalisedTitle] : [policy.normalisedTitle, title];
  if (short.length >= 6 && long.includes(short)) return true;
  return similarity(title, policy.normalisedTitle) >= 0.9 && readDocNumbers(entry.title).length === 0;
}

/** Issuers come as lists split by 、 or spaces; one in common is enough. */
function issuersMeet(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  const names = new Set(issuersOf(one));
  return issuersOf(other).some((name) => names.has(name));
}
