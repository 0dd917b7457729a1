import { policyEvent } from '../../domain/alerts/events';
import { ownUrls } from '../../domain/policies/canonicalUrl';
import {
  afterRead,
  afterUnreadable,
  isGoneForGood,
  readInto,
  type DocumentReading,
} from '../../domain/policies/documentReading';
import type { Policy, PolicySource } from '../../domain/policies/policy';
import type { Instant } from '../../domain/time/instant';
import { systemActor } from '../actors';
import type { Counts } from '../workRun';
import { tally } from '../runWorkers';
import type { ServiceDeps } from '../settings';

type Outcome =
  | 'unchanged'
  | 'document-read'
  | 'text-changed'
  | 'restored'
  | 'page-gone'
  | 'withdrawn'
  | 'document-unreadable'
  | 'moved-meanwhile'
  | 'source-gone';
const ACTOR = systemActor('follow');
const PAGES_ASKED = 3;
/** The page itself says that it does not exist; anything else is trouble on the way. */
const GONE: readonly string[] = ['http-404', 'http-410', 'page-soft-404'];

export type FollowDocuments = (signal: AbortSignal) => Promise<Counts>;

/**
 * Reads the pages of known policies again, `documentsPerIntake` a run: those that could not be read at first, with
 * growing waits, and the others daily, then weekly. A changed text is a new version; pages that are gone on two looks
 * twelve hours apart withdraw the policy, until one is back. A page that cannot be read says nothing about the policy.
 */
export function createFollowDocuments(deps: ServiceDeps): FollowDocuments {
  const { storage, clock, settings } = deps;
  return async (signal) => {
    const now = clock.now();
    const sources = new Map((await storage.policySources.all()).map((source) => [source.id, source]));
    const outcomes: Outcome[] = [];
    for (const due of await storage.policies.documentsDue(now, settings.policies.documentsPerIntake)) {
      if (signal.aborted) break;
      const source = due.policy.sightings.map(({ sourceId }) => sources.get(sourceId)).find((one) => one !== undefined);
      if (source === undefined || due.policy.url === null) {
        await storage.policies.recordReading(due.policy.id, { ...due.reading, nextAt: null });
        outcomes.push('source-gone');
        continue;
      }
      outcomes.push(await follow(deps, { ...due, source, now, signal }));
    }
    return tally(outcomes);
  };
}

interface Due {
  readonly policy: Policy;
  readonly reading: DocumentReading;
  readonly source: PolicySource;
  readonly now: Instant;
  readonly signal: AbortSignal;
}

async function follow(deps: ServiceDeps, due: Due): Promise<Outcome> {
  const { storage, policyFeed, hasher, log } = deps;
  const { policy, source, now, signal } = due;
  const read = await policyFeed.readDocument(source, policy.url ?? '', { startedAt: now, signal });
  if ('document' in read) {
    const after = readInto(policy, read.document, { hash: (text) => hasher.sha256(text), now });
    if (after !== null && !(await keep(deps, { before: policy, next: after.policy, change: after.change, now })))
      return 'moved-meanwhile';
    await storage.policies.recordReading(policy.id, afterRead(policy, now));
    return after?.change ?? 'unchanged';
  }
  log.warn('document-unreadable', { source: source.key, code: read.failure.code });
  const isGone = GONE.includes(read.failure.code) && (await areOthersGone(deps, due));
  const reading = afterUnreadable(due.reading, { isGone, hasBody: policy.body !== null }, now);
  await storage.policies.recordReading(policy.id, reading);
  if (!isGoneForGood(reading, now) || (policy.withdrawal ?? null) !== null) return 'document-unreadable';
  const next: Policy = { ...policy, withdrawal: { reason: 'page-gone', noticedAt: now } };
  return (await keep(deps, { before: policy, next, change: 'withdrawn', now })) ? 'page-gone' : 'moved-meanwhile';
}

/** A document that moved to another of its addresses is not gone. */
async function areOthersGone({ policyFeed }: ServiceDeps, { policy, source, now, signal }: Due): Promise<boolean> {
  for (const url of ownUrls(policy)
    .filter((one) => one !== policy.url)
    .slice(0, PAGES_ASKED)) {
    const read = await policyFeed.readDocument(source, url, { startedAt: now, signal });
    if ('document' in read || !GONE.includes(read.failure.code)) return false;
  }
  return true;
}

function keep(
  { storage, ids }: ServiceDeps,
  {
    before,
    next,
    change,
    now,
  }: {
    readonly before: Policy;
    readonly next: Policy;
    readonly change: 'document-read' | 'text-changed' | 'restored' | 'withdrawn';
    readonly now: Instant;
  },
): Promise<boolean> {
  return storage.policies.replace(
    before,
    next,
    policyEvent({ eventId: ids.eventId(), actor: ACTOR, now, policy: next, change }),
  );
}
