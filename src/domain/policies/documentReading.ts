import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../time/instant';
import { earliestOf } from '../time/published';
import { isOtherEdition } from './isOtherEdition';
import { normaliseTitle } from './normaliseTitle';
import { authorityOf, isHigher } from './authority';
import { coreTitle } from './coreTitle';
import { readDocNumbers } from './docNumber';
import type { ObservedPolicy, Policy } from './policy';

/** How far reading a policy's own page has come. `goneSinceAt`: since when it responds that it does not exist. */
export interface DocumentReading {
  readonly nextAt: Instant | null;
  readonly attempts: number;
  readonly goneSinceAt: Instant | null;
}

/** First tries come quickly, because the deadline runs; eight of them reach two and a half days. */
const FIRST_RETRY_MS = 10 * MINUTE_MS;
const MAX_RETRY_MS = DAY_MS;
const MAX_ATTEMPTS = 8;
/** A page may vanish for an hour while a site is rebuilt. */
export const GONE_AFTER_MS = 12 * HOUR_MS;
const WATCHED_DAILY_MS = 14 * DAY_MS;
const WATCHED_MS = 180 * DAY_MS;
const WEEK_MS = 7 * DAY_MS;

/** When a policy's page is read for the first time after it was recorded. */
export function firstReadingAt(policy: Pick<Policy, 'body' | 'url'>, now: Instant): Instant | null {
  if (policy.url === null) return null;
  return new Date(now.getTime() + (policy.body === null ? FIRST_RETRY_MS : DAY_MS));
}

/** After a page was read: daily for two weeks, then weekly for half a year, then no more. */
export function afterRead(policy: Pick<Policy, 'publishedAt' | 'firstSeenAt'>, now: Instant): DocumentReading {
  const ageMs =
    now.getTime() - (policy.publishedAt === null ? policy.firstSeenAt : earliestOf(policy.publishedAt)).getTime();
  const everyMs = ageMs < WATCHED_DAILY_MS ? DAY_MS : WEEK_MS;
  return { nextAt: ageMs < WATCHED_MS ? new Date(now.getTime() + everyMs) : null, attempts: 0, goneSinceAt: null };
}

/**
 * After a page could not be read: later, and later still; given up after eight tries where it was never read, else
 * looked at weekly.
 */
export function afterUnreadable(
  reading: DocumentReading,
  seen: { readonly isGone: boolean; readonly hasBody: boolean },
  now: Instant,
): DocumentReading {
  const attempts = reading.attempts + 1;
  const goneSinceAt = seen.isGone ? (reading.goneSinceAt ?? now) : null;
  if (attempts >= MAX_ATTEMPTS)
    return { nextAt: seen.hasBody ? new Date(now.getTime() + WEEK_MS) : null, attempts, goneSinceAt };
  const waitMs = Math.min(FIRST_RETRY_MS * 3 ** Math.min(reading.attempts, 10), MAX_RETRY_MS);
  // The look that decides whether it is gone for good comes no later than it may decide.
  const decidesMs = goneSinceAt === null ? Infinity : goneSinceAt.getTime() + GONE_AFTER_MS - now.getTime();
  return {
    nextAt: new Date(now.getTime() + (decidesMs > 0 ? Math.min(waitMs, decidesMs) : waitMs)),
    attempts,
    goneSinceAt,
  };
}

/** Has the page been gone on two looks so far apart that it was not a hiccup of the site? */
export function isGoneForGood({ goneSinceAt }: DocumentReading, now: Instant): boolean {
  return goneSinceAt !== null && now.getTime() - goneSinceAt.getTime() >= GONE_AFTER_MS;
}

export type DocumentChange = 'document-read' | 'text-changed' | 'restored' | 'withdrawn';

/**
 * The policy after its page was read, and what that changed; null: nothing. A text that differs in more than spacing is
 * a new version; a text read for the first time is not, because nobody has reposted another. A page that is back ends a
 * withdrawal for its absence.
 */
export function readInto(
  policy: Policy,
  document: Partial<ObservedPolicy>,
  { hash, now }: { readonly hash: (text: string) => string; readonly now: Instant },
): { readonly policy: Policy; readonly change: DocumentChange } | null {
  const title = document.title === undefined || document.title.trim() === '' ? policy.title : coreTitle(document.title);
  // A page's title field may be the site's own: only a title near the known one is the document's.
  const isRenamed =
    title !== policy.title &&
    normaliseTitle(title) !== policy.normalisedTitle &&
    normaliseTitle(title).length >= 8 &&
    policy.url !== null &&
    sharesMost(normaliseTitle(title), policy.normalisedTitle);
  const body = document.body ?? policy.body;
  const isRewritten = policy.body !== null && body !== null && isOtherEdition(policy.body, body);
  const isRestored = policy.withdrawal?.reason === 'page-gone';
  const isMarked = document.markedWithdrawn === true && (policy.withdrawal ?? null) === null;
  const stated = {
    issuer: policy.issuer ?? document.issuer ?? null,
    docNumber: policy.docNumber ?? statedNumber(document),
  };
  const authority = authorityOf({ ...stated, title });
  // A higher authority may put the policy under another mandate rule: it has to be considered anew.
  const rises = isHigher(authority, policy.authority);
  const next: Policy = {
    ...policy,
    ...stated,
    authority: rises ? authority : policy.authority,
    body: isRewritten || policy.body === null ? body : policy.body,
    ...(isRenamed ? { title, normalisedTitle: normaliseTitle(title) } : {}),
    ...(isRestored ? { withdrawal: null } : {}),
    ...(isMarked ? { withdrawal: { reason: 'stated' as const, noticedAt: now } } : {}),
  };
  const isChanged = isRenamed || isRewritten;
  const hasLearnt =
    next.body !== policy.body || next.issuer !== policy.issuer || next.docNumber !== policy.docNumber || rises;
  if (!isChanged && !isRestored && !isMarked && !hasLearnt) return null;
  const texted = {
    ...next,
    version: policy.version + (isChanged || rises ? 1 : 0),
    textHash: hash([next.title, next.docNumber ?? '', next.body ?? next.summary].join('\n')),
  };
  return {
    policy: texted,
    change: isMarked ? 'withdrawn' : isChanged ? 'text-changed' : isRestored ? 'restored' : 'document-read',
  };
}

/** Only what the page states as the document's own number. */
function statedNumber({ docNumber }: Partial<ObservedPolicy>): string | null {
  return docNumber == null ? null : (readDocNumbers(docNumber)[0] ?? null);
}

function sharesMost(one: string, other: string): boolean {
  const shared = [...new Set(one)].filter((character) => other.includes(character)).length;
  return shared >= new Set(one).size * 0.8 && shared >= new Set(other).size * 0.8;
}
